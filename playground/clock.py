"""The only reader of the clock in the playground."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass
class Clock:
    """Wall time that can be moved forward, and that never gives one instant twice."""

    offset: float = 0.0
    _last: int = field(default=0, repr=False)
    _alarms: list[float] = field(default_factory=list, repr=False)
    _moved: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    @classmethod
    def standing_at(cls, instant: datetime) -> "Clock":
        """One that is at `instant` now, whatever the machine's says, and goes on from there."""
        return cls(instant.timestamp() - time.time())

    def now(self) -> float:
        return time.time() + self.offset

    def seconds(self) -> int:
        return int(self.now())

    def iso(self) -> str:
        return self.instant().isoformat(timespec="milliseconds")

    def instant(self) -> datetime:
        return datetime.fromtimestamp(self.now(), UTC)

    def advance(self, seconds: float) -> None:
        """All at once; `Moves` goes in steps, so that what is due on the way happens in time."""
        self.offset += max(seconds, 0.0)
        self._moved.set()
        self._moved = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        """Until this clock has gone that far, by itself or by being moved."""
        until = self.now() + seconds
        self._alarms.append(until)
        try:
            while (left := until - self.now()) > 0:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._moved.wait(), left)
        finally:
            self._alarms.remove(until)

    def next_alarm(self) -> float | None:
        """When the first of those who sleep by this clock will wake."""
        return min(self._alarms, default=None)

    def resume_after(self, ts: str) -> None:
        """Make sure no later stamp repeats one that was given before a restart."""
        whole, _, part = ts.partition(".")
        self._last = max(self._last, int(whole) * 1_000_000 + int(part or 0))

    def stamp(self) -> str:
        """A message timestamp in Slack's form, each greater than the one before."""
        self._last = max(self._last + 1, int(self.now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"
