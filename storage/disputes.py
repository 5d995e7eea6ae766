"""Requests for an exception: who asked, on what evidence, and who decided what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Index,
    UniqueConstraint,
    and_,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session

from storage import numbers
from storage.columns import OPEN, Base, Document, Serial, table_of
from storage.rows import read

State = Literal["open", "decided", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Dispute:
    """`decided_*` also say when, and by whom, a request was withdrawn."""

    id: int
    workspace: str
    number: int
    asked: Document
    answered: Document
    asker: str
    evidence: Document
    decider: str
    created_at: datetime
    decided_at: datetime | None
    decided_by: str | None
    team: str | None
    reason: str | None
    state: State


class DisputeRow(Base):
    __tablename__ = "disputes"
    __table_args__ = (
        UniqueConstraint("workspace", "number"),
        Index("ix_disputes_asker", "workspace", "asker"),
        CheckConstraint("state IN ('open', 'decided', 'withdrawn')", name="state"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    number: Mapped[int]
    asked: Mapped[dict[str, Any]]
    answered: Mapped[dict[str, Any]]
    asker: Mapped[str]
    evidence: Mapped[dict[str, Any]]
    decider: Mapped[str]
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None]
    team: Mapped[str | None]
    reason: Mapped[str | None]
    state: Mapped[str]


DISPUTES = table_of(DisputeRow)


def open_one(
    session: Session,
    *,
    workspace: str,
    asked: Document,
    answered: Document,
    asker: str,
    evidence: Document,
    decider: str,
    at: datetime,
) -> Dispute:
    what = {"asked": dict(asked), "answered": dict(answered), "evidence": dict(evidence)}
    who = {"workspace": workspace, "asker": asker, "decider": decider}
    new = {"number": numbers.draw(session, workspace, "disputes"), "created_at": at}
    opening = insert(DISPUTES).values(what | who | new | {"state": "open"})
    return read(Dispute, session.connection().execute(opening.returning(DISPUTES)).one())


def decide(
    session: Session, *, workspace: str, id: int, at: datetime, by: str, team: str, reason: str
) -> Dispute | None:
    """None when somebody was first, which `find` then names."""
    verdict = {"decided_at": at, "decided_by": by, "team": team, "reason": reason}
    return _end(session, _one(workspace, id), {"state": "decided", **verdict})


def withdraw(session: Session, *, workspace: str, id: int, at: datetime, by: str) -> Dispute | None:
    """None unless it was open and the person's own."""
    own = and_(_one(workspace, id), DISPUTES.c.asker == by)
    return _end(session, own, {"state": "withdrawn", "decided_at": at, "decided_by": by})


def find(session: Session, workspace: str, id: int) -> Dispute | None:
    return next(iter(_those(session, _one(workspace, id))), None)


def find_open(session: Session, workspace: str) -> list[Dispute]:
    return _those(session, and_(DISPUTES.c.workspace == workspace, DISPUTES.c.state == OPEN))


def of(session: Session, workspace: str, asker: str) -> list[Dispute]:
    return _those(session, and_(DISPUTES.c.workspace == workspace, DISPUTES.c.asker == asker))


def _one(workspace: str, id: int) -> ColumnElement[bool]:
    return and_(DISPUTES.c.workspace == workspace, DISPUTES.c.id == id)


def _those(session: Session, which: ColumnElement[bool]) -> list[Dispute]:
    rows = session.connection().execute(select(DISPUTES).where(which).order_by(DISPUTES.c.number))
    return [read(Dispute, row) for row in rows]


def _end(session: Session, which: ColumnElement[bool], values: dict[str, Any]) -> Dispute | None:
    ending = update(DISPUTES).where(which, DISPUTES.c.state == OPEN).values(values)
    row = session.connection().execute(ending.returning(DISPUTES)).first()
    return None if row is None else read(Dispute, row)
