"""When a manager's team gives its forecasts, where that differs from what the pack says."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import upserts
from storage.columns import Base, table_of
from storage.rows import read


@dataclass(frozen=True, slots=True)
class ForecastTime:
    """By that time of that weekday, Monday is 0, wherever each of the team is."""

    workspace: str
    manager: str
    weekday: int
    due: time
    by: str
    changed_at: datetime


class ForecastTimeRow(Base):
    __tablename__ = "forecast_times"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    manager: Mapped[str] = mapped_column(primary_key=True)
    weekday: Mapped[int]
    due: Mapped[time]
    by: Mapped[str]
    changed_at: Mapped[datetime]


TIMES = table_of(ForecastTimeRow)
KEPT = upserts.latest(TIMES)


def keep(session: Session, chosen: ForecastTime) -> None:
    upserts.run(session, KEPT, {name: getattr(chosen, name) for name in ForecastTime.__slots__})


def forget(session: Session, workspace: str, manager: str) -> None:
    """The pack's time holds again."""
    one = (TIMES.c.workspace == workspace, TIMES.c.manager == manager)
    session.connection().execute(delete(TIMES).where(*one))


def of_managers(
    session: Session, workspace: str, managers: Collection[str]
) -> dict[str, ForecastTime]:
    """Those of them whose team has a time of its own; there are few enough to read them all."""
    rows = session.connection().execute(select(TIMES).where(TIMES.c.workspace == workspace))
    found = (read(ForecastTime, row) for row in rows)
    return {each.manager: each for each in found if each.manager in managers}
