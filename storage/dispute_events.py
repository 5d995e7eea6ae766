"""What happened to a dispute: opened, decided, withdrawn, opened again; only ever added to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, Index, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.columns import Base, Number, Serial, table_of
from storage.rows import among, read

Act = Literal["opened", "decided", "withdrawn", "reopened"]


@dataclass(frozen=True, slots=True)
class Event:
    """`team` is what was decided, `note` the reason."""

    act: Act
    by: str
    at: datetime
    team: str = ""
    note: str = ""


class DisputeEventRow(Base):
    __tablename__ = "dispute_events"
    __table_args__ = (Index("ix_dispute_events_dispute", "dispute", "id"),)

    id: Mapped[Serial]
    workspace: Mapped[str]
    dispute: Mapped[Number] = mapped_column(ForeignKey("disputes.id", ondelete="CASCADE"))
    act: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    team: Mapped[str]
    note: Mapped[str]


EVENTS = table_of(DisputeEventRow)


def add(session: Session, workspace: str, dispute: int, event: Event) -> None:
    said = {"act": event.act, "by": event.by, "at": event.at}
    about = {"workspace": workspace, "dispute": dispute, "team": event.team, "note": event.note}
    session.connection().execute(insert(EVENTS).values(about | said))


def events_of(
    session: Session, workspace: str, disputes: Collection[int]
) -> dict[int, list[Event]]:
    """The oldest first."""
    found: dict[int, list[Event]] = {id: [] for id in disputes}
    theirs = select(EVENTS).where(EVENTS.c.workspace == workspace)
    query = theirs.where(among(session, EVENTS.c.dispute, disputes)).order_by(EVENTS.c.id)
    for row in session.connection().execute(query):
        found[row.dispute].append(read(Event, row))
    return found
