"""A loop that claims rows, works on several at once, and stops without dropping one."""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from handlers.kit.turns import Office

log = logging.getLogger(__name__)

T = TypeVar("T")
C = TypeVar("C", covariant=True)
R = TypeVar("R")

LEASE = timedelta(seconds=60)
"""Longer than any call to Slack, so that nobody repeats what is still being done."""
ROOM = 32
"""How many rows are in work at once."""
LONGEST_REST_SECONDS = 5.0
AFTER_A_FAULT_SECONDS = 1.0


class Queue(Protocol[C]):
    """A module of storage whose rows are work."""

    def claim(
        self, session: Session, *, now: datetime, limit: int, lease: timedelta, worker: str
    ) -> Sequence[C]: ...

    def next_due(self, session: Session) -> datetime | None: ...


class Worker(ABC, Generic[T]):
    """Claiming is database work and runs in the pool; `work` runs on the loop."""

    def __init__(self, office: Office, queue: Queue[T], name: str) -> None:
        """`name` tells this process from others in the claims."""
        self.office, self.queue, self.name = office, queue, name
        self._woken = asyncio.Event()
        self._busy: set[asyncio.Task[None]] = set()
        self._claiming = False
        self._asked: list[asyncio.Future[None]] = []
        self._stopping = False
        self._loop: asyncio.AbstractEventLoop | None = None

    @abstractmethod
    async def work(self, row: T) -> None: ...

    def claim(self, room: int) -> Sequence[T]:
        now = self.office.clock()
        with self.office.database.begin() as session:
            return self.queue.claim(session, now=now, limit=room, lease=LEASE, worker=self.name)

    async def in_pool(self, work: Callable[..., R], *values: Any) -> R:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.office.pool, partial(work, *values))

    async def run(self) -> None:
        """Until `stop`; a database that is away is asked again every second."""
        self._loop = asyncio.get_running_loop()
        while not self._stopping:
            self._woken.clear()
            try:
                await self._round()
            except SQLAlchemyError:
                log.exception("the database is away")
                await self._wait(AFTER_A_FAULT_SECONDS)
        if self._busy:  # claimed while it was being stopped
            await asyncio.wait(self._busy)
        self._settled(len(self._asked))

    def wake(self) -> None:
        """There may be something to do; from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._woken.set)

    @property
    def busy(self) -> bool:
        return self._claiming or bool(self._busy)

    async def next_due(self) -> datetime | None:
        return await self.in_pool(self._next_due)

    async def settle(self) -> None:
        """Until nothing is due and nothing in work."""
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._asked.append(answer)
        self.wake()
        await answer

    def _settled(self, asked: int) -> None:
        for answer in self._asked[:asked]:
            if not answer.done():
                answer.set_result(None)
        del self._asked[:asked]

    async def stop(self, seconds: float) -> None:
        """Claim nothing more and finish what is in work; what is not done by then comes back."""
        self._stopping = True
        self._woken.set()
        if self._busy:
            await asyncio.wait(self._busy, timeout=seconds)

    async def _round(self) -> None:
        asked = len(self._asked)  # whoever asks during this look waits for the next
        rows = await self._claimed(ROOM - len(self._busy))
        for row in rows:
            self._start(row)
        if not self._busy:
            self._settled(asked)
        if not rows:
            due = await self.next_due() if len(self._busy) < ROOM else None
            await self._wait(self._seconds_to(due))

    async def _claimed(self, room: int) -> Sequence[T]:
        self._claiming = True
        try:
            return await self.in_pool(self.claim, room) if room else ()
        finally:
            self._claiming = False

    def _start(self, row: T) -> None:
        task = asyncio.create_task(self._guarded(row))
        self._busy.add(task)
        task.add_done_callback(self._finished)

    async def _guarded(self, row: T) -> None:
        """A row that fails unforeseen keeps its claim and comes back when that runs out."""
        try:
            await self.work(row)
        except Exception:
            log.exception("%s failed", type(row).__name__)

    def _finished(self, task: "asyncio.Task[None]") -> None:
        self._busy.discard(task)
        self._woken.set()

    def _next_due(self) -> datetime | None:
        with self.office.database.reading() as session:
            return self.queue.next_due(session)

    def _seconds_to(self, due: datetime | None) -> float:
        if due is None:
            return LONGEST_REST_SECONDS
        return min(max((due - self.office.clock()).total_seconds(), 0.01), LONGEST_REST_SECONDS)

    async def _wait(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return
