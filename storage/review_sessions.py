"""Red/Green sessions as they are held: who sits with whom on which day, and where they stand."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import (
    CheckConstraint,
    Index,
    Select,
    UniqueConstraint,
    func,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session

from storage import upserts
from storage.columns import OPEN, Base, Number, Serial, table_of
from storage.rows import read

State = Literal["open", "ended"]


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session of a manager with one account executive; of each there is one in a day.

    `day` and the period's days are the manager's. `room` names the people, with commas, whose
    group DM the card is posted in, `posting` how often it has been posted; `review` is the one
    that is talked about. `ended_by` is empty where the bot closed it at the end of the day.
    """

    id: int
    workspace: str
    manager: str
    ae: str
    day: date
    starts: date
    ends: date
    edition: str
    state: State
    room: str
    posting: int
    review: int | None
    opened_at: datetime
    opened_by: str
    pressed_at: datetime
    ended_at: datetime | None
    ended_by: str

    @property
    def letter(self) -> str:
        """The key of the letter that posts its card."""
        return f"redgreen/{self.id}/card/{self.posting}"


class SittingRow(Base):
    __tablename__ = "review_sessions"
    __table_args__ = (
        UniqueConstraint("workspace", "ae", "day"),
        Index("ix_review_sessions_manager", "workspace", "manager", "day"),
        Index("ix_review_sessions_state", "workspace", "state", "day"),
        CheckConstraint("state IN ('open', 'ended')", name="state"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    manager: Mapped[str]
    ae: Mapped[str]
    day: Mapped[date]
    starts: Mapped[date]
    ends: Mapped[date]
    edition: Mapped[str]
    state: Mapped[str]
    room: Mapped[str]
    posting: Mapped[int]
    review: Mapped[Number | None]
    opened_at: Mapped[datetime]
    opened_by: Mapped[str]
    pressed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str]


SITTINGS = table_of(SittingRow)
ONCE = upserts.once(SITTINGS)


def open_one(
    session: Session,
    *,
    workspace: str,
    manager: str,
    ae: str,
    day: date,
    period: tuple[date, date],
    edition: str,
    at: datetime,
) -> tuple[Sitting, bool]:
    """The session of that day, and whether it is new: of two who start it one does."""
    values = {"workspace": workspace, "ae": ae, "day": day}
    new = {"manager": manager, "starts": period[0], "ends": period[1], "edition": edition}
    opened = {"opened_at": at, "opened_by": manager, "pressed_at": at, "state": "open"}
    rest = {"room": "", "posting": 0, "review": None, "ended_at": None, "ended_by": ""}
    is_new = upserts.run(session, ONCE, values | new | opened | rest).rowcount == 1
    query = select(SITTINGS)
    for name, value in values.items():
        query = query.where(SITTINGS.c[name] == value)
    return _sittings(session, query.with_for_update())[0], is_new


def find(session: Session, workspace: str, id: int) -> Sitting | None:
    return next(iter(_sittings(session, _one(workspace, id))), None)


def lock(session: Session, workspace: str, id: int) -> Sitting | None:
    """The session, which nobody else changes before this transaction ends."""
    return next(iter(_sittings(session, _one(workspace, id).with_for_update())), None)


def change(session: Session, sitting: Sitting, **values: Any) -> Sitting:
    changing = update(SITTINGS).where(SITTINGS.c.id == sitting.id).values(values)
    return read(Sitting, session.connection().execute(changing.returning(SITTINGS)).one())


def on(session: Session, workspace: str, day: date, aes: Collection[str]) -> dict[str, Sitting]:
    """The day's sessions of these account executives, by their id."""
    query = _all(workspace).where(SITTINGS.c.day == day, SITTINGS.c.ae.in_(aes))
    return {each.ae: each for each in _sittings(session, query)}


def held_by(session: Session, workspace: str, manager: str, day: date) -> list[Sitting]:
    query = _all(workspace).where(SITTINGS.c.manager == manager, SITTINGS.c.day == day)
    return _sittings(session, query.order_by(SITTINGS.c.id))


def since(session: Session, workspace: str, day: date, managers: Collection[str]) -> list[Sitting]:
    """What these managers have held from that day on."""
    query = _all(workspace).where(SITTINGS.c.day >= day, SITTINGS.c.manager.in_(managers))
    return _sittings(session, query) if managers else []


def still_open(session: Session, workspace: str) -> list[Sitting]:
    return _sittings(session, _all(workspace).where(SITTINGS.c.state == OPEN))


def last_before(
    session: Session, workspace: str, aes: Collection[str], day: date
) -> dict[str, Sitting]:
    """The last session of each of them before that day."""
    latest = (
        select(SITTINGS.c.ae, func.max(SITTINGS.c.day).label("day"))
        .where(SITTINGS.c.workspace == workspace, SITTINGS.c.ae.in_(aes), SITTINGS.c.day < day)
        .group_by(SITTINGS.c.ae)
        .subquery()
    )
    both = (SITTINGS.c.ae == latest.c.ae) & (SITTINGS.c.day == latest.c.day)
    found = _sittings(session, select(SITTINGS).join(latest, both).where(_mine(workspace)))
    return {each.ae: each for each in found}


def in_period(
    session: Session, workspace: str, starts: date, ends: date, aes: Collection[str] | None = None
) -> list[Sitting]:
    """Those whose period is this one, oldest first."""
    query = _all(workspace).where(SITTINGS.c.starts == starts, SITTINGS.c.ends == ends)
    if aes is not None:
        query = query.where(SITTINGS.c.ae.in_(aes))
    return _sittings(session, query.order_by(SITTINGS.c.day, SITTINGS.c.id))


def of_ids(session: Session, ids: Collection[int]) -> dict[int, Sitting]:
    found = _sittings(session, select(SITTINGS).where(SITTINGS.c.id.in_(ids))) if ids else []
    return {each.id: each for each in found}


def end(session: Session, sitting: Sitting, by: str, at: datetime) -> Sitting | None:
    """None if it was ended before."""
    mine = update(SITTINGS).where(SITTINGS.c.id == sitting.id, SITTINGS.c.state == OPEN)
    ended = mine.values(state="ended", ended_at=at, ended_by=by)
    row = session.connection().execute(ended.returning(SITTINGS)).first()
    return None if row is None else read(Sitting, row)


def _mine(workspace: str) -> Any:
    return SITTINGS.c.workspace == workspace


def _all(workspace: str) -> Select[Any]:
    return select(SITTINGS).where(_mine(workspace))


def _one(workspace: str, id: int) -> Select[Any]:
    return _all(workspace).where(SITTINGS.c.id == id)


def _sittings(session: Session, query: Select[Any]) -> list[Sitting]:
    return [read(Sitting, row) for row in session.connection().execute(query)]
