"""What happened to a channel with a customer: only ever added to."""

from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import ForeignKey, Index, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.channels import Act, Event
from storage.columns import Base, Number, Serial, Spelt, table_of

ACT = Spelt(str, Act)


class ChannelEventRow(Base):
    __tablename__ = "customer_channel_events"
    __table_args__ = (Index("ix_customer_channel_events_channel", "channel", "id"),)

    id: Mapped[Serial]
    workspace: Mapped[str]
    channel: Mapped[Number] = mapped_column(ForeignKey("customer_channels.id", ondelete="CASCADE"))
    act: Mapped[Act] = mapped_column(ACT)
    by: Mapped[str]
    at: Mapped[datetime]
    note: Mapped[str]


EVENTS = table_of(ChannelEventRow)
COLUMNS = [EVENTS.c[field.name] for field in fields(Event)]


def add(session: Session, workspace: str, channel: int, event: Event) -> None:
    row = {"workspace": workspace, "channel": channel, **asdict(event)}
    session.connection().execute(insert(EVENTS).values(row))


def of_channel(session: Session, workspace: str, channel: int) -> list[Event]:
    """The oldest first."""
    same = (EVENTS.c.workspace == workspace, EVENTS.c.channel == channel)
    query = select(*COLUMNS).where(*same).order_by(EVENTS.c.id)
    return [Event(*row) for row in session.connection().execute(query)]
