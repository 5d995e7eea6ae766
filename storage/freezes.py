"""Whose commitment of a period has been frozen, so that it happens once and is known to have."""

from dataclasses import astuple, dataclass, fields
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import upserts
from storage.columns import Base, table_of
from storage.rows import read


@dataclass(frozen=True, slots=True)
class Freeze:
    """When an account executive's period was frozen first; `late` on a later day than its last
    session's."""

    workspace: str
    ae: str
    starts: date
    ends: date
    manager: str
    at: datetime
    late: bool


class FreezeRow(Base):
    __tablename__ = "freezes"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    ae: Mapped[str] = mapped_column(primary_key=True)
    starts: Mapped[date] = mapped_column(primary_key=True)
    ends: Mapped[date] = mapped_column(primary_key=True)
    manager: Mapped[str]
    at: Mapped[datetime]
    late: Mapped[bool]


FREEZES = table_of(FreezeRow)
ONCE = upserts.once(FREEZES)
NAMES = tuple(field.name for field in fields(Freeze))


def keep(session: Session, freeze: Freeze) -> bool:
    """Whether it is the first of that period."""
    values = dict(zip(NAMES, astuple(freeze), strict=True))
    return upserts.run(session, ONCE, values).rowcount == 1


def of_period(session: Session, workspace: str, starts: date, ends: date) -> dict[str, Freeze]:
    """By the account executive."""
    query = _all(workspace).where(FREEZES.c.starts == starts, FREEZES.c.ends == ends)
    found = [read(Freeze, row) for row in session.connection().execute(query)]
    return {each.ae: each for each in found}


def managers(session: Session, workspace: str, period: tuple[date, date]) -> set[str]:
    """To whom something was committed."""
    return {each.manager for each in of_period(session, workspace, *period).values()}


def _all(workspace: str) -> Select[tuple[object, ...]]:
    return select(FREEZES).where(FREEZES.c.workspace == workspace)
