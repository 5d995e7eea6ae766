"""Live sessions with an SA or a TAM that were held: they count against an account's allowance."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    UniqueConstraint,
    and_,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.orm import Session as Connected

from policies.engagement import Session
from storage import upserts
from storage.columns import Base, Number, Serial, table_of
from storage.handoffs import folded
from storage.rows import among

AT_ONCE = 500


class SupportSessionRow(Base):
    """The same account, day and helper under the same `number` is one session, whoever logs it."""

    __tablename__ = "support_sessions"
    __table_args__ = (
        UniqueConstraint("workspace", "folded", "day", "helper", "number"),
        Index("ix_support_sessions_by", "workspace", "by"),
        CheckConstraint("minutes > 0", name="minutes"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    account: Mapped[str]
    segment: Mapped[str]
    stage: Mapped[str]
    day: Mapped[date]
    minutes: Mapped[int]
    helper: Mapped[str]
    number: Mapped[int]
    request: Mapped[Number | None] = mapped_column(
        ForeignKey("support_requests.id", ondelete="SET NULL")
    )
    note: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    folded: Mapped[str]


SESSIONS = table_of(SupportSessionRow)
COLUMNS = [SESSIONS.c[field.name] for field in fields(Session)]


def add(session: Connected, values: Mapping[str, Any]) -> Session | None:
    """None if one of that account, day, helper and number is there, also from a moment ago."""
    row = dict(values) | {"folded": folded(str(values["account"]))}
    found = upserts.added(session, SESSIONS, row, COLUMNS)
    return Session(*found) if found else None


def locked(session: Connected, workspace: str, id: int) -> Session | None:
    query = select(*COLUMNS).where(_one(workspace, id)).with_for_update()
    found = session.connection().execute(query).first()
    return Session(*found) if found else None


def change(session: Connected, held: Session, values: Mapping[str, Any]) -> Session:
    """Of one that is `locked`."""
    changing = update(SESSIONS).where(_one(held.workspace, held.id)).values(dict(values))
    return Session(*session.connection().execute(changing.returning(*COLUMNS)).one())


def remove(session: Connected, workspace: str, id: int) -> bool:
    """False if it is gone already."""
    return session.connection().execute(delete(SESSIONS).where(_one(workspace, id))).rowcount == 1


def of_account(session: Connected, workspace: str, account: str) -> list[Session]:
    return _those(session, and_(_there(workspace), SESSIONS.c.folded == folded(account)))


def of_accounts(
    session: Connected, workspace: str, accounts: Collection[str]
) -> dict[str, list[Session]]:
    """By the folded name of each account that was asked about."""
    wanted = list(dict.fromkeys(map(folded, accounts)))
    found: dict[str, list[Session]] = {each: [] for each in wanted}
    for at in range(0, len(wanted), AT_ONCE):
        those = among(session, SESSIONS.c.folded, wanted[at : at + AT_ONCE])
        for each in _those(session, and_(_there(workspace), those)):
            found[folded(each.account)].append(each)
    return found


def near(
    session: Connected, workspace: str, account: str, day: date, helper: str, days: int
) -> list[Session]:
    """Of that account and helper, so many days before or after at most."""
    window = SESSIONS.c.day.between(day - timedelta(days=days), day + timedelta(days=days))
    same = and_(SESSIONS.c.folded == folded(account), SESSIONS.c.helper == helper, window)
    return _those(session, and_(_there(workspace), same))


def next_number(session: Connected, workspace: str, account: str, day: date, helper: str) -> int:
    same = and_(SESSIONS.c.folded == folded(account), SESSIONS.c.helper == helper)
    query = select(func.max(SESSIONS.c.number)).where(
        _there(workspace), same, SESSIONS.c.day == day
    )
    return int(session.connection().execute(query).scalar() or 0) + 1


def of_people(session: Connected, workspace: str, people: Collection[str]) -> list[Session]:
    """Logged by one of these, or held by one."""
    wanted, found = list(people), dict[int, Session]()
    for at in range(0, len(wanted), AT_ONCE):
        some = wanted[at : at + AT_ONCE]
        either = or_(among(session, SESSIONS.c.by, some), among(session, SESSIONS.c.helper, some))
        found |= {each.id: each for each in _those(session, and_(_there(workspace), either))}
    return sorted(found.values(), key=lambda each: (each.day, each.id))


def _there(workspace: str) -> ColumnElement[bool]:
    return SESSIONS.c.workspace == workspace


def _one(workspace: str, id: int) -> ColumnElement[bool]:
    return and_(_there(workspace), SESSIONS.c.id == id)


def _those(session: Connected, which: ColumnElement[bool]) -> list[Session]:
    query = select(*COLUMNS).where(which).order_by(SESSIONS.c.day, SESSIONS.c.id)
    return [Session(*row) for row in session.connection().execute(query)]
