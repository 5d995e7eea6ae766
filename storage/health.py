"""How the bot fares in a workspace: what waits, since when, and what could not be sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.columns import OPEN
from storage.occurrences import OCCURRENCES, PLANNED
from storage.outbox import OUTBOX, Letter
from storage.rows import read


@dataclass(frozen=True, slots=True)
class Health:
    """`oldest_letter` and `oldest_reminder` are due and wait; None if nothing does."""

    letters: int
    oldest_letter: datetime | None
    dead: int
    oldest_reminder: datetime | None


def of(session: Session, workspace: str, now: datetime) -> Health:
    c = OUTBOX.c
    waiting = select(func.count(), func.min(c.due_at)).where(
        c.workspace == workspace, c.state == OPEN, c.due_at <= now
    )
    dead = select(func.count()).where(c.workspace == workspace, c.state == "dead")
    reminder = select(func.min(OCCURRENCES.c.due_at)).where(
        OCCURRENCES.c.workspace == workspace, PLANNED, OCCURRENCES.c.due_at <= now
    )
    connection = session.connection()
    count, oldest = connection.execute(waiting).one()
    buried = connection.execute(dead).scalar_one()
    return Health(count, oldest, buried, connection.execute(reminder).scalar_one())


def last_dead(session: Session, workspace: str, limit: int) -> Sequence[Letter]:
    """The newest first."""
    mine = select(OUTBOX).where(OUTBOX.c.workspace == workspace, OUTBOX.c.state == "dead")
    rows = session.connection().execute(mine.order_by(OUTBOX.c.id.desc()).limit(limit))
    return [read(Letter, row) for row in rows]
