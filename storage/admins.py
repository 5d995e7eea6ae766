"""Who looks after the bot in a workspace, beside those whom the settings name."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import numbers, upserts
from storage.columns import Base, table_of
from storage.rows import read


@dataclass(frozen=True, slots=True)
class Admin:
    workspace: str
    person: str
    added_by: str
    added_at: datetime


class AdminRow(Base):
    __tablename__ = "admins"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    added_by: Mapped[str]
    added_at: Mapped[datetime]


ADMINS = table_of(AdminRow)
ONCE = upserts.once(ADMINS)


def add(session: Session, workspace: str, person: str, by: str, at: datetime) -> bool:
    """Whether they were none before."""
    new = {"workspace": workspace, "person": person, "added_by": by, "added_at": at}
    return upserts.run(session, ONCE, new).rowcount == 1


def hold(session: Session, workspace: str) -> None:
    """Nobody else becomes the first or is taken off before this transaction ends."""
    numbers.draw(session, workspace, "first admin")


def add_first(session: Session, workspace: str, person: str, at: datetime) -> bool:
    """Make somebody the first admin; False if there is one, also for the slower of two."""
    hold(session, workspace)
    return not all_of(session, workspace) and add(session, workspace, person, person, at)


def remove(session: Session, workspace: str, person: str) -> bool:
    """Whether they were one."""
    gone = delete(ADMINS).where(ADMINS.c.workspace == workspace, ADMINS.c.person == person)
    return session.connection().execute(gone).rowcount == 1


def is_one(session: Session, workspace: str, person: str) -> bool:
    asked = select(ADMINS.c.person).where(
        ADMINS.c.workspace == workspace, ADMINS.c.person == person
    )
    return session.connection().execute(asked).first() is not None


def all_of(session: Session, workspace: str) -> list[Admin]:
    """In the order in which they became admins."""
    asked = select(ADMINS).where(ADMINS.c.workspace == workspace)
    rows = session.connection().execute(asked.order_by(ADMINS.c.added_at, ADMINS.c.person))
    return [read(Admin, row) for row in rows]
