"""Why calls came out otherwise, and what became of them by hand: the newest word holds."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import BigInteger, CheckConstraint, Index, delete, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import upserts
from storage.columns import Base, Serial, table_of
from storage.rows import read

Kind = Literal["reason", "mark"]
Period = tuple[date, date]
Key = tuple[date, date, int]
"""A period's two days, and an opportunity."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What somebody said of a committed opportunity after its period.

    A reason's `choice` is an id of the pack's; a mark's is `won`, `lost` or `split`, or empty for
    what the import says, with the Net ARR that closed and the day.
    """

    id: int
    workspace: str
    starts: date
    ends: date
    opportunity: int
    kind: Kind
    choice: str
    text: str
    net_arr: int | None
    day: date | None
    by: str
    at: datetime


class OutcomeRow(Base):
    __tablename__ = "outcomes"
    __table_args__ = (
        Index("ix_outcomes_period", "workspace", "ends", "starts", "opportunity"),
        CheckConstraint("kind IN ('reason', 'mark')", name="kind"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    starts: Mapped[date]
    ends: Mapped[date]
    opportunity: Mapped[int] = mapped_column(BigInteger())
    kind: Mapped[str]
    choice: Mapped[str]
    text: Mapped[str]
    net_arr: Mapped[int | None] = mapped_column(BigInteger())
    day: Mapped[date | None]
    by: Mapped[str]
    at: Mapped[datetime]


class LookbackRow(Base):
    """That a manager and their team have looked back on a period."""

    __tablename__ = "lookbacks"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    manager: Mapped[str] = mapped_column(primary_key=True)
    starts: Mapped[date] = mapped_column(primary_key=True)
    ends: Mapped[date] = mapped_column(primary_key=True)
    by: Mapped[str]
    at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Held:
    """Who said that it was, and when."""

    by: str
    at: datetime


OUTCOMES = table_of(OutcomeRow)
LOOKBACKS = table_of(LookbackRow)
HELD_ONCE = upserts.once(LOOKBACKS)


def add(
    session: Session,
    *,
    workspace: str,
    period: Period,
    opportunity: int,
    kind: Kind,
    choice: str,
    by: str,
    at: datetime,
    text: str = "",
    net_arr: int | None = None,
    day: date | None = None,
) -> Outcome:
    where = {"workspace": workspace, "starts": period[0], "ends": period[1]}
    what = {"opportunity": opportunity, "kind": kind, "choice": choice, "text": text}
    rest = {"net_arr": net_arr, "day": day, "by": by, "at": at}
    adding = insert(OUTCOMES).values(where | what | rest).returning(OUTCOMES)
    return read(Outcome, session.connection().execute(adding).one())


def latest(
    session: Session, workspace: str, ends: tuple[date, date]
) -> dict[Kind, dict[Key, Outcome]]:
    """What holds of each opportunity, for the periods that end in these days."""
    query = select(OUTCOMES).where(
        OUTCOMES.c.workspace == workspace, OUTCOMES.c.ends.between(*ends)
    )
    found: dict[Kind, dict[Key, Outcome]] = {"reason": {}, "mark": {}}
    for row in session.connection().execute(query.order_by(OUTCOMES.c.id)):
        told = read(Outcome, row)
        found[told.kind][told.starts, told.ends, told.opportunity] = told
    return found


def hold(
    session: Session, workspace: str, manager: str, period: Period, by: str, at: datetime
) -> bool:
    """Whether it was not held before."""
    values: dict[str, Any] = {"workspace": workspace, "manager": manager, "by": by, "at": at}
    values |= {"starts": period[0], "ends": period[1]}
    return upserts.run(session, HELD_ONCE, values).rowcount == 1


def unhold(session: Session, workspace: str, manager: str, period: Period) -> None:
    mine = (LOOKBACKS.c.workspace == workspace, LOOKBACKS.c.manager == manager)
    days = (LOOKBACKS.c.starts == period[0], LOOKBACKS.c.ends == period[1])
    session.connection().execute(delete(LOOKBACKS).where(*mine, *days))


def held(session: Session, workspace: str, period: Period) -> dict[str, Held]:
    """By the manager."""
    mine = (LOOKBACKS.c.workspace == workspace, LOOKBACKS.c.starts == period[0])
    query = select(LOOKBACKS).where(*mine, LOOKBACKS.c.ends == period[1])
    return {row.manager: Held(row.by, row.at) for row in session.connection().execute(query)}
