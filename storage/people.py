"""People as Slack last described them."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import upserts
from storage.columns import Base, table_of
from storage.prepared import Prepared

Guest = Literal["none", "guest", "single"]


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    workspace: str
    name: str
    real_name: str
    zone: str
    team: str
    deleted: bool
    bot: bool
    guest: Guest
    admin: bool
    refreshed_at: datetime


class PersonRow(Base):
    __tablename__ = "people"

    id: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    real_name: Mapped[str]
    zone: Mapped[str]
    team: Mapped[str]
    deleted: Mapped[bool]
    bot: Mapped[bool]
    guest: Mapped[str]
    admin: Mapped[bool]
    refreshed_at: Mapped[datetime] = mapped_column(index=True)


PEOPLE = table_of(PersonRow)
LATEST = upserts.latest(PEOPLE, by=PEOPLE.c.refreshed_at)
BY_ID = (PEOPLE.c.workspace == bindparam("workspace"), PEOPLE.c.id == bindparam("id"))
FIND = Prepared(lambda _: select(PEOPLE).where(*BY_ID), ("workspace", "id"))


def find(session: Session, workspace: str, id: str) -> Person | None:
    row = FIND.first(session, {"workspace": workspace, "id": id})
    return None if row is None else Person(*row)


def names(session: Session, workspace: str) -> dict[str, str]:
    """How everybody is called after an @, by their id."""
    asked = select(PEOPLE.c.id, PEOPLE.c.name).where(PEOPLE.c.workspace == workspace)
    return {id: name for id, name in session.connection().execute(asked)}


def full_names(session: Session, workspace: str) -> dict[str, str]:
    """What colleagues call everybody, by their id; also of those who have left."""
    columns = (PEOPLE.c.id, PEOPLE.c.real_name, PEOPLE.c.name)
    asked = select(*columns).where(PEOPLE.c.workspace == workspace)
    return {id: full or name for id, full, name in session.connection().execute(asked)}


def save(session: Session, person: Person) -> None:
    """What is older than what we have changes nothing."""
    upserts.run(session, LATEST, asdict(person))


def stale(session: Session, before: datetime, limit: int = 100) -> list[Person]:
    """The people asked after longest ago."""
    asked = select(PEOPLE).where(PEOPLE.c.refreshed_at < before)
    rows = session.connection().execute(asked.order_by(PEOPLE.c.refreshed_at).limit(limit))
    return [Person(*row) for row in rows]


def admins(session: Session, workspace: str, limit: int = 3) -> list[str]:
    """Slack's own admins of the workspace, as far as they are known."""
    there = select(PEOPLE.c.id).where(PEOPLE.c.workspace == workspace, PEOPLE.c.team == workspace)
    wanted = there.where(PEOPLE.c.admin, ~PEOPLE.c.deleted, ~PEOPLE.c.bot)
    return list(session.connection().execute(wanted.order_by(PEOPLE.c.id).limit(limit)).scalars())
