"""Who used a Give Back project in which month, and which months their owners have confirmed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, and_, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import upserts
from storage.columns import Base, Number, table_of

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Use:
    """`by` is another than the person where the owner recorded it for them."""

    project: int
    month: date
    person: str
    by: str
    at: datetime


class GiveBackUseRow(Base):
    """A month goes by its first day; a person counts once in it."""

    __tablename__ = "give_back_uses"

    project: Mapped[Number] = mapped_column(
        ForeignKey("give_backs.id", ondelete="CASCADE"), primary_key=True
    )
    month: Mapped[date] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]


class GiveBackMonthRow(Base):
    """A confirmed month, and how large the team was by then."""

    __tablename__ = "give_back_months"

    project: Mapped[Number] = mapped_column(
        ForeignKey("give_backs.id", ondelete="CASCADE"), primary_key=True
    )
    month: Mapped[date] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    team: Mapped[int]
    by: Mapped[str]
    at: Mapped[datetime]


USES, MONTHS = table_of(GiveBackUseRow), table_of(GiveBackMonthRow)
ADDING, CONFIRMING = upserts.once(USES), upserts.latest(MONTHS)
USE = [USES.c[name] for name in ("project", "month", "person", "by", "at")]


def add(session: Session, workspace: str, use: Use) -> bool:
    """False if it was known already: whoever said it first stays."""
    row = {"workspace": workspace, "project": use.project, "month": use.month}
    row |= {"person": use.person, "by": use.by, "at": use.at}
    return upserts.run(session, ADDING, row).rowcount == 1


def remove(
    session: Session, workspace: str, project: int, month: date, people: Collection[str]
) -> int:
    """How many of these were there."""
    theirs = and_(_in(workspace, project, month), USES.c.person.in_(list(people)))
    return session.connection().execute(delete(USES).where(theirs)).rowcount


def of(session: Session, workspace: str, project: int, month: date) -> list[Use]:
    """In the order in which they were told."""
    query = select(*USE).where(_in(workspace, project, month)).order_by(USES.c.at, USES.c.person)
    return [Use(*row) for row in session.connection().execute(query)]


def since(session: Session, workspace: str, projects: Collection[int], month: date) -> list[Use]:
    """From that month on, of all of these."""
    found: list[Use] = []
    for some in _parts(projects):
        theirs = and_(USES.c.workspace == workspace, USES.c.project.in_(some))
        query = select(*USE).where(theirs, USES.c.month >= month).order_by(USES.c.month)
        found += [Use(*row) for row in session.connection().execute(query)]
    return found


def confirm(
    session: Session, workspace: str, project: int, month: date, team: int, by: str, at: datetime
) -> None:
    row = {"workspace": workspace, "project": project, "month": month}
    upserts.run(session, CONFIRMING, row | {"team": team, "by": by, "at": at})


def unconfirm(session: Session, workspace: str, project: int, month: date) -> None:
    this = (MONTHS.c.workspace == workspace, MONTHS.c.project == project, MONTHS.c.month == month)
    session.connection().execute(delete(MONTHS).where(*this))


def confirmed(
    session: Session, workspace: str, projects: Collection[int], month: date
) -> Mapping[tuple[int, date], int]:
    """How large the team was, by project and month, from that month on."""
    found: dict[tuple[int, date], int] = {}
    for some in _parts(projects):
        theirs = and_(MONTHS.c.workspace == workspace, MONTHS.c.project.in_(some))
        query = select(MONTHS.c.project, MONTHS.c.month, MONTHS.c.team).where(
            theirs, MONTHS.c.month >= month
        )
        rows: Any = session.connection().execute(query)
        found |= {(row.project, row.month): row.team for row in rows}
    return found


def _in(workspace: str, project: int, month: date) -> ColumnElement[bool]:
    return and_(USES.c.workspace == workspace, USES.c.project == project, USES.c.month == month)


def _parts(projects: Collection[int]) -> Iterator[list[int]]:
    every = list(projects)
    for at in range(0, len(every), AT_ONCE):
        yield every[at : at + AT_ONCE]
