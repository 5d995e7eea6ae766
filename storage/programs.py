"""Cohorts, who has put their name down, and the topics that people hold."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Table,
    and_,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.programs import Cohort, Hold, SignUp
from storage import numbers, upserts
from storage.columns import Base, Number, Serial, table_of
from storage.rows import among

ORDER = "programs"
"""The series that says who came first; who draws from it waits for the others."""
AT_ONCE = 500
STANDS: dict[str, Any] = {
    "sqlite_where": text("left_at IS NULL"),
    "postgresql_where": text("left_at IS NULL"),
}
HELD: dict[str, Any] = {
    "sqlite_where": text("released_at IS NULL"),
    "postgresql_where": text("released_at IS NULL"),
}


class CohortRow(Base):
    __tablename__ = "program_cohorts"
    __table_args__ = (Index("ix_program_cohorts_starts", "workspace", "starts"),)

    id: Mapped[Serial]
    workspace: Mapped[str]
    starts: Mapped[date]
    facilitator: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]


class SignUpRow(Base):
    """One that stands for each person."""

    __tablename__ = "program_sign_ups"
    __table_args__ = (
        Index("uq_program_sign_ups_person", "workspace", "person", unique=True, **STANDS),
        Index("ix_program_sign_ups_cohort", "cohort"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    number: Mapped[int]
    person: Mapped[str]
    at: Mapped[datetime]
    cohort: Mapped[Number | None] = mapped_column(ForeignKey("program_cohorts.id"))
    left_at: Mapped[datetime | None]


class HoldRow(Base):
    """One holder of a topic at a time."""

    __tablename__ = "program_holds"
    __table_args__ = (
        Index("uq_program_holds_topic", "workspace", "topic", unique=True, **HELD),
        Index("ix_program_holds_person", "workspace", "person"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    topic: Mapped[str]
    person: Mapped[str]
    months: Mapped[int]
    problem: Mapped[str]
    commitments: Mapped[str]
    since: Mapped[date]
    until: Mapped[date]
    released_at: Mapped[datetime | None]


COHORTS, SIGN_UPS, HOLDS = table_of(CohortRow), table_of(SignUpRow), table_of(HoldRow)


def _columns(table: Table, kind: type[Any]) -> list[Any]:
    return [table.c[field.name] for field in fields(kind)]


def draw(session: Session, workspace: str) -> int:
    """The next place in the order; nobody else changes the list before this transaction ends."""
    return numbers.draw(session, workspace, ORDER)


def sign_up(
    session: Session, workspace: str, person: str, number: int, at: datetime
) -> SignUp | None:
    """None if their name is down already."""
    row = {"workspace": workspace, "number": number, "person": person, "at": at}
    row |= {"cohort": None, "left_at": None}
    found = upserts.added(session, SIGN_UPS, row, _columns(SIGN_UPS, SignUp))
    return SignUp(*found) if found else None


def standing(
    session: Session, workspace: str, people: Collection[str] | None = None
) -> list[SignUp]:
    """Whose name is down, the first to come first."""
    stands = and_(SIGN_UPS.c.workspace == workspace, SIGN_UPS.c.left_at.is_(None))
    if people is None:
        return _sign_ups(session, stands)
    found: list[SignUp] = []
    wanted = list(people)
    for at in range(0, len(wanted), AT_ONCE):
        some = among(session, SIGN_UPS.c.person, wanted[at : at + AT_ONCE])
        found += _sign_ups(session, and_(stands, some))
    return sorted(found, key=lambda each: each.number)


def lately(session: Session, workspace: str, since: datetime) -> list[SignUp]:
    """Whose name is down, and who has left since then."""
    there = or_(SIGN_UPS.c.left_at.is_(None), SIGN_UPS.c.left_at >= since)
    return _sign_ups(session, and_(SIGN_UPS.c.workspace == workspace, there))


def everyone(session: Session, workspace: str) -> list[SignUp]:
    """Also those who have left."""
    return _sign_ups(session, SIGN_UPS.c.workspace == workspace)


def find_sign_up(session: Session, workspace: str, id: int) -> SignUp | None:
    found = _sign_ups(session, and_(SIGN_UPS.c.workspace == workspace, SIGN_UPS.c.id == id))
    return found[0] if found else None


def place(session: Session, those: Collection[SignUp], cohort: int | None) -> None:
    which = SIGN_UPS.c.id.in_([each.id for each in those])
    session.connection().execute(update(SIGN_UPS).where(which).values(cohort=cohort))


def leave(session: Session, one: SignUp, at: datetime | None) -> bool:
    """With no instant they are back; False if their name is down another time."""
    which = and_(SIGN_UPS.c.workspace == one.workspace, SIGN_UPS.c.id == one.id)
    changing = update(SIGN_UPS).where(which).values(left_at=at).returning(SIGN_UPS.c.id)
    return upserts.changed(session, changing) is not None


def add_cohort(session: Session, values: Mapping[str, Any]) -> Cohort:
    adding = insert(COHORTS).values(dict(values)).returning(*_columns(COHORTS, Cohort))
    return Cohort(*session.connection().execute(adding).one())


def change_cohort(session: Session, cohort: Cohort, starts: date, facilitator: str) -> None:
    which = and_(COHORTS.c.workspace == cohort.workspace, COHORTS.c.id == cohort.id)
    changing = update(COHORTS).where(which).values(starts=starts, facilitator=facilitator)
    session.connection().execute(changing)


def cohorts(session: Session, workspace: str) -> list[Cohort]:
    """The newest last."""
    query = select(*_columns(COHORTS, Cohort)).where(COHORTS.c.workspace == workspace)
    rows = session.connection().execute(query.order_by(COHORTS.c.starts, COHORTS.c.id))
    return [Cohort(*row) for row in rows]


def take(session: Session, values: Mapping[str, Any]) -> Hold | None:
    """None if somebody holds the topic, also by the slower of two."""
    row = dict(values) | {"released_at": None}
    found = upserts.added(session, HOLDS, row, _columns(HOLDS, Hold))
    return Hold(*found) if found else None


def holds(session: Session, workspace: str, people: Collection[str] | None = None) -> list[Hold]:
    """Those that are not released, of these people or of everybody."""
    held = and_(HOLDS.c.workspace == workspace, HOLDS.c.released_at.is_(None))
    if people is None:
        return _holds(session, held)
    found: list[Hold] = []
    wanted = list(people)
    for at in range(0, len(wanted), AT_ONCE):
        some = among(session, HOLDS.c.person, wanted[at : at + AT_ONCE])
        found += _holds(session, and_(held, some))
    return found


def find_hold(session: Session, workspace: str, id: int) -> Hold | None:
    found = _holds(session, and_(HOLDS.c.workspace == workspace, HOLDS.c.id == id))
    return found[0] if found else None


def change_hold(session: Session, hold: Hold, values: Mapping[str, Any]) -> bool:
    """Whether it was still held."""
    which = and_(HOLDS.c.workspace == hold.workspace, HOLDS.c.id == hold.id)
    changing = update(HOLDS).where(which, HOLDS.c.released_at.is_(None)).values(dict(values))
    return session.connection().execute(changing).rowcount == 1


def hold_again(session: Session, hold: Hold) -> bool:
    """False if somebody else has taken it meanwhile."""
    which = and_(HOLDS.c.workspace == hold.workspace, HOLDS.c.id == hold.id)
    changing = update(HOLDS).where(which).values(released_at=None).returning(HOLDS.c.id)
    return upserts.changed(session, changing) is not None


def _sign_ups(session: Session, which: ColumnElement[bool]) -> list[SignUp]:
    query = select(*_columns(SIGN_UPS, SignUp)).where(which).order_by(SIGN_UPS.c.number)
    return [SignUp(*row) for row in session.connection().execute(query)]


def _holds(session: Session, which: ColumnElement[bool]) -> list[Hold]:
    query = select(*_columns(HOLDS, Hold)).where(which).order_by(HOLDS.c.id)
    return [Hold(*row) for row in session.connection().execute(query)]
