"""A loop that claims rows, works on several at once, and stops without dropping one."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Executor
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy.exc import SQLAlchemyError

log = logging.getLogger(__name__)

T = TypeVar("T")

ROOM = 32
"""How many rows are in work at once."""
LONGEST_REST_SECONDS = 5.0
AFTER_A_FAULT_SECONDS = 1.0


class Worker(Generic[T]):
    """`claim(room)` and `next_due()` are database work and run in the pool; `work` on the loop."""

    def __init__(
        self,
        claim: Callable[[int], Sequence[T]],
        next_due: Callable[[], datetime | None],
        work: Callable[[T], Awaitable[None]],
        pool: Executor,
        clock: Callable[[], datetime],
    ) -> None:
        self._claim, self._next_due, self._work = claim, next_due, work
        self._pool, self._clock = pool, clock
        self._woken = asyncio.Event()
        self._busy: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._loop: asyncio.AbstractEventLoop | None = None

    async def run(self) -> None:
        """Until `stop`; a database that is away is asked again every second."""
        self._loop = asyncio.get_running_loop()
        while not self._stopping:
            self._woken.clear()
            try:
                await self._round(self._loop)
            except SQLAlchemyError:
                log.exception("the database is away")
                await self._wait(AFTER_A_FAULT_SECONDS)

    def wake(self) -> None:
        """There may be something to do; from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._woken.set)

    async def stop(self, seconds: float) -> None:
        """Claim nothing more and finish what is in work; what is not done by then comes back."""
        self._stopping = True
        self._woken.set()
        if self._busy:
            await asyncio.wait(self._busy, timeout=seconds)

    async def _round(self, loop: asyncio.AbstractEventLoop) -> None:
        room = ROOM - len(self._busy)
        rows = await loop.run_in_executor(self._pool, self._claim, room) if room else ()
        for row in rows:
            self._start(row)
        if not rows:
            due = await loop.run_in_executor(self._pool, self._next_due) if room else None
            await self._wait(self._seconds_to(due))

    def _start(self, row: T) -> None:
        task = asyncio.create_task(self._guarded(row))
        self._busy.add(task)
        task.add_done_callback(self._finished)

    async def _guarded(self, row: T) -> None:
        """A row that fails unforeseen keeps its claim and comes back when that runs out."""
        try:
            await self._work(row)
        except Exception:
            log.exception("%s failed", type(row).__name__)

    def _finished(self, task: "asyncio.Task[None]") -> None:
        self._busy.discard(task)
        self._woken.set()

    def _seconds_to(self, due: datetime | None) -> float:
        if due is None:
            return LONGEST_REST_SECONDS
        return min(max((due - self._clock()).total_seconds(), 0.01), LONGEST_REST_SECONDS)

    async def _wait(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return
