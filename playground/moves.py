"""Moving the clock in steps: whoever lives by it does what is due on the way, in time."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from playground.clock import Clock
from playground.moments import Offers, usual
from playground.refusals import Declined
from playground.traffic import Traffic
from playground.worlds import World

TURNS = 5
"""How many turns of the loop those who slept get to begin what they slept for."""


class Follower(Protocol):
    """A program that reads this clock, such as the bot in the demo."""

    @property
    def busy(self) -> bool:
        """Whether it does something that the clock must not be moved under."""
        ...

    async def next_due(self) -> datetime | None: ...

    async def catch_up(self) -> None:
        """Do all that is due by now, and what follows from it."""
        ...


@dataclass
class Moves:
    clock: Clock
    world: World
    traffic: Traffic
    movable: bool = False
    """Whether people at the page may do it."""
    offers: Offers = usual
    followers: list[Follower] = field(default_factory=list)
    moving: bool = False
    _halted: bool = False
    _open: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    def __post_init__(self) -> None:
        self._open.set()

    async def go(self, to: datetime, told: Callable[[], None] = lambda: None) -> None:
        """Until the clock stands there or `halt` is called; `told` is called at each step."""
        if self.moving:
            raise Declined("The clock is already being moved. Stop that first, or wait.")
        self.moving, self._halted = True, False
        try:
            while not self._halted and self.clock.instant() < to:
                await self.step(to)
                told()
            with self.held():
                await self.settle()
        finally:
            self.moving = False

    def halt(self) -> None:
        self._halted = True

    async def between_steps(self) -> None:
        """Wait, if a step is being made: who begins something then would hold it up."""
        await self._open.wait()

    @contextmanager
    def held(self) -> Iterator[None]:
        self._open.clear()
        try:
            yield
        finally:
            self._open.set()

    async def step(self, to: datetime) -> None:
        """To the next instant at which somebody has something to do, once all is quiet here."""
        with self.held():
            stop = await self.settle()
            due = to if stop is None else min(to, stop)
            self.clock.advance((due - self.clock.instant()).total_seconds())
            self.world.touch()
        for _ in range(TURNS):
            await asyncio.sleep(0)

    async def settle(self) -> datetime | None:
        """Until nobody does anything; when something is due next.

        Nothing happens between the last look and the return, so the clock can be moved then.
        """
        while True:
            for follower in self.followers:
                await follower.catch_up()
            await self.traffic.still()
            begun = self.traffic.begun
            soonest = await self.soonest()
            quiet = self.traffic.begun == begun and not self.is_busy()
            if quiet and (soonest is None or soonest > self.clock.instant()):
                return soonest
            await asyncio.sleep(0)

    def is_busy(self) -> bool:
        return bool(self.traffic.under_way) or any(each.busy for each in self.followers)

    async def soonest(self) -> datetime | None:
        """The first alarm or due; an alarm that rang already is being answered."""
        alarm = self.clock.next_alarm()
        dues = [await follower.next_due() for follower in self.followers]
        dues.append(None if alarm is None else datetime.fromtimestamp(alarm, UTC))
        return min((due for due in dues if due is not None), default=None)
