"""What a person does not want to hear of: until an instant, or ever again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Index, Select, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import upserts
from storage.columns import Base, Serial, table_of
from storage.rows import among, read


@dataclass(frozen=True, slots=True)
class Snooze:
    """`ended_at` is set once it has woken, or was taken back."""

    id: int
    workspace: str
    person: str
    routine: str
    subject: str
    until: datetime
    reason: str
    at: datetime
    ended_at: datetime | None


class SnoozeRow(Base):
    __tablename__ = "snoozes"
    __table_args__ = (Index("ix_snoozes_person", "workspace", "person", "ended_at"),)

    id: Mapped[Serial]
    workspace: Mapped[str]
    person: Mapped[str]
    routine: Mapped[str]
    subject: Mapped[str]
    until: Mapped[datetime]
    reason: Mapped[str]
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class DeclineRow(Base):
    """*Not mine*: this person is not asked about this subject again."""

    __tablename__ = "declines"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    routine: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


SNOOZES = table_of(SnoozeRow)
DECLINES = table_of(DeclineRow)
DECLINE = upserts.once(DECLINES)


def add(
    session: Session,
    *,
    workspace: str,
    person: str,
    routine: str,
    subject: str,
    until: datetime,
    reason: str,
    at: datetime,
) -> int:
    """A later snooze of the same takes the place of an earlier one."""
    end_about(session, workspace, person, routine, subject, at)
    values = {"workspace": workspace, "person": person, "routine": routine, "subject": subject}
    adding = insert(SNOOZES).values(values | {"until": until, "reason": reason, "at": at})
    return int(session.connection().execute(adding.returning(SNOOZES.c.id)).scalar_one())


def sleeping(
    session: Session, workspace: str, people: Collection[str] | None = None
) -> list[Snooze]:
    """What has not woken yet, also where it is time to."""
    query = select(SNOOZES).where(SNOOZES.c.workspace == workspace, SNOOZES.c.ended_at.is_(None))
    if people is not None:
        query = query.where(among(session, SNOOZES.c.person, people))
    return _all(session, query.order_by(SNOOZES.c.until, SNOOZES.c.id))


def find(session: Session, workspace: str, id: int) -> Snooze | None:
    query = select(SNOOZES).where(SNOOZES.c.workspace == workspace, SNOOZES.c.id == id)
    return next(iter(_all(session, query)), None)


def end(session: Session, workspace: str, id: int, at: datetime) -> bool:
    """Whether it was still sleeping."""
    mine = update(SNOOZES).where(SNOOZES.c.workspace == workspace, SNOOZES.c.id == id)
    asleep = mine.where(SNOOZES.c.ended_at.is_(None))
    return session.connection().execute(asleep.values(ended_at=at)).rowcount == 1


def end_about(
    session: Session, workspace: str, person: str, routine: str, subject: str, at: datetime
) -> None:
    about = update(SNOOZES).where(
        SNOOZES.c.workspace == workspace,
        SNOOZES.c.person == person,
        SNOOZES.c.routine == routine,
        SNOOZES.c.subject == subject,
        SNOOZES.c.ended_at.is_(None),
    )
    session.connection().execute(about.values(ended_at=at))


def decline(
    session: Session, workspace: str, person: str, routine: str, subject: str, at: datetime
) -> bool:
    values = {"workspace": workspace, "person": person, "routine": routine, "subject": subject}
    return upserts.run(session, DECLINE, values | {"at": at}).rowcount == 1


def accept(session: Session, workspace: str, person: str, routine: str, subject: str) -> None:
    """Mine after all."""
    mine = DECLINES.delete().where(
        DECLINES.c.workspace == workspace,
        DECLINES.c.person == person,
        DECLINES.c.routine == routine,
        DECLINES.c.subject == subject,
    )
    session.connection().execute(mine)


def declined(
    session: Session, workspace: str, people: Collection[str] | None = None
) -> frozenset[tuple[str, str, str]]:
    """Person, routine and subject of everything that is not theirs."""
    query = select(DECLINES).where(DECLINES.c.workspace == workspace)
    if people is not None:
        query = query.where(among(session, DECLINES.c.person, people))
    rows = session.connection().execute(query)
    return frozenset((row.person, row.routine, row.subject) for row in rows)


def _all(session: Session, query: Select[Any]) -> list[Snooze]:
    return [read(Snooze, row) for row in session.connection().execute(query)]
