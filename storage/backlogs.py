"""What is in the outbox, for whoever looks after it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select, update
from sqlalchemy.orm import Session

from storage.outbox import OUTBOX, Letter, State, letters


@dataclass(frozen=True, slots=True)
class Depth:
    """`oldest` is when the longest waiting was due, `doubts` how many calls may have doubled."""

    open: int
    due: int
    oldest: datetime | None
    dead: int
    doubts: int


def depth(session: Session, workspace: str | None, now: datetime) -> Depth:
    is_open, is_due = OUTBOX.c.state == "open", OUTBOX.c.due_at <= now
    counted = select(
        func.count(case((is_open, 1))),
        func.count(case((is_open & is_due, 1))),
        func.min(case((is_open & is_due, OUTBOX.c.due_at))),
        func.count(case((OUTBOX.c.state == "dead", 1))),
        func.coalesce(func.sum(OUTBOX.c.doubts), 0),
    )
    if workspace is not None:
        counted = counted.where(OUTBOX.c.workspace == workspace)
    return Depth(*session.connection().execute(counted).one())


def listed(
    session: Session,
    workspace: str | None,
    *,
    state: State,
    place: str = "",
    limit: int = 1000,
) -> list[Letter]:
    """For looking at, oldest promise first; `place` is a person or a channel."""
    wanted = select(OUTBOX).where(OUTBOX.c.state == state)
    if workspace is not None:
        wanted = wanted.where(OUTBOX.c.workspace == workspace)
    if place:
        wanted = wanted.where(OUTBOX.c.lane == place)
    return letters(session, wanted.order_by(OUTBOX.c.due_at, OUTBOX.c.id).limit(limit))


def dead(session: Session) -> list[Letter]:
    return listed(session, None, state="dead")


def by_id(session: Session, id: int) -> Letter | None:
    return next(iter(letters(session, select(OUTBOX).where(OUTBOX.c.id == id))), None)


def retry(session: Session, id: int, now: datetime) -> bool:
    """Open a dead letter again; if Slack may have it, the sender asks first."""
    dead = update(OUTBOX).where(OUTBOX.c.id == id, OUTBOX.c.state == "dead")
    opened = {"state": "open", "next_at": now, "attempts": 0, "ended_at": None}
    return session.connection().execute(dead.values(opened)).rowcount == 1
