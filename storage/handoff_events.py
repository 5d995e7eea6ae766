"""What was said of a handoff's items, and who signed or changed it: only ever added to."""

from collections.abc import Collection, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Table,
    and_,
    func,
    insert,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.handoffs import Act, Event, Mark, Marked
from storage.columns import Base, Number, Serial, Spelt, table_of
from storage.rows import read

MARK = Spelt(str, Mark)
ACT = Spelt(str, Act)
ITEMS = Spelt(" ".join, lambda text: tuple(text.split()))
AT_ONCE = 500


class HandoffItemRow(Base):
    """The newest row of an item is what holds of it."""

    __tablename__ = "handoff_items"
    __table_args__ = (
        Index("ix_handoff_items_handoff", "handoff", "item", "id"),
        CheckConstraint("mark IN ('done', 'not applicable', 'open')", name="mark"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    handoff: Mapped[Number] = mapped_column(ForeignKey("handoffs.id", ondelete="CASCADE"))
    item: Mapped[str]
    mark: Mapped[Mark] = mapped_column(MARK)
    by: Mapped[str]
    at: Mapped[datetime]
    note: Mapped[str]
    link: Mapped[str]
    act: Mapped[Number | None]


class HandoffEventRow(Base):
    __tablename__ = "handoff_events"
    __table_args__ = (Index("ix_handoff_events_handoff", "handoff", "id"),)

    id: Mapped[Serial]
    workspace: Mapped[str]
    handoff: Mapped[Number] = mapped_column(ForeignKey("handoffs.id", ondelete="CASCADE"))
    act: Mapped[Act] = mapped_column(ACT)
    by: Mapped[str]
    at: Mapped[datetime]
    note: Mapped[str]
    items: Mapped[tuple[str, ...]] = mapped_column(ITEMS)


MARKS = table_of(HandoffItemRow)
EVENTS = table_of(HandoffEventRow)


def mark(session: Session, workspace: str, handoff: int, marked: Marked) -> None:
    _add(session, MARKS, workspace, handoff, asdict(marked))


def add(session: Session, workspace: str, handoff: int, event: Event) -> None:
    _add(session, EVENTS, workspace, handoff, asdict(event))


def marks_of(
    session: Session, workspace: str, handoffs: Collection[int]
) -> dict[int, dict[str, Marked]]:
    """The newest of each item, a dictionary for every handoff that was asked about."""
    found: dict[int, dict[str, Marked]] = {id: {} for id in handoffs}
    for some in _parts(handoffs):
        theirs = and_(MARKS.c.workspace == workspace, MARKS.c.handoff.in_(some))
        newest = select(func.max(MARKS.c.id)).where(theirs)
        newest = newest.group_by(MARKS.c.handoff, MARKS.c.item)
        query = select(MARKS).where(MARKS.c.id.in_(newest))
        for row in session.connection().execute(query):
            found[row.handoff][row.item] = read(Marked, row)
    return found


def events_of(
    session: Session, workspace: str, handoffs: Collection[int]
) -> dict[int, list[Event]]:
    """The oldest first."""
    found: dict[int, list[Event]] = {id: [] for id in handoffs}
    for some in _parts(handoffs):
        theirs = and_(EVENTS.c.workspace == workspace, EVENTS.c.handoff.in_(some))
        query = select(EVENTS).where(theirs).order_by(EVENTS.c.id)
        for row in session.connection().execute(query):
            found[row.handoff].append(read(Event, row))
    return found


def _parts(handoffs: Collection[int]) -> Iterator[list[int]]:
    every = list(handoffs)
    for at in range(0, len(every), AT_ONCE):
        yield every[at : at + AT_ONCE]


def _add(
    session: Session, table: Table, workspace: str, handoff: int, values: dict[str, Any]
) -> None:
    row = {"workspace": workspace, "handoff": handoff, **values}
    session.connection().execute(insert(table).values(row))
