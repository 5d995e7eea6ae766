"""Which of the seven skills somebody has ticked in which week."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import and_, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.skills import Tick
from storage import upserts
from storage.columns import Base, Number, table_of
from storage.rows import among, read

AT_ONCE = 500


class SkillTickRow(Base):
    """One that is taken back is gone; how it came and went is in the audit log."""

    __tablename__ = "skill_ticks"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    week: Mapped[date] = mapped_column(primary_key=True)
    skill: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    note: Mapped[str]
    act: Mapped[Number | None]


TICKS = table_of(SkillTickRow)
KEEPING = upserts.latest(TICKS)


def keep(session: Session, workspace: str, tick: Tick) -> None:
    """A second one of the same week and skill takes the place of the first."""
    upserts.run(session, KEEPING, {"workspace": workspace, **asdict(tick)})


def remove(session: Session, workspace: str, person: str, week: date, skill: str) -> bool:
    """False if it is not there."""
    C = TICKS.c
    one = and_(C.workspace == workspace, C.person == person, C.week == week, C.skill == skill)
    return session.connection().execute(delete(TICKS).where(one)).rowcount == 1


def since(
    session: Session, workspace: str, people: Collection[str], week: date
) -> dict[str, list[Tick]]:
    """Of that week and those after it; a list for everyone who was asked about."""
    found: dict[str, list[Tick]] = {person: [] for person in people}
    for at in range(0, len(found), AT_ONCE):
        some = among(session, TICKS.c.person, list(found)[at : at + AT_ONCE])
        theirs = and_(TICKS.c.workspace == workspace, TICKS.c.week >= week, some)
        for row in session.connection().execute(select(TICKS).where(theirs)):
            found[row.person].append(read(Tick, row))
    return found
