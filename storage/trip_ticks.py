"""Steps of a trip that were ticked off, by whom and when."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.trips import Tick
from storage import upserts
from storage.columns import Base, Number, table_of
from storage.rows import read

AT_ONCE = 500


class TripTickRow(Base):
    __tablename__ = "trip_ticks"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    trip: Mapped[Number] = mapped_column(
        ForeignKey("trips.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    step: Mapped[str] = mapped_column(primary_key=True)
    by: Mapped[str]
    at: Mapped[datetime]
    act: Mapped[Number | None]


TICKS = table_of(TripTickRow)
ONCE = upserts.once(TICKS)


def add(session: Session, workspace: str, trip: int, tick: Tick) -> bool:
    """Whether it was not ticked before."""
    values = {"workspace": workspace, "trip": trip} | asdict(tick)
    return upserts.run(session, ONCE, values).rowcount == 1


def remove(session: Session, workspace: str, trip: int, step: str) -> bool:
    """Whether it was ticked."""
    same = (TICKS.c.workspace == workspace, TICKS.c.trip == trip, TICKS.c.step == step)
    return session.connection().execute(delete(TICKS).where(*same)).rowcount == 1


def of(session: Session, workspace: str, trips: Collection[int]) -> dict[int, dict[str, Tick]]:
    found: dict[int, dict[str, Tick]] = {}
    every = list(trips)
    for at in range(0, len(every), AT_ONCE):
        some = TICKS.c.trip.in_(every[at : at + AT_ONCE])
        query = select(TICKS).where(TICKS.c.workspace == workspace, some)
        for row in session.connection().execute(query):
            found.setdefault(row.trip, {})[row.step] = read(Tick, row)
    return found
