"""What happened to the requests and sessions of an account: only ever added to."""

from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import Index, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.engagement import Act, Event
from storage.columns import Base, Serial, Spelt, table_of
from storage.handoffs import folded

ACT = Spelt(str, Act)


class SupportEventRow(Base):
    __tablename__ = "support_events"
    __table_args__ = (Index("ix_support_events_folded", "workspace", "folded", "id"),)

    id: Mapped[Serial]
    workspace: Mapped[str]
    account: Mapped[str]
    about: Mapped[str]
    act: Mapped[Act] = mapped_column(ACT)
    by: Mapped[str]
    at: Mapped[datetime]
    note: Mapped[str]
    folded: Mapped[str]


EVENTS = table_of(SupportEventRow)
COLUMNS = [EVENTS.c[field.name] for field in fields(Event)]


def add(session: Session, workspace: str, event: Event) -> None:
    row = {"workspace": workspace, "folded": folded(event.account), **asdict(event)}
    session.connection().execute(insert(EVENTS).values(row))


def of_account(session: Session, workspace: str, account: str, limit: int) -> list[Event]:
    """The newest first."""
    same = (EVENTS.c.workspace == workspace, EVENTS.c.folded == folded(account))
    query = select(*COLUMNS).where(*same).order_by(EVENTS.c.id.desc()).limit(limit)
    return [Event(*row) for row in session.connection().execute(query)]
