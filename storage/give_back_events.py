"""What happened to a Give Back project, and what was said of its documentation."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.give_backs import Act, Event, Mark, Marked
from storage import upserts
from storage.columns import Base, Number, Serial, Spelt, table_of
from storage.rows import read

ACT, MARK = Spelt(str, Act), Spelt(str, Mark)


class GiveBackEventRow(Base):
    """Only ever added to."""

    __tablename__ = "give_back_events"
    __table_args__ = (Index("ix_give_back_events_project", "project", "id"),)

    id: Mapped[Serial]
    workspace: Mapped[str]
    project: Mapped[Number] = mapped_column(ForeignKey("give_backs.id", ondelete="CASCADE"))
    act: Mapped[Act] = mapped_column(ACT)
    by: Mapped[str]
    at: Mapped[datetime]
    note: Mapped[str]


class GiveBackItemRow(Base):
    """What holds of an item; how it came about is among the events."""

    __tablename__ = "give_back_items"
    __table_args__ = (CheckConstraint("mark IN ('done', 'not needed', 'open')", name="mark"),)

    project: Mapped[Number] = mapped_column(
        ForeignKey("give_backs.id", ondelete="CASCADE"), primary_key=True
    )
    item: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    mark: Mapped[Mark] = mapped_column(MARK)
    by: Mapped[str]
    at: Mapped[datetime]


EVENTS, ITEMS = table_of(GiveBackEventRow), table_of(GiveBackItemRow)
MARKING = upserts.latest(ITEMS)


def add(session: Session, workspace: str, project: int, event: Event) -> None:
    row = {"workspace": workspace, "project": project, **asdict(event)}
    session.connection().execute(insert(EVENTS).values(row))


def events(session: Session, workspace: str, project: int) -> list[Event]:
    """The oldest first."""
    theirs = EVENTS.c.workspace == workspace, EVENTS.c.project == project
    rows = session.connection().execute(select(EVENTS).where(*theirs).order_by(EVENTS.c.id))
    return [read(Event, row) for row in rows]


def mark(session: Session, workspace: str, project: int, marked: Marked) -> None:
    row = {"workspace": workspace, "project": project, **asdict(marked)}
    upserts.run(session, MARKING, row)


def marks(session: Session, workspace: str, project: int) -> dict[str, Marked]:
    theirs = ITEMS.c.workspace == workspace, ITEMS.c.project == project
    rows = session.connection().execute(select(ITEMS).where(*theirs))
    return {row.item: read(Marked, row) for row in rows}
