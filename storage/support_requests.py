"""Requests for an SA or a TAM: what each asks for, what was decided, and where it stands."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Index,
    UniqueConstraint,
    and_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.engagement import Request, State
from storage import upserts
from storage.columns import Base, Number, Serial, Spelt, table_of
from storage.handoffs import folded
from storage.rows import among

STATE = Spelt(str, State)
AT_ONCE = 500
OVER = (State.CLOSED, State.WITHDRAWN)


class SupportRequestRow(Base):
    """`token` is the form it came with, so that one form makes one request; `folded` is the
    account as it is the same one."""

    __tablename__ = "support_requests"
    __table_args__ = (
        UniqueConstraint("workspace", "token"),
        Index("ix_support_requests_by", "workspace", "by", "state"),
        Index("ix_support_requests_folded", "workspace", "folded"),
        CheckConstraint(
            "state IN ('asked', 'posted', 'answered', 'scheduled', 'held', 'closed', 'withdrawn')",
            name="state",
        ),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    account: Mapped[str]
    opportunity: Mapped[Number | None]
    kind: Mapped[str]
    segment: Mapped[str]
    region: Mapped[str]
    stage: Mapped[str]
    iacv: Mapped[Number | None]
    tier: Mapped[str]
    wish: Mapped[str]
    need: Mapped[str]
    wanted: Mapped[date | None]
    outcome: Mapped[str]
    decided: Mapped[dict[str, Any]]
    state: Mapped[State] = mapped_column(STATE)
    since: Mapped[datetime]
    link: Mapped[str]
    text: Mapped[str]
    by: Mapped[str]
    asked_at: Mapped[datetime]
    posted_at: Mapped[datetime | None]
    answer_by: Mapped[datetime | None]
    helper: Mapped[str]
    day: Mapped[date | None]
    token: Mapped[str]
    folded: Mapped[str]


REQUESTS = table_of(SupportRequestRow)
COLUMNS = [REQUESTS.c[field.name] for field in fields(Request)]


def add(session: Session, values: Mapping[str, Any], token: str) -> Request | None:
    """None if that form has made one already."""
    row = dict(values) | {"folded": folded(str(values["account"])), "token": token}
    found = upserts.added(session, REQUESTS, row, COLUMNS)
    return Request(*found) if found else None


def find(session: Session, workspace: str, id: int) -> Request | None:
    return next(iter(_those(session, _one(workspace, id))), None)


def locked(session: Session, workspace: str, id: int) -> Request | None:
    """As it is now, and as it stays until the end of the transaction."""
    query = select(*COLUMNS).where(_one(workspace, id)).with_for_update()
    found = session.connection().execute(query).first()
    return Request(*found) if found else None


def change(session: Session, request: Request, values: Mapping[str, Any]) -> Request:
    """Of one that is `locked`."""
    row = dict(values)
    if "account" in row:
        row["folded"] = folded(str(row["account"]))
    which = _one(request.workspace, request.id)
    changing = update(REQUESTS).where(which).values(row).returning(*COLUMNS)
    return Request(*session.connection().execute(changing).one())


def open_of(session: Session, workspace: str, people: Collection[str]) -> list[Request]:
    """Asked for by one of these and not over, the oldest first."""
    wanted, found = list(people), list[Request]()
    for at in range(0, len(wanted), AT_ONCE):
        theirs = among(session, REQUESTS.c.by, wanted[at : at + AT_ONCE])
        under_way = REQUESTS.c.state.not_in(OVER)
        found += _those(session, and_(REQUESTS.c.workspace == workspace, under_way, theirs))
    return sorted(found, key=lambda each: each.id)


def of_people(
    session: Session, workspace: str, people: Collection[str], since: datetime
) -> list[Request]:
    """Under way, or that came into their state since then."""
    wanted, found = list(people), list[Request]()
    for at in range(0, len(wanted), AT_ONCE):
        theirs = among(session, REQUESTS.c.by, wanted[at : at + AT_ONCE])
        fresh = REQUESTS.c.state.not_in(OVER) | (REQUESTS.c.since >= since)
        found += _those(session, and_(REQUESTS.c.workspace == workspace, fresh, theirs))
    return sorted(found, key=lambda each: each.id)


def of_account(session: Session, workspace: str, account: str) -> list[Request]:
    """The oldest first."""
    same = REQUESTS.c.folded == folded(account)
    return _those(session, and_(REQUESTS.c.workspace == workspace, same))


def _one(workspace: str, id: int) -> ColumnElement[bool]:
    return and_(REQUESTS.c.workspace == workspace, REQUESTS.c.id == id)


def _those(session: Session, which: ColumnElement[bool]) -> list[Request]:
    query = select(*COLUMNS).where(which).order_by(REQUESTS.c.id)
    return [Request(*row) for row in session.connection().execute(query)]
