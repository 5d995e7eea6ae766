"""Co-selling calls and who was on each; a call logged twice is one row."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    and_,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.co_selling import Call
from policies.foldings import folded as folded
from storage import upserts
from storage.columns import Base, Number, Serial, table_of
from storage.rows import among

AT_ONCE = 500


class CoSellingCallRow(Base):
    """`folded` is the account as it is the same one, however it is written."""

    __tablename__ = "co_selling_calls"
    __table_args__ = (
        Index("ix_co_selling_calls_at", "workspace", "at"),
        Index("ix_co_selling_calls_account", "workspace", "folded", "at"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    account: Mapped[str]
    folded: Mapped[str]
    at: Mapped[datetime]
    seller: Mapped[str]
    co_seller: Mapped[str]
    note: Mapped[str]
    link: Mapped[str]
    apart: Mapped[bool]
    logged_by: Mapped[str]
    logged_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class CoSellingPersonRow(Base):
    __tablename__ = "co_selling_people"
    __table_args__ = (Index("ix_co_selling_people_person", "workspace", "person"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    call: Mapped[Number] = mapped_column(
        ForeignKey("co_selling_calls.id", ondelete="CASCADE"), primary_key=True
    )
    person: Mapped[str] = mapped_column(primary_key=True)


class CoSellingAccountRow(Base):
    """What two who log calls of one account at the same moment wait for each other at."""

    __tablename__ = "co_selling_accounts"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    folded: Mapped[str] = mapped_column(primary_key=True)
    held: Mapped[int]


CALLS, PEOPLE = table_of(CoSellingCallRow), table_of(CoSellingPersonRow)
ACCOUNTS = table_of(CoSellingAccountRow)
ONCE = upserts.once(PEOPLE)
HOLD = upserts.counting(ACCOUNTS.c.held)
KEPT = [field.name for field in fields(Call) if field.name in CALLS.c]
COLUMNS = [CALLS.c[name] for name in KEPT]


def hold(session: Session, workspace: str, accounts: Iterable[str]) -> None:
    """Nobody else logs or changes calls of these accounts before this transaction ends."""
    for name in sorted({folded(each) for each in accounts}):
        upserts.run(session, HOLD, {"workspace": workspace, "folded": name, "held": 1})


def add(session: Session, values: Mapping[str, Any], people: Iterable[str]) -> Call:
    row = dict(values) | {"folded": folded(str(values["account"])), "removed_at": None}
    adding = insert(CALLS).values(row).returning(*COLUMNS)
    call = Call(*session.connection().execute(adding).one())
    join(session, call, people)
    return replace(call, people=frozenset(people))


def join(session: Session, call: Call, people: Iterable[str]) -> None:
    """Whoever is on it already stays."""
    for person in people:
        row = {"workspace": call.workspace, "call": call.id, "person": person}
        upserts.run(session, ONCE, row)


def leave(session: Session, call: Call, people: Collection[str]) -> None:
    theirs = and_(_people_of(call), PEOPLE.c.person.in_(people))
    session.connection().execute(PEOPLE.delete().where(theirs))


def change(
    session: Session, call: Call, values: Mapping[str, Any], people: Collection[str]
) -> None:
    row = dict(values)
    if "account" in row:
        row["folded"] = folded(str(row["account"]))
    if row:
        session.connection().execute(update(CALLS).where(_one(call)).values(row))
    leave(session, call, call.people - set(people))
    join(session, call, people)


def remove(session: Session, call: Call, at: datetime | None) -> None:
    """With no instant it is there again."""
    session.connection().execute(update(CALLS).where(_one(call)).values(removed_at=at))


def find(session: Session, workspace: str, id: int) -> Call | None:
    return next(iter(_those(session, workspace, CALLS.c.id == id)), None)


def of_account(
    session: Session, workspace: str, account: str, first: datetime, last: datetime
) -> list[Call]:
    """Those that stand, between these two instants."""
    there = and_(CALLS.c.folded == folded(account), CALLS.c.at.between(first, last))
    return _those(session, workspace, and_(there, CALLS.c.removed_at.is_(None)))


def since(
    session: Session, workspace: str, first: datetime, people: Collection[str] | None = None
) -> list[Call]:
    """Those that stand, of these people or of everybody, the newest first."""
    there = and_(CALLS.c.at >= first, CALLS.c.removed_at.is_(None))
    if people is None:
        return _those(session, workspace, there)
    found: dict[int, Call] = {}
    wanted = list(people)
    for at in range(0, len(wanted), AT_ONCE):
        theirs = among(session, PEOPLE.c.person, wanted[at : at + AT_ONCE])
        ids = select(PEOPLE.c.call).where(PEOPLE.c.workspace == workspace, theirs)
        found |= {each.id: each for each in _those(session, workspace, there, CALLS.c.id.in_(ids))}
    return sorted(found.values(), key=lambda each: (each.at, each.id), reverse=True)


def _one(call: Call) -> ColumnElement[bool]:
    return and_(CALLS.c.workspace == call.workspace, CALLS.c.id == call.id)


def _people_of(call: Call) -> ColumnElement[bool]:
    return and_(PEOPLE.c.workspace == call.workspace, PEOPLE.c.call == call.id)


def _those(session: Session, workspace: str, *which: ColumnElement[bool]) -> list[Call]:
    """The newest first, each with its people; two statements however many there are."""
    wanted = and_(CALLS.c.workspace == workspace, *which)
    newest = select(*COLUMNS).where(wanted).order_by(CALLS.c.at.desc(), CALLS.c.id.desc())
    calls = [Call(*row) for row in session.connection().execute(newest)]
    if not calls:
        return []
    ids = select(CALLS.c.id).where(wanted)
    on = select(PEOPLE.c.call, PEOPLE.c.person).where(
        PEOPLE.c.workspace == workspace, PEOPLE.c.call.in_(ids)
    )
    people: dict[int, set[str]] = {each.id: set() for each in calls}
    for call, person in session.connection().execute(on):
        people.get(call, set()).add(person)
    return [replace(each, people=frozenset(people[each.id])) for each in calls]
