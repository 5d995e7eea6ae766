"""The bot on a clock that is moved, as in the demo: every tick and letter at its own instant."""

import asyncio
from datetime import datetime

from bot.server import Running


class Follower:
    def __init__(self, bot: Running) -> None:
        self.clock, self.adapter = bot.office.clock, bot.adapter
        now = self.clock()
        self.dues = {tick: now + tick.every for tick in bot.ticks}

    @property
    def busy(self) -> bool:
        return bool(self.adapter.tasks) or any(worker.busy for worker in self.adapter.crew)

    async def next_due(self) -> datetime | None:
        queues = (worker.next_due() for worker in self.adapter.crew)
        dues = [*self.dues.values(), *await asyncio.gather(*queues)]
        return min((due for due in dues if due is not None), default=None)

    async def catch_up(self) -> None:
        """Whatever the files that were read left to say is sent as well."""
        await self._tick()
        if self.adapter.tasks:
            await asyncio.wait(self.adapter.tasks)
        await self.adapter.fetcher.settle()
        await self.adapter.releaser.settle()
        await self.adapter.sender.settle()

    async def _tick(self) -> None:
        """A tick that was missed more than once is made up for once."""
        now = self.clock()
        for tick, due in self.dues.items():
            if due <= now:
                await tick.work()
                self.dues[tick] = due + tick.every * (1 + (now - due) // tick.every)
