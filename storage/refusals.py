"""What Slack refused for good, by cause and place, so that admins are told of each once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Integer, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.columns import Base, table_of
from storage.rows import read


@dataclass(frozen=True, slots=True)
class Refusal:
    """`letters` of that place were refused for that cause; `latest` is the last one's number."""

    workspace: str
    cause: str
    place: str
    first_at: datetime
    last_at: datetime
    letters: int
    latest: int


class RefusalRow(Base):
    __tablename__ = "refusals"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    cause: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    letters: Mapped[int]
    latest: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"))


REFUSALS = table_of(RefusalRow)
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def count(
    session: Session, workspace: str, cause: str, place: str, at: datetime, letter: int, more: int
) -> bool:
    """Whether this cause is new at this place; `more` letters were refused with this one."""
    values = {"workspace": workspace, "cause": cause, "place": place, "latest": letter}
    values |= {"first_at": at, "last_at": at, "letters": 1 + more}
    inserting = INSERTS[session.get_bind().dialect.name](REFUSALS).values(values)
    grown = {"last_at": at, "latest": letter, "letters": REFUSALS.c.letters + 1 + more}
    keys = list(REFUSALS.primary_key.columns)
    counting = inserting.on_conflict_do_update(index_elements=keys, set_=grown)
    counted = session.connection().execute(counting.returning(REFUSALS.c.letters)).scalar_one()
    return bool(counted == 1 + more)


def since(session: Session, workspace: str, at: datetime) -> list[Refusal]:
    """Those first seen from then on, oldest first."""
    wanted = select(REFUSALS).where(REFUSALS.c.workspace == workspace, REFUSALS.c.first_at >= at)
    rows = wanted.order_by(REFUSALS.c.first_at, REFUSALS.c.cause, REFUSALS.c.place)
    return [read(Refusal, row) for row in session.connection().execute(rows)]


def forget(session: Session, before: datetime) -> int:
    """Those that have not come again for so long; should they, admins are told anew."""
    old = delete(REFUSALS).where(REFUSALS.c.last_at < before)
    return session.connection().execute(old).rowcount


def mended(session: Session, workspace: str, place: str) -> None:
    """Somebody saw to this place: should it be refused again, that is news."""
    known = delete(REFUSALS).where(REFUSALS.c.workspace == workspace, REFUSALS.c.place == place)
    session.connection().execute(known)
