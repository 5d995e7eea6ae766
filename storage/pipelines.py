"""Owners' opportunities as plans, boards and panels read them: what is open, what was won."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, extract, func, or_, select
from sqlalchemy.orm import Session

from storage.columns import OPEN
from storage.opportunities import AT_ONCE, OPPORTUNITIES, Opportunity, inside, those
from storage.rows import among


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
    dated = OPPORTUNITIES.c.close_date
    return _owned(session, workspace, owners, or_(dated < before, extract("day", dated) == 1))


def last_changes(session: Session, workspace: str, owners: Sequence[str]) -> dict[str, datetime]:
    """When any of their open ones was last changed, by owner; nothing for who owns none."""
    found: dict[str, datetime] = {}
    latest = select(OPPORTUNITIES.c.owner, func.max(OPPORTUNITIES.c.changed_at))
    for at in range(0, len(owners), AT_ONCE):
        some = among(session, OPPORTUNITIES.c.owner, owners[at : at + AT_ONCE])
        theirs = latest.where(inside(workspace, OPPORTUNITIES.c.state == OPEN, some))
        rows = session.connection().execute(theirs.group_by(OPPORTUNITIES.c.owner))
        found |= {str(owner): changed for owner, changed in rows}
    return found


def _owned(
    session: Session, workspace: str, owners: Collection[str], *more: ColumnElement[bool]
) -> dict[str, list[Opportunity]]:
    found: dict[str, list[Opportunity]] = {owner: [] for owner in owners}
    for at in range(0, len(found), AT_ONCE):
        some = among(session, OPPORTUNITIES.c.owner, list(found)[at : at + AT_ONCE])
        for each in those(session, inside(workspace, OPPORTUNITIES.c.state == OPEN, some, *more)):
            found[str(each.owner)].append(each)
    return found


def won_between(session: Session, workspace: str, first: date, last: date) -> list[Opportunity]:
    """What closed on one of these days, as far as its close date says."""
    closed = OPPORTUNITIES.c.close_date.between(first, last)
    return those(session, inside(workspace, OPPORTUNITIES.c.state == "won", closed))


def won_since(
    session: Session, workspace: str, owners: Collection[str], since: date
) -> list[Opportunity]:
    """Those of these owners that closed on that day or later, the first to close first."""
    every, found = list(owners), list[Opportunity]()
    won = and_(OPPORTUNITIES.c.state == "won", OPPORTUNITIES.c.close_date >= since)
    for at in range(0, len(every), AT_ONCE):
        some = among(session, OPPORTUNITIES.c.owner, every[at : at + AT_ONCE])
        found.extend(those(session, inside(workspace, won, some)))
    return found
