"""Disputes and requests for an exception: who asked, on what evidence, and who decided what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Index,
    UniqueConstraint,
    and_,
    false,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import numbers
from storage.columns import OPEN, Base, Document, Serial, table_of
from storage.rows import read

State = Literal["open", "decided", "withdrawn"]
STATES: tuple[State, ...] = ("open", "decided", "withdrawn")
Kind = Literal["dispute", "exception"]


@dataclass(frozen=True, slots=True)
class Dispute:
    """`decided_*` also say when, and by whom, a request was withdrawn.

    An `exception` leaves the rule as it is and asks for its account alone. `decider` are the ids,
    with commas, of those whom it was sent to; `rounds` counts how often it was opened again.
    Of a `private` one nobody else learns.
    """

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
    kind: Kind
    account: str
    account_key: str
    rule: str
    edition: str
    private: bool
    rounds: int
    reopened_at: datetime | None

    @property
    def waits_since(self) -> datetime:
        return self.reopened_at or self.created_at


class DisputeRow(Base):
    __tablename__ = "disputes"
    __table_args__ = (
        UniqueConstraint("workspace", "number"),
        Index("ix_disputes_asker", "workspace", "asker"),
        Index("ix_disputes_account", "workspace", "account_key", "decided_at"),
        Index("ix_disputes_rule", "workspace", "rule", "decided_at"),
        Index("ix_disputes_state", "workspace", "state", "id"),
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
    kind: Mapped[str] = mapped_column(server_default=text("'dispute'"))
    account: Mapped[str] = mapped_column(server_default=text("''"))
    account_key: Mapped[str] = mapped_column(server_default=text("''"))
    rule: Mapped[str] = mapped_column(server_default=text("''"))
    """The policy and the rule that decided the answer, as `roe/inbound-rest`."""
    edition: Mapped[str] = mapped_column(server_default=text("''"))
    """The one in force when it was decided."""
    searched: Mapped[str] = mapped_column(server_default=text("''"))
    private: Mapped[bool] = mapped_column(server_default=false())
    rounds: Mapped[int] = mapped_column(server_default="0")
    reopened_at: Mapped[datetime | None]


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
    kind: Kind = "dispute",
    account: str = "",
    account_key: str = "",
    rule: str = "",
) -> Dispute:
    what = {"asked": dict(asked), "answered": dict(answered), "evidence": dict(evidence)}
    who = {"workspace": workspace, "asker": asker, "decider": decider}
    new = {"number": numbers.draw(session, workspace, "disputes"), "created_at": at}
    about = {"kind": kind, "account": account, "account_key": account_key, "rule": rule}
    opening = insert(DISPUTES).values(what | who | new | about | {"state": "open"})
    return read(Dispute, session.connection().execute(opening.returning(DISPUTES)).one())


def decide(
    session: Session,
    *,
    workspace: str,
    id: int,
    at: datetime,
    by: str,
    team: str,
    reason: str,
    edition: str = "",
    private: bool = False,
    searched: str = "",
) -> Dispute | None:
    """None when somebody was first, which `find` then names; `searched` are the words of it."""
    verdict = {"decided_at": at, "decided_by": by, "team": team, "reason": reason}
    kept = {"edition": edition, "private": private, "searched": searched}
    return _end(session, _one(workspace, id), {"state": "decided", **verdict, **kept})


def reopen(session: Session, *, workspace: str, id: int, at: datetime) -> Dispute | None:
    """None unless it was decided; what was decided is among its events."""
    nothing = dict.fromkeys(("decided_at", "decided_by", "team", "reason"))
    values = {**nothing, "state": "open", "edition": "", "searched": "", "private": False}
    again = {"rounds": DISPUTES.c.rounds + 1, "reopened_at": at}
    which = and_(_one(workspace, id), DISPUTES.c.state == "decided")
    changing = update(DISPUTES).where(which).values(values | again)
    row = session.connection().execute(changing.returning(DISPUTES)).first()
    return None if row is None else read(Dispute, row)


def withdraw(session: Session, *, workspace: str, id: int, at: datetime, by: str) -> Dispute | None:
    """None unless it was open and the person's own."""
    own = and_(_one(workspace, id), DISPUTES.c.asker == by)
    return _end(session, own, {"state": "withdrawn", "decided_at": at, "decided_by": by})


def hand_to(session: Session, workspace: str, id: int, deciders: str) -> None:
    changing = update(DISPUTES).where(_one(workspace, id)).values(decider=deciders)
    session.connection().execute(changing)


def find(session: Session, workspace: str, id: int) -> Dispute | None:
    return next(iter(_those(session, _one(workspace, id))), None)


def find_open(session: Session, workspace: str) -> list[Dispute]:
    return _those(session, and_(DISPUTES.c.workspace == workspace, DISPUTES.c.state == OPEN))


def of(session: Session, workspace: str, asker: str) -> list[Dispute]:
    return _those(session, and_(DISPUTES.c.workspace == workspace, DISPUTES.c.asker == asker))


def listed(
    session: Session, workspace: str, state: State, offset: int, limit: int | None
) -> list[Dispute]:
    """What waits the oldest first, what has ended the newest first."""
    first = DISPUTES.c.id if state == "open" else DISPUTES.c.decided_at.desc()
    theirs = select(DISPUTES).where(DISPUTES.c.workspace == workspace, DISPUTES.c.state == state)
    query = theirs.order_by(first, DISPUTES.c.id.desc()).offset(offset).limit(limit)
    return [read(Dispute, row) for row in session.connection().execute(query)]


def counts(session: Session, workspace: str) -> Mapping[str, int]:
    """How many there are in each state."""
    by_state = select(DISPUTES.c.state, func.count()).where(DISPUTES.c.workspace == workspace)
    rows = session.connection().execute(by_state.group_by(DISPUTES.c.state))
    return dict.fromkeys(STATES, 0) | {state: number for state, number in rows}


def _one(workspace: str, id: int) -> ColumnElement[bool]:
    return and_(DISPUTES.c.workspace == workspace, DISPUTES.c.id == id)


def _those(session: Session, which: ColumnElement[bool]) -> list[Dispute]:
    rows = session.connection().execute(select(DISPUTES).where(which).order_by(DISPUTES.c.number))
    return [read(Dispute, row) for row in rows]


def _end(session: Session, which: ColumnElement[bool], values: dict[str, Any]) -> Dispute | None:
    ending = update(DISPUTES).where(which, DISPUTES.c.state == OPEN).values(values)
    row = session.connection().execute(ending.returning(DISPUTES)).first()
    return None if row is None else read(Dispute, row)
