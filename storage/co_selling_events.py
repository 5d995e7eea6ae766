"""What has happened to a co-selling call: only ever added to."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.co_selling import Act, Event
from storage.columns import Base, Number, Serial, Spelt, table_of
from storage.rows import read

ACT = Spelt(str, Act)


class CoSellingEventRow(Base):
    __tablename__ = "co_selling_events"
    __table_args__ = (Index("ix_co_selling_events_call", "call", "id"),)

    id: Mapped[Serial]
    workspace: Mapped[str]
    call: Mapped[Number] = mapped_column(ForeignKey("co_selling_calls.id", ondelete="CASCADE"))
    act: Mapped[Act] = mapped_column(ACT)
    by: Mapped[str]
    at: Mapped[datetime]
    note: Mapped[str]


EVENTS = table_of(CoSellingEventRow)


def add(session: Session, workspace: str, call: int, event: Event) -> None:
    values = {"workspace": workspace, "call": call, "act": event.act, "by": event.by}
    values |= {"at": event.at, "note": event.note}
    session.connection().execute(insert(EVENTS).values(values))


def of(session: Session, workspace: str, call: int) -> list[Event]:
    """The oldest first."""
    which = (EVENTS.c.workspace == workspace, EVENTS.c.call == call)
    rows = session.connection().execute(select(EVENTS).where(*which).order_by(EVENTS.c.id))
    return [read(Event, row) for row in rows]


def count(session: Session, workspace: str, call: int) -> int:
    """By which a form knows whether the call has changed since it was opened."""
    which = (EVENTS.c.workspace == workspace, EVENTS.c.call == call)
    found = session.connection().execute(select(func.count()).select_from(EVENTS).where(*which))
    return int(found.scalar_one())
