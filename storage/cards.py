"""Private answers that can still be edited, and what each was about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.columns import Base, Document, table_of


@dataclass(frozen=True, slots=True)
class Card:
    id: str
    workspace: str
    user: str
    response_url: str
    at: datetime
    subject: Document


class CardRow(Base):
    __tablename__ = "cards"

    id: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    user: Mapped[str]
    response_url: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
    subject: Mapped[dict[str, Any]]


CARDS = table_of(CardRow)


def keep(
    session: Session,
    *,
    id: str,
    workspace: str,
    user: str,
    response_url: str,
    at: datetime,
    subject: Document,
) -> str:
    """The caller draws the id (`secrets.token_urlsafe(12)`), for whoever knows it sees the card."""
    values = {"id": id, "workspace": workspace, "user": user, "response_url": response_url}
    session.connection().execute(insert(CARDS), values | {"at": at, "subject": dict(subject)})
    return id


def find(session: Session, workspace: str, id: str) -> Card | None:
    found = select(CARDS).where(CARDS.c.id == id, CARDS.c.workspace == workspace)
    row = session.connection().execute(found).first()
    return None if row is None else Card(*row)


def change(session: Session, workspace: str, id: str, subject: Document) -> None:
    mine = update(CARDS).where(CARDS.c.id == id, CARDS.c.workspace == workspace)
    session.connection().execute(mine.values(subject=dict(subject)))


def forget(session: Session, before: datetime) -> int:
    return session.connection().execute(delete(CARDS).where(CARDS.c.at < before)).rowcount
