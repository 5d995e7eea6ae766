"""Owners' opportunities as plans, boards and panels read them: what is open, what was won."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, case, extract, func, or_, select
from sqlalchemy.orm import Session

from storage.columns import OPEN
from storage.opportunities import AT_ONCE, OPPORTUNITIES, Opportunity, inside, those
from storage.rows import among

C = OPPORTUNITIES.c
DAY = extract("day", C.close_date)
SINCE = case((DAY == 1, func.coalesce(C.close_date_set_at, C.created_at))).label("since")
ALIKE = (C.owner, C.close_date, SINCE, C.compelling_event, C.quote_sent, C.kind)


@dataclass(frozen=True, slots=True)
class Closing:
    """Open ones of one owner whose close dates are judged alike, and how many they are.

    `since` is when a date on the first of a month was set: on any other day nobody asks.
    """

    owner: str
    close_date: date | None
    since: datetime | None
    compelling_event: bool | None
    quote_sent: bool | None
    kind: str
    count: int


def open_of(session: Session, workspace: str, owner: str) -> list[Opportunity]:
    """The soonest close date first, those without one last."""
    return open_of_many(session, workspace, (owner,))[owner]


def open_of_many(
    session: Session, workspace: str, owners: Collection[str]
) -> dict[str, list[Opportunity]]:
    """A list for everyone who was asked about, be it an empty one."""
    return _owned(session, workspace, owners)


def to_watch(
    session: Session, workspace: str, owners: Collection[str], before: date
) -> dict[str, list[Opportunity]]:
    """The open ones with a close date before that day, or on the first of a month."""
    return _owned(session, workspace, owners, or_(C.close_date < before, DAY == 1))


def closings(session: Session, workspace: str, owners: Collection[str]) -> Iterator[Closing]:
    """All of their open ones, alike ones counted in the database."""
    for theirs in _open_of(session, workspace, owners):
        query = select(*ALIKE, func.count()).where(theirs).group_by(*ALIKE)
        yield from (Closing(*row) for row in session.connection().execute(query).all())


def owning(session: Session, workspace: str, people: Collection[str]) -> set[str]:
    """Who of them owns an open one."""
    found = set[str]()
    for theirs in _open_of(session, workspace, people):
        found.update(
            session.connection().execute(select(C.owner).where(theirs).distinct()).scalars()
        )
    return found


def last_changes(session: Session, workspace: str, owners: Sequence[str]) -> dict[str, datetime]:
    """When any of their open ones was last changed, by owner; nothing for who owns none."""
    found: dict[str, datetime] = {}
    latest = select(C.owner, func.max(C.changed_at)).group_by(C.owner)
    for theirs in _open_of(session, workspace, owners):
        rows = session.connection().execute(latest.where(theirs))
        found |= {str(owner): changed for owner, changed in rows}
    return found


def _owned(
    session: Session, workspace: str, owners: Collection[str], *more: ColumnElement[bool]
) -> dict[str, list[Opportunity]]:
    found: dict[str, list[Opportunity]] = {owner: [] for owner in owners}
    for theirs in _open_of(session, workspace, found):
        for each in those(session, and_(theirs, *more)):
            found[str(each.owner)].append(each)
    return found


def won_between(session: Session, workspace: str, first: date, last: date) -> list[Opportunity]:
    """What closed on one of these days, as far as its close date says."""
    closed = C.close_date.between(first, last)
    return those(session, inside(workspace, C.state == "won", closed))


def won_since(
    session: Session, workspace: str, owners: Collection[str], since: date
) -> list[Opportunity]:
    """Those of these owners that closed on that day or later, the first to close first."""
    found = list[Opportunity]()
    won = inside(workspace, C.state == "won", C.close_date >= since)
    for some in _some_of(session, owners):
        found.extend(those(session, and_(won, some)))
    return found


def _open_of(
    session: Session, workspace: str, owners: Collection[str]
) -> Iterator[ColumnElement[bool]]:
    for some in _some_of(session, owners):
        yield inside(workspace, C.state == OPEN, some)


def _some_of(session: Session, owners: Collection[str]) -> Iterator[ColumnElement[bool]]:
    every = list(owners)
    for at in range(0, len(every), AT_ONCE):
        yield among(session, C.owner, every[at : at + AT_ONCE])
