"""Reminders as they are planned: each exists once, however often and by whomever it is planned."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import (
    CheckConstraint,
    Index,
    Select,
    UniqueConstraint,
    bindparam,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session

from storage import upserts
from storage.columns import Base, Serial, table_of
from storage.people import PEOPLE
from storage.rows import among, read

State = Literal["planned", "released", "cancelled", "dropped"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """`person` is whose reminder it is, `recipient` who is told, `about` whose state is the cause.

    `day` is the date it was wished for, `seconds` how late it may come, `until` the instant after
    which it is worth nothing.
    """

    id: int
    workspace: str
    key: str
    routine: str
    subject: str
    about: str
    person: str
    recipient: str
    day: date
    entry: str
    says: str
    way: str
    late: str
    seconds: int
    until: datetime | None
    due_at: datetime
    held: str
    attempts: int
    state: State
    ended_at: datetime | None
    why: str


class OccurrenceRow(Base):
    __tablename__ = "occurrences"
    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        Index(
            "ix_occurrences_due",
            "due_at",
            "workspace",
            "recipient",
            sqlite_where=text("state = 'planned'"),
            postgresql_where=text("state = 'planned'"),
        ),
        Index("ix_occurrences_about", "workspace", "about", "state"),
        Index("ix_occurrences_recipient", "workspace", "recipient", "state", "ended_at"),
        CheckConstraint("state IN ('planned', 'released', 'cancelled', 'dropped')", name="state"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    key: Mapped[str]
    routine: Mapped[str]
    subject: Mapped[str]
    about: Mapped[str]
    person: Mapped[str]
    recipient: Mapped[str]
    day: Mapped[date]
    entry: Mapped[str]
    says: Mapped[str]
    way: Mapped[str]
    late: Mapped[str]
    seconds: Mapped[int]
    until: Mapped[datetime | None]
    due_at: Mapped[datetime]
    held: Mapped[str]
    attempts: Mapped[int]
    """How often it failed while it was made ready to be told."""
    state: Mapped[str]
    ended_at: Mapped[datetime | None]
    why: Mapped[str]


OCCURRENCES = table_of(OccurrenceRow)
ONCE = upserts.once_each(OCCURRENCES)
PLANNED = text("state = 'planned'")  # a bound value would keep PostgreSQL off the partial index
MOVING = ("recipient", "way", "due_at", "held", "says", "entry", "until")
"""What may change of a reminder as long as it is planned."""
CHUNK = 500
ROWS_FOR_EACH = 10
TOO_LATE = "too late"


def add(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Those whose key is there already, in whatever state, are left as they are."""
    fresh = {"state": "planned", "attempts": 0, "ended_at": None, "why": ""}
    values = [fresh | dict(row) for row in rows]
    for start in range(0, len(values), CHUNK):
        ONCE.run(session, values[start : start + CHUNK])


