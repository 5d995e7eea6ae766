"""Calls before which somebody wants to be reminded of the steps of recording."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Index,
    and_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.foldings import folded as folded
from policies.recordings import Call, State
from storage import upserts
from storage.columns import Base, Number, Serial, Spelt, table_of
from storage.rows import among

STATE = Spelt(str, State)
STANDS = "state <> 'cancelled'"
TICKED = Spelt(lambda ids: " ".join(sorted(ids)), lambda said: frozenset(said.split()))
AT_ONCE = 500


class RecordedCallRow(Base):
    """`folded` is the customer as one person has a call with it at one time once."""

    __tablename__ = "recorded_calls"
    __table_args__ = (
        Index("ix_recorded_calls_at", "workspace", "person", "at"),
        Index(
            "uq_recorded_calls_standing",
            "workspace",
            "person",
            "folded",
            "at",
            unique=True,
            sqlite_where=text(STANDS),
            postgresql_where=text(STANDS),
        ),
        CheckConstraint("state IN ('planned', 'absent', 'cancelled')", name="state"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    person: Mapped[str]
    customer: Mapped[str]
    at: Mapped[datetime]
    state: Mapped[State] = mapped_column(STATE)
    moves: Mapped[Number]
    ticked: Mapped[frozenset[str]] = mapped_column(TICKED)
    added_at: Mapped[datetime]
    folded: Mapped[str]


CALLS = table_of(RecordedCallRow)
COLUMNS = [CALLS.c[field.name] for field in fields(Call)]


def add(
    session: Session, workspace: str, person: str, customer: str, at: datetime, now: datetime
) -> Call | None:
    """None if they have a call with that customer at that time already."""
    row = {
        "workspace": workspace,
        "person": person,
        "customer": customer,
        "at": at,
        "state": State.PLANNED,
        "moves": 0,
        "ticked": frozenset[str](),
        "added_at": now,
        "folded": folded(customer),
    }
    found = upserts.added(session, CALLS, row, COLUMNS)
    return Call(*found) if found else None


def find(session: Session, workspace: str, id: int) -> Call | None:
    found = session.connection().execute(select(*COLUMNS).where(_one(workspace, id))).first()
    return Call(*found) if found else None


def locked(session: Session, workspace: str, id: int) -> Call | None:
    """As it is now, and as it stays until the end of the transaction."""
    query = select(*COLUMNS).where(_one(workspace, id)).with_for_update()
    found = session.connection().execute(query).first()
    return Call(*found) if found else None


def change(session: Session, call: Call, values: Mapping[str, Any]) -> Call | None:
    """Of one that is `locked`; None if its person would then have the same call twice."""
    which = _one(call.workspace, call.id)
    changing = update(CALLS).where(which).values(dict(values)).returning(*COLUMNS)
    found = upserts.changed(session, changing)
    return Call(*found) if found else None


def between(
    session: Session, workspace: str, people: Collection[str], first: datetime, last: datetime
) -> list[Call]:
    """Those of these people that stand, from one instant to the other, the soonest first."""
    wanted, found = list(people), list[Call]()
    span = and_(CALLS.c.at >= first, CALLS.c.at <= last, CALLS.c.state != State.CANCELLED)
    for at in range(0, len(wanted), AT_ONCE):
        theirs = among(session, CALLS.c.person, wanted[at : at + AT_ONCE])
        query = select(*COLUMNS).where(CALLS.c.workspace == workspace, span, theirs)
        found += [Call(*row) for row in session.connection().execute(query)]
    return sorted(found, key=lambda each: (each.at, each.id))


def coming(session: Session, workspace: str, person: str, now: datetime, most: int) -> list[Call]:
    """Those that stand and have not begun, the soonest first."""
    ahead = and_(_of(workspace, person), CALLS.c.at > now, CALLS.c.state != State.CANCELLED)
    query = select(*COLUMNS).where(ahead).order_by(CALLS.c.at, CALLS.c.id).limit(most)
    return [Call(*row) for row in session.connection().execute(query)]


def past(session: Session, workspace: str, person: str, now: datetime, most: int) -> list[Call]:
    """Those that have begun, also what was cancelled, the latest first."""
    over = and_(_of(workspace, person), CALLS.c.at <= now)
    newest = select(*COLUMNS).where(over).order_by(CALLS.c.at.desc(), CALLS.c.id.desc())
    return [Call(*row) for row in session.connection().execute(newest.limit(most))]


def _of(workspace: str, person: str) -> ColumnElement[bool]:
    return and_(CALLS.c.workspace == workspace, CALLS.c.person == person)


def _one(workspace: str, id: int) -> ColumnElement[bool]:
    return and_(CALLS.c.workspace == workspace, CALLS.c.id == id)
