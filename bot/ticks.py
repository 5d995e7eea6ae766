"""What happens again and again without anybody asking; what is due the database decides."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from handlers.kit.turns import Office
from storage import acts, bundles, cards, errands, inbox, occurrences, outbox, paces, refusals

DELIVERIES = timedelta(days=7)
"""Slack delivers an event again for up to a day; seven are on the safe side."""
CARDS = timedelta(days=1)
LETTERS = timedelta(days=30)
ERRANDS = timedelta(days=7)
TOLD = timedelta(days=120)
"""Digests and cards: what was told, and what became of it."""
OCCURRENCES = timedelta(days=800)
"""A reminder whose key is forgotten could be planned again."""
ACTS = timedelta(days=7)
PACES = timedelta(hours=1)
REFUSALS = timedelta(days=30)

AFTER_A_FAULT_SECONDS = 1.0

log = logging.getLogger(__name__)

Work = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Tick:
    every: timedelta
    work: Work


async def insist(work: Work) -> None:
    """Again every second while the database is away, and not only when it is due next."""
    while True:
        try:
            return await work()
        except SQLAlchemyError:
            log.exception("the database is away")
        await asyncio.sleep(AFTER_A_FAULT_SECONDS)


def ticks(office: Office, make_rounds: Work, plan: Work, meet: Work) -> tuple[Tick, ...]:
    async def forget_old() -> None:
        await asyncio.get_running_loop().run_in_executor(office.pool, forget, office)

    hour = timedelta(hours=1)
    hourly = (forget_old, make_rounds, plan)
    day = Tick(timedelta(days=1), partial(insist, meet))
    return (*(Tick(hour, partial(insist, work)) for work in hourly), day)


def forget(office: Office) -> None:
    """Drop what nobody can ask for any more."""
    now = office.clock()
    with office.database.begin() as session:
        inbox.forget(session, now - DELIVERIES)
        cards.forget(session, now - CARDS)
        outbox.forget(session, now - LETTERS)
        errands.forget(session, now - ERRANDS)
        bundles.forget(session, now - TOLD)
        occurrences.forget(session, now - OCCURRENCES)
        acts.forget(session, now - ACTS)
        paces.forget(session, now - PACES)
        refusals.forget(session, now - REFUSALS)
