"""The clockwork: it only ticks; what is due is decided by the database, not by this process."""

from collections.abc import Callable, Coroutine
from datetime import timedelta
from functools import partial
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from handlers.kit.turns import Office
from storage import cards, errands, inbox, outbox

DELIVERIES = timedelta(days=7)
"""Slack delivers an event again for up to a day; seven are on the safe side."""
CARDS = timedelta(days=1)
LETTERS = timedelta(days=30)
ERRANDS = timedelta(days=7)
WAKE_SECONDS = 5


class Crew(Protocol):
    def wake(self) -> None: ...

    async def make_rounds(self) -> None: ...


def schedule(
    office: Office, crew: Crew, meet: Callable[[], Coroutine[None, None, None]]
) -> AsyncIOScheduler:
    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None}
    )
    scheduler.add_job(partial(wake, crew), "interval", seconds=WAKE_SECONDS)
    scheduler.add_job(partial(forget, office), "interval", hours=1)
    scheduler.add_job(crew.make_rounds, "interval", hours=1)
    scheduler.add_job(meet, "interval", days=1)
    return scheduler


async def wake(crew: Crew) -> None:
    crew.wake()


def forget(office: Office) -> None:
    """Drop what nobody can ask for any more."""
    now = office.clock()
    with office.database.begin() as session:
        inbox.forget(session, now - DELIVERIES)
        cards.forget(session, now - CARDS)
        outbox.forget(session, now - LETTERS)
        errands.forget(session, now - ERRANDS)
