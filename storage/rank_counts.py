"""What of many ranks lacks something or is due, counted by the database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from storage.columns import OPEN
from storage.opportunities import OPPORTUNITIES
from storage.ranks import AT_ONCE, RANKS, Pair, inside, some_of
from storage.rows import among


@dataclass(frozen=True, slots=True)
class Asks:
    """What is looked for: pairs of segment and rank that need users, or a contact since a day;
    ranks from before `year` are of another fiscal year."""

    with_users: Sequence[Pair]
    with_contact: Collection[Pair]
    year: date
    met_by: date
    """Whoever was not met since that day or before is due."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one owner: how many have each rank, lack something, or are due."""

    ranks: Mapping[str, int]
    lacking: int
    due: int


def tallies(
    session: Session, workspace: str, owners: Collection[str], asks: Asks
) -> dict[str, Tally]:
    """Of each owner who has ranked any; counted by the database."""
    lacks = func.sum(case((_lacking(asks), 1), else_=0))
    due = func.sum(case((_due(asks), 1), else_=0))
    found: dict[str, Tally] = {}
    for some in some_of(session, owners):
        query = select(RANKS.c.owner, RANKS.c.rank, func.count(), lacks, due).where(
            inside(workspace, some)
        )
        rows = session.connection().execute(query.group_by(RANKS.c.owner, RANKS.c.rank))
        for owner, rank, count, lacking, late in rows:
            known = found.get(owner, Tally({}, 0, 0))
            ranks = {**known.ranks, rank: count}
            found[owner] = Tally(ranks, known.lacking + int(lacking), known.due + int(late))
    return found


def contact_days(
    session: Session,
    workspace: str,
    owners: Collection[str],
    pairs: Collection[Pair],
    between: tuple[date, date],
) -> dict[str, dict[date, int]]:
    """By owner: from which days a month counts, and for how many accounts."""
    found: dict[str, dict[date, int]] = {}
    met_since = and_(RANKS.c.since.between(*between), _of_pairs(pairs))
    for some in some_of(session, owners):
        query = select(RANKS.c.owner, RANKS.c.since, func.count())
        query = query.where(inside(workspace, some, met_since))
        rows = session.connection().execute(query.group_by(RANKS.c.owner, RANKS.c.since))
        for owner, since, count in rows:
            found.setdefault(owner, {})[since] = count
    return found


def lacking(session: Session, workspace: str, owners: Collection[str], asks: Asks) -> set[str]:
    """Owners of any rank that lacks something."""
    found: set[str] = set()
    for some in some_of(session, owners):
        query = select(RANKS.c.owner).where(inside(workspace, some, _lacking(asks))).distinct()
        found.update(row[0] for row in session.connection().execute(query))
    return found


def without_rank(session: Session, workspace: str, owners: Collection[str]) -> set[str]:
    """Owners of an open opportunity whose account they seem not to have ranked.

    Databases fold letters less well than we do: who is told looks once more.
    """
    deal, found = OPPORTUNITIES.c, set[str]()
    ranked = exists().where(
        RANKS.c.workspace == deal.workspace,
        RANKS.c.owner == deal.owner,
        RANKS.c.folded == func.lower(func.trim(deal.account)),
    )
    mine = and_(deal.workspace == workspace, deal.state == OPEN, deal.account != "")
    for at in range(0, len(wanted := list(owners)), AT_ONCE):
        theirs = among(session, deal.owner, wanted[at : at + AT_ONCE])
        query = select(deal.owner).where(mine, theirs, ~ranked).distinct()
        found.update(row[0] for row in session.connection().execute(query))
    return found


def _lacking(asks: Asks) -> ColumnElement[bool]:
    unsaid = and_(RANKS.c.reason == "", RANKS.c.notes == "")
    empty = and_(RANKS.c.users.is_(None), _of_pairs(asks.with_users))
    return or_(unsaid, empty, RANKS.c.ranked_on < asks.year)


def _due(asks: Asks) -> ColumnElement[bool]:
    return and_(RANKS.c.since <= asks.met_by, _of_pairs(asks.with_contact))


def _of_pairs(pairs: Collection[Pair]) -> ColumnElement[bool]:
    those = [and_(RANKS.c.segment == segment, RANKS.c.rank == rank) for segment, rank in pairs]
    return or_(*those) if those else RANKS.c.id < 0
