"""What was done with leads, by whom and when: only ever added to."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ForeignKey, Index, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.leads import Act, Event
from storage.columns import Base, Number, Serial, Spelt, table_of
from storage.rows import read

ACT = Spelt(str, Act)


class LeadEventRow(Base):
    __tablename__ = "lead_events"
    __table_args__ = (Index("ix_lead_events_lead", "lead", "id"),)

    id: Mapped[Serial]
    workspace: Mapped[str]
    lead: Mapped[Number] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"))
    act: Mapped[Act] = mapped_column(ACT)
    by: Mapped[str]
    at: Mapped[datetime]
    note: Mapped[str]
    link: Mapped[str]


EVENTS = table_of(LeadEventRow)


def add(session: Session, workspace: str, lead: int, event: Event) -> None:
    row = {"workspace": workspace, "lead": lead, **asdict(event)}
    session.connection().execute(insert(EVENTS).values(row))


def of(session: Session, workspace: str, lead: int) -> list[Event]:
    """The oldest first."""
    query = select(EVENTS).where(EVENTS.c.workspace == workspace, EVENTS.c.lead == lead)
    found = session.connection().execute(query.order_by(EVENTS.c.id))
    return [read(Event, row) for row in found]


def last_change(session: Session, workspace: str, lead: int) -> int:
    """The number of the newest event that changed something; a note does not."""
    theirs = (EVENTS.c.workspace == workspace, EVENTS.c.lead == lead, EVENTS.c.act != Act.NOTED)
    query = select(func.coalesce(func.max(EVENTS.c.id), 0)).where(*theirs)
    return int(session.connection().execute(query).scalar_one())


def takings_back(session: Session, workspace: str, lead: int) -> int:
    """How often something that was done with it was undone."""
    which = (EVENTS.c.workspace == workspace, EVENTS.c.lead == lead, EVENTS.c.act == Act.UNDONE)
    query = select(func.count()).select_from(EVENTS).where(*which)
    return int(session.connection().execute(query).scalar_one())


def last_notes(session: Session, workspace: str, leads: Collection[int]) -> dict[int, str]:
    """The newest note of each that has one; for a list of a thousand at most."""
    mine = (EVENTS.c.workspace == workspace, EVENTS.c.lead.in_(leads), EVENTS.c.note != "")
    query = select(EVENTS.c.lead, EVENTS.c.note).where(*mine).order_by(EVENTS.c.id)
    return {lead: note for lead, note in session.connection().execute(query)}
