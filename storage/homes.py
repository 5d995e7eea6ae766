"""Who has looked at their Home, so that it is kept up to date for them and for nobody else."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import upserts
from storage.columns import Base, table_of
from storage.profiles import PROFILES


class HomeRow(Base):
    __tablename__ = "homes"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    opened_at: Mapped[datetime]


HOMES = table_of(HomeRow)
LATEST = upserts.latest(HOMES)


def opened(session: Session, workspace: str, person: str, at: datetime) -> None:
    upserts.run(session, LATEST, {"workspace": workspace, "person": person, "opened_at": at})


def watching(
    session: Session, workspace: str, people: Collection[str], since: datetime
) -> list[str]:
    """Of these people and their managers, who has opened Home since then."""
    above = select(PROFILES.c.manager).where(
        PROFILES.c.workspace == workspace, PROFILES.c.person.in_(people)
    )
    theirs = or_(HOMES.c.person.in_(people), HOMES.c.person.in_(above))
    asked = select(HOMES.c.person).where(
        HOMES.c.workspace == workspace, HOMES.c.opened_at >= since, theirs
    )
    return list(session.connection().execute(asked.order_by(HOMES.c.person)).scalars())
