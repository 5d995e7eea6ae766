"""What is on its way to apps, so that the clock is not moved under it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Traffic:
    begun: int = 0
    under_way: int = 0
    _still: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    @contextmanager
    def carrying(self) -> Iterator[None]:
        self.begun += 1
        self.under_way += 1
        self._still.clear()
        try:
            yield
        finally:
            self.under_way -= 1
            if not self.under_way:
                self._still.set()

    async def still(self) -> None:
        """Until everything that is on its way was answered or given up."""
        if self.under_way:
            await self._still.wait()
