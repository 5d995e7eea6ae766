"""What Slack already delivered, so that a redelivery has no second effect."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import upserts
from storage.columns import Base, table_of
from storage.prepared import Prepared


class Delivery(Base):
    __tablename__ = "inbox"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)


INBOX = table_of(Delivery)
ONCE = Prepared(upserts.once(INBOX).__getitem__, ("workspace", "key", "at"))


def first_time(session: Session, workspace: str, key: str, at: datetime) -> bool:
    values = {"workspace": workspace, "key": key, "at": at}
    return ONCE.count(session, values) == 1


def forget(session: Session, before: datetime) -> int:
    """How many deliveries are remembered no longer."""
    return session.connection().execute(delete(INBOX).where(INBOX.c.at < before)).rowcount
