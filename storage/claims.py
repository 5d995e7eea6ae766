"""Rows that are work: each is taken by one worker at a time, and comes back if that worker dies."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, and_, delete, select, true, update
from sqlalchemy.orm import Mapped, Session

from storage.columns import OPEN, Serial

NO_CLAIM = {"claimed_by": None, "claimed_until": None}


class Claimable:
    """`due_at` is what was promised; `next_at` moves with every claim and postponement."""

    id: Mapped[Serial]
    workspace: Mapped[str]
    state: Mapped[str]
    due_at: Mapped[datetime]
    next_at: Mapped[datetime]
    claimed_by: Mapped[str | None]
    claimed_until: Mapped[datetime | None]
    attempts: Mapped[int]
    ended_at: Mapped[datetime | None]
    why: Mapped[str | None]


def fresh(workspace: str, due: datetime) -> dict[str, Any]:
    return {
        "workspace": workspace,
        "state": "open",
        "due_at": due,
        "next_at": due,
        "attempts": 0,
    }


def claim(
    session: Session,
    table: Table,
    *,
    now: datetime,
    limit: int,
    lease: timedelta,
    worker: str,
    allowed: ColumnElement[bool] | None = None,
) -> Sequence[Row[Any]]:
    """Take what is due, oldest promise first; a claim counts as an attempt."""
    due = _open(table, allowed).where(table.c.next_at <= now).limit(limit)
    ids = select(due.with_for_update(skip_locked=True, of=table).cte("due").c.id)
    return take(session, table, ids, now + lease, worker)


def take(
    session: Session, table: Table, ids: Any, until: datetime, worker: str
) -> Sequence[Row[Any]]:
    """Take these, as many as there are."""
    taken = update(table).where(table.c.id.in_(ids)).returning(table)
    taken = taken.values(
        next_at=until, claimed_until=until, claimed_by=worker, attempts=table.c.attempts + 1
    )
    rows = session.connection().execute(taken).all()
    return sorted(rows, key=lambda row: (row.due_at, row.id))


def finish(session: Session, table: Table, id: int, state: str, at: datetime, **more: Any) -> bool:
    """Whether the row was still open."""
    values = {"state": state, "ended_at": at, **NO_CLAIM, **more}
    return _change(session, table, id, values)


def postpone(
    session: Session, table: Table, id: int, until: datetime, why: str, *, burn: bool, **more: Any
) -> bool:
    """Give the row back; without `burn` the claim does not count as an attempt."""
    attempts = table.c.attempts if burn else table.c.attempts - 1
    values = {"next_at": until, "why": why, "attempts": attempts, **NO_CLAIM, **more}
    return _change(session, table, id, values)


def extend(session: Session, table: Table, id: int, worker: str, until: datetime) -> bool:
    """Work goes on for longer; False if somebody else has taken the row meanwhile."""
    own = and_(table.c.id == id, table.c.state == OPEN, table.c.claimed_by == worker)
    longer = update(table).where(own).values(next_at=until, claimed_until=until)
    return session.connection().execute(longer).rowcount == 1


def next_due(
    session: Session, table: Table, allowed: ColumnElement[bool] | None = None
) -> datetime | None:
    """When there will be something to claim, ends of leases included."""
    soonest = _open(table, allowed).with_only_columns(table.c.next_at).limit(1)
    return session.connection().execute(soonest).scalar()


def forget(session: Session, table: Table, state: str, before: datetime) -> int:
    old = delete(table).where(table.c.state == state, table.c.ended_at < before)
    return session.connection().execute(old).rowcount


def _open(table: Table, allowed: ColumnElement[bool] | None) -> Any:
    rows = select(table.c.id).where(table.c.state == OPEN, true() if allowed is None else allowed)
    return rows.order_by(table.c.next_at)


def _change(session: Session, table: Table, id: int, values: dict[str, Any]) -> bool:
    open_row = update(table).where(table.c.id == id, table.c.state == OPEN)
    return session.connection().execute(open_row.values(values)).rowcount == 1
