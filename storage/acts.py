"""What people did that can be taken back for a while."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Index, insert, select, update
from sqlalchemy.orm import Mapped, Session

from storage.columns import Base, Document, Serial, table_of
from storage.rows import read


@dataclass(frozen=True, slots=True)
class Act:
    """`says` is what was done, in a word or two; `detail` is what taking it back needs."""

    id: int
    workspace: str
    person: str
    kind: str
    says: str
    detail: Mapping[str, Any]
    at: datetime
    undone_at: datetime | None


class ActRow(Base):
    __tablename__ = "acts"
    __table_args__ = (Index("ix_acts_person", "workspace", "person", "at"),)

    id: Mapped[Serial]
    workspace: Mapped[str]
    person: Mapped[str]
    kind: Mapped[str]
    says: Mapped[str]
    detail: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


ACTS = table_of(ActRow)


def keep(
    session: Session,
    *,
    workspace: str,
    person: str,
    kind: str,
    says: str,
    detail: Document,
    at: datetime,
) -> int:
    values = {"workspace": workspace, "person": person, "kind": kind, "says": says, "at": at}
    adding = insert(ACTS).values(values | {"detail": dict(detail)}).returning(ACTS.c.id)
    return int(session.connection().execute(adding).scalar_one())


def find(session: Session, workspace: str, id: int) -> Act | None:
    query = select(ACTS).where(ACTS.c.workspace == workspace, ACTS.c.id == id)
    row = session.connection().execute(query).first()
    return None if row is None else read(Act, row)


def last(session: Session, workspace: str, person: str, since: datetime) -> Act | None:
    """The newest that was not taken back."""
    mine = (ACTS.c.workspace == workspace, ACTS.c.person == person, ACTS.c.undone_at.is_(None))
    query = select(ACTS).where(*mine, ACTS.c.at >= since).order_by(ACTS.c.id.desc()).limit(1)
    row = session.connection().execute(query).first()
    return None if row is None else read(Act, row)


def undo(session: Session, workspace: str, id: int, at: datetime) -> bool:
    """Whether it was not taken back before."""
    mine = update(ACTS).where(ACTS.c.workspace == workspace, ACTS.c.id == id)
    standing = mine.where(ACTS.c.undone_at.is_(None))
    return session.connection().execute(standing.values(undone_at=at)).rowcount == 1


def forget(session: Session, before: datetime) -> int:
    return session.connection().execute(ACTS.delete().where(ACTS.c.at < before)).rowcount
