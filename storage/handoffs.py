"""Handoffs between two people: what each is about, and where it stands."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Index,
    and_,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.sql.dml import ReturningUpdate

from policies.foldings import folded as folded
from policies.handoffs import Handoff, State
from storage import upserts
from storage.columns import Base, Number, Serial, Spelt, table_of
from storage.rows import among

STATE = Spelt(str, State)
AT_ONCE = 500
UNDER_WAY = "state IN ('open', 'returned', 'signed')"
OVER = ("done", "cancelled")


class HandoffRow(Base):
    """`folded` is the account as it is searched, and as it is the same one."""

    __tablename__ = "handoffs"
    __table_args__ = (
        Index("ix_handoffs_giver", "workspace", "giver", "state"),
        Index("ix_handoffs_receiver", "workspace", "receiver", "state"),
        Index("ix_handoffs_opportunity", "workspace", "opportunity"),
        Index(
            "uq_handoffs_account",
            "workspace",
            "type",
            "folded",
            unique=True,
            sqlite_where=text(UNDER_WAY),
            postgresql_where=text(UNDER_WAY),
        ),
        CheckConstraint(
            "state IN ('open', 'returned', 'signed', 'done', 'cancelled')", name="state"
        ),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    type: Mapped[str]
    account: Mapped[str]
    opportunity: Mapped[Number | None]
    giver: Mapped[str]
    receiver: Mapped[str]
    closed: Mapped[date | None]
    initial: Mapped[Number | None]
    potential: Mapped[Number | None]
    net_arr: Mapped[Number | None]
    users: Mapped[Number | None]
    channel: Mapped[str]
    state: Mapped[State] = mapped_column(STATE)
    since: Mapped[datetime]
    starts: Mapped[date]
    started_by: Mapped[str]
    started_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    rounds: Mapped[int]
    folded: Mapped[str]


HANDOFFS = table_of(HandoffRow)
KEPT = [field.name for field in fields(Handoff)]
COLUMNS = [HANDOFFS.c[name] for name in KEPT]


def add(session: Session, values: Mapping[str, Any]) -> Handoff | None:
    """None if one of this kind is under way for that account."""
    row = dict(values) | {"folded": folded(str(values["account"]))}
    found = upserts.added(session, HANDOFFS, row, COLUMNS)
    return Handoff(*found) if found else None


def find(session: Session, workspace: str, id: int) -> Handoff | None:
    return next(iter(_those(session, _one(workspace, id))), None)


def locked(session: Session, workspace: str, id: int) -> Handoff | None:
    """As it is now, and as it stays until the end of the transaction."""
    query = select(*COLUMNS).where(_one(workspace, id)).with_for_update()
    found = session.connection().execute(query).first()
    return Handoff(*found) if found else None


def change(session: Session, handoff: Handoff, values: Mapping[str, Any]) -> Handoff:
    """Of one that is `locked`, in all but its account."""
    return Handoff(*session.connection().execute(_changing(handoff, values)).one())


def correct(session: Session, handoff: Handoff, values: Mapping[str, Any]) -> Handoff | None:
    """Of one that is `locked`; None if another of its kind is under way for the account."""
    same = folded(str(values["account"]))
    found = upserts.changed(session, _changing(handoff, {**values, "folded": same}))
    return Handoff(*found) if found else None


def reopen(session: Session, handoff: Handoff, values: Mapping[str, Any]) -> bool:
    """False if another of its kind is under way for the same account."""
    return upserts.changed(session, _changing(handoff, values)) is not None


def open_of(session: Session, workspace: str, people: Collection[str]) -> list[Handoff]:
    """Under way, with one of these on either side, the oldest first."""
    wanted, found = list(people), dict[int, Handoff]()
    for at in range(0, len(wanted), AT_ONCE):
        some = wanted[at : at + AT_ONCE]
        for column in (HANDOFFS.c.giver, HANDOFFS.c.receiver):
            theirs = and_(_under_way(workspace), among(session, column, some))
            found |= {each.id: each for each in _those(session, theirs)}
    return sorted(found.values(), key=lambda each: each.id)


def all_open(session: Session, workspace: str) -> list[Handoff]:
    return _those(session, _under_way(workspace))


def ended_since(session: Session, workspace: str, since: datetime) -> list[Handoff]:
    over = HANDOFFS.c.state.in_(OVER)
    return _those(session, and_(HANDOFFS.c.workspace == workspace, over, HANDOFFS.c.since >= since))


def of_person(session: Session, workspace: str, person: str, limit: int) -> list[Handoff]:
    """All of theirs on either side, the newest first."""
    theirs = or_(HANDOFFS.c.giver == person, HANDOFFS.c.receiver == person)
    return _newest(session, and_(HANDOFFS.c.workspace == workspace, theirs), limit)


def search(session: Session, workspace: str, words: str, limit: int) -> list[Handoff]:
    """Those whose account has every word, the newest first."""
    wanted = [HANDOFFS.c.folded.contains(each, autoescape=True) for each in folded(words).split()]
    return _newest(session, and_(HANDOFFS.c.workspace == workspace, *wanted), limit)


def begun_for(session: Session, workspace: str, opportunities: Collection[int]) -> frozenset[int]:
    """Those of the opportunities that a handoff was started for, whatever became of it."""
    found: set[int] = set()
    every = list(opportunities)
    for at in range(0, len(every), AT_ONCE):
        some = HANDOFFS.c.opportunity.in_(every[at : at + AT_ONCE])
        query = select(HANDOFFS.c.opportunity).where(HANDOFFS.c.workspace == workspace, some)
        found.update(row[0] for row in session.connection().execute(query))
    return frozenset(found)


def under_way_for(session: Session, workspace: str, type: str, account: str) -> Handoff | None:
    same = and_(HANDOFFS.c.type == type, HANDOFFS.c.folded == folded(account))
    return next(iter(_those(session, and_(_under_way(workspace), same))), None)


def _under_way(workspace: str) -> ColumnElement[bool]:
    """Spelt as the partial index is, or no database would use that."""
    return and_(HANDOFFS.c.workspace == workspace, text(UNDER_WAY))


def _changing(handoff: Handoff, values: Mapping[str, Any]) -> ReturningUpdate[Any]:
    which = _one(handoff.workspace, handoff.id)
    return update(HANDOFFS).where(which).values(dict(values)).returning(*COLUMNS)


def _one(workspace: str, id: int) -> ColumnElement[bool]:
    return and_(HANDOFFS.c.workspace == workspace, HANDOFFS.c.id == id)


def _those(session: Session, which: ColumnElement[bool]) -> list[Handoff]:
    query = select(*COLUMNS).where(which).order_by(HANDOFFS.c.id)
    return _read(session.connection().execute(query).all())


def _newest(session: Session, which: ColumnElement[bool], limit: int) -> list[Handoff]:
    query = select(*COLUMNS).where(which).order_by(HANDOFFS.c.id.desc()).limit(limit)
    return _read(session.connection().execute(query).all())


def _read(rows: Sequence[Any]) -> list[Handoff]:
    return [Handoff(*row) for row in rows]