def move(session: Session, changes: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
    """Planned or cancelled ones as they are now wished; those told already stay told."""
    values = [
        {"its_id": id, **{f"its_{name}": each[name] for name in MOVING}} for id, each in changes
    ]
    if values:
        _run(session, MOVE, values)


def end(session: Session, ids: Collection[int], state: State, at: datetime, why: str = "") -> None:
    values = [{"its_id": id, "its_at": at, "its_why": why, "its_state": state} for id in ids]
    if values:
        _run(session, END, values)


def postpone(session: Session, id: int, due: datetime, way: str, held: str) -> None:
    changed = update(OCCURRENCES).where(OCCURRENCES.c.id == id, PLANNED)
    session.connection().execute(changed.values(due_at=due, way=way, held=held))


def failed(session: Session, each: Occurrence, due: datetime, why: str) -> None:
    """It could not be made ready; again at `due`."""
    changed = update(OCCURRENCES).where(OCCURRENCES.c.id == each.id, PLANNED)
    again = {"due_at": due, "attempts": each.attempts + 1, "why": why}
    session.connection().execute(changed.values(again))


def next_due(session: Session, workspaces: Collection[str]) -> datetime | None:
    soonest = select(OCCURRENCES.c.due_at).where(PLANNED, OCCURRENCES.c.workspace.in_(workspaces))
    ordered = soonest.order_by(OCCURRENCES.c.due_at).limit(1)
    return session.connection().execute(ordered).scalar()


def due_recipients(session: Session, workspace: str, now: datetime, limit: int) -> list[str]:
    """For whom something is due, longest due first."""
    due = (
        select(OCCURRENCES.c.recipient)
        .where(PLANNED, OCCURRENCES.c.workspace == workspace, OCCURRENCES.c.due_at <= now)
        .order_by(OCCURRENCES.c.due_at, OCCURRENCES.c.id)
        .limit(limit * ROWS_FOR_EACH)
    )
    found = dict.fromkeys(row.recipient for row in session.connection().execute(due))
    return list(found)[:limit]


def known(session: Session, workspace: str, people: Collection[str]) -> list[str]:
    """Those of them whom Slack has described to us."""
    rows = select(PEOPLE.c.id).where(PEOPLE.c.workspace == workspace, PEOPLE.c.id.in_(people))
    return list(session.connection().execute(rows).scalars())


def locked(session: Session, workspace: str, people: Collection[str]) -> list[str]:
    """Those of them whom this process alone may tell something, until the transaction ends.

    SQLite has one writer at a time anyway.
    """
    rows = select(PEOPLE.c.id).where(PEOPLE.c.workspace == workspace, PEOPLE.c.id.in_(people))
    if session.get_bind().dialect.name == "postgresql":
        rows = rows.with_for_update(skip_locked=True)
    return list(session.connection().execute(rows.order_by(PEOPLE.c.id)).scalars())


def due_for(
    session: Session, workspace: str, recipients: Collection[str], now: datetime
) -> list[Occurrence]:
    mine = (OCCURRENCES.c.workspace == workspace, OCCURRENCES.c.recipient.in_(recipients))
    query = select(OCCURRENCES).where(*mine, PLANNED, OCCURRENCES.c.due_at <= now)
    return _all(session, query.order_by(OCCURRENCES.c.due_at, OCCURRENCES.c.id))


def dropped(session: Session, workspace: str, recipient: str, since: datetime) -> list[Occurrence]:
    """What came too late for a person to be told."""
    mine = (OCCURRENCES.c.workspace == workspace, OCCURRENCES.c.recipient == recipient)
    query = select(OCCURRENCES).where(*mine, OCCURRENCES.c.state == "dropped")
    query = query.where(OCCURRENCES.c.ended_at >= since, OCCURRENCES.c.why == TOO_LATE)
    return _all(session, query.order_by(OCCURRENCES.c.due_at))


def find(session: Session, workspace: str, id: int) -> Occurrence | None:
    query = select(OCCURRENCES).where(OCCURRENCES.c.workspace == workspace, OCCURRENCES.c.id == id)
    return next(iter(_all(session, query)), None)


def of_ids(session: Session, workspace: str, ids: Collection[int]) -> list[Occurrence]:
    """Whichever of them are still kept."""
    mine = select(OCCURRENCES).where(OCCURRENCES.c.workspace == workspace)
    return _all(session, mine.where(among(session, OCCURRENCES.c.id, ids))) if ids else []


def listed(
    session: Session,
    workspace: str,
    *,
    person: str = "",
    state: str = "",
    routine: str = "",
    limit: int = 1000,
) -> list[Occurrence]:
    """For looking at, soonest first."""
    query = select(OCCURRENCES).where(OCCURRENCES.c.workspace == workspace)
    for column, value in (("person", person), ("state", state), ("routine", routine)):
        query = query.where(OCCURRENCES.c[column] == value) if value else query
    ordered = query.order_by(OCCURRENCES.c.due_at, OCCURRENCES.c.id)
    return _all(session, ordered.limit(limit))


def forget(session: Session, before: datetime) -> int:
    """Ended ones whose keys nobody can wish for any more."""
    old = OCCURRENCES.delete().where(
        OCCURRENCES.c.state != "planned", OCCURRENCES.c.ended_at < before
    )
    return session.connection().execute(old).rowcount


MOVE = (
    update(OCCURRENCES)
    .where(
        OCCURRENCES.c.id == bindparam("its_id"),
        or_(OCCURRENCES.c.state == "planned", OCCURRENCES.c.state == "cancelled"),
    )
    .values(state="planned", ended_at=None, why="")
    .values({name: bindparam(f"its_{name}") for name in MOVING})
)
END = (
    update(OCCURRENCES)
    .where(OCCURRENCES.c.id == bindparam("its_id"), PLANNED)
    .values(state=bindparam("its_state"), ended_at=bindparam("its_at"), why=bindparam("its_why"))
)


def _run(session: Session, statement: Any, values: list[dict[str, Any]]) -> None:
    for start in range(0, len(values), CHUNK):
        session.connection().execute(statement, values[start : start + CHUNK])


def _all(session: Session, query: Select[Any]) -> list[Occurrence]:
    return [read(Occurrence, row) for row in session.connection().execute(query).all()]
