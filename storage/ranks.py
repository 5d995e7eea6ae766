"""Ranks of accounts, each of one owner, and the accounts that are known without one."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Index,
    UniqueConstraint,
    and_,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session

from policies.ranking import Ranked, folded
from storage.columns import OPEN, Base, Number, Serial, table_of
from storage.opportunities import OPPORTUNITIES
from storage.people import PEOPLE
from storage.rows import among

AT_ONCE = 500
Pair = tuple[str, str]


class RankRow(Base):
    """`folded` is the account as it is the same one."""

    __tablename__ = "account_ranks"
    __table_args__ = (
        UniqueConstraint("workspace", "owner", "folded"),
        Index("ix_account_ranks_since", "workspace", "owner", "since"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    owner: Mapped[str]
    folded: Mapped[str]
    account: Mapped[str]
    segment: Mapped[str]
    rank: Mapped[str]
    reason: Mapped[str]
    users: Mapped[Number | None]
    notes: Mapped[str]
    ranked_on: Mapped[date]
    ranked_by: Mapped[str]
    ranked_at: Mapped[datetime]
    talked_on: Mapped[date | None]
    since: Mapped[date]


RANKS = table_of(RankRow)
KEPT = [field.name for field in fields(Ranked)]
COLUMNS = [RANKS.c[name] for name in KEPT]
ORDER = (RANKS.c.rank, RANKS.c.folded)


def hold(session: Session, workspace: str, owner: str) -> None:
    """Nobody else ranks an account of theirs before this transaction ends."""
    one = and_(PEOPLE.c.workspace == workspace, PEOPLE.c.id == owner)
    session.connection().execute(select(PEOPLE.c.id).where(one).with_for_update()).all()


def find(session: Session, workspace: str, id: int) -> Ranked | None:
    return next(iter(_those(session, inside(workspace, RANKS.c.id == id))), None)


def of_account(session: Session, workspace: str, owner: str, account: str) -> Ranked | None:
    one = inside(workspace, RANKS.c.owner == owner, RANKS.c.folded == folded(account))
    return next(iter(_those(session, one)), None)


def of_ids(session: Session, workspace: str, ids: Collection[int]) -> list[Ranked]:
    return _those(session, inside(workspace, RANKS.c.id.in_(ids))) if ids else []


def of_people(session: Session, workspace: str, owners: Collection[str]) -> list[Ranked]:
    """The best rank first, then by the account's name."""
    found: list[Ranked] = []
    for some in some_of(session, owners):
        found.extend(_those(session, inside(workspace, some)))
    return found


def put(session: Session, values: Mapping[str, Any]) -> Ranked:
    """Add it, or write over the one of the same owner and account, whose owner is on `hold`."""
    workspace, owner, account = (str(values[name]) for name in ("workspace", "owner", "account"))
    kept = of_account(session, workspace, owner, account)
    row = dict(values) | {"folded": folded(account)}
    if kept is None:
        adding = insert(RANKS).values(row).returning(*COLUMNS)
        return Ranked(*session.connection().execute(adding).one())
    changing = update(RANKS).where(RANKS.c.id == kept.id).values(row).returning(*COLUMNS)
    return Ranked(*session.connection().execute(changing).one())


def put_all(session: Session, rows: Sequence[Mapping[str, Any]], ids: Mapping[Pair, int]) -> None:
    """Many at once; `ids` are of those that are there, by owner and folded account."""
    full = [dict(row) | {"folded": folded(str(row["account"]))} for row in rows]
    fresh = [row for row in full if (row["owner"], row["folded"]) not in ids]
    known = [row | {"at": ids[row["owner"], row["folded"]]} for row in full
             if (row["owner"], row["folded"]) in ids]  # fmt: skip
    if fresh:
        session.connection().execute(insert(RANKS), fresh)
    if known:
        names = [name for name in known[0] if name != "at"]
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
        given = [{"at": row["at"], **{f"new_{name}": row[name] for name in names}} for row in known]
        changing = update(RANKS).where(RANKS.c.id == bindparam("at")).values(values)
        session.connection().execute(changing, given)


def remove(session: Session, workspace: str, ids: Sequence[int]) -> None:
    for at in range(0, len(ids), AT_ONCE):
        gone = RANKS.c.id.in_(ids[at : at + AT_ONCE])
        session.connection().execute(delete(RANKS).where(RANKS.c.workspace == workspace, gone))


def met(session: Session, one: Ranked, talked_on: date | None, since: date) -> None:
    values = {"talked_on": talked_on, "since": since}
    session.connection().execute(update(RANKS).where(RANKS.c.id == one.id).values(values))


def search(
    session: Session, workspace: str, owners: Collection[str], words: str, limit: int
) -> list[Ranked]:
    """Those of these owners whose account has every word."""
    wanted = [RANKS.c.folded.contains(each, autoescape=True) for each in folded(words).split()]
    theirs = among(session, RANKS.c.owner, owners)
    query = select(*COLUMNS).where(inside(workspace, theirs, *wanted)).order_by(*ORDER).limit(limit)
    return [Ranked(*row) for row in session.connection().execute(query)]


def named(session: Session, workspace: str, owners: Collection[str], account: str) -> list[Ranked]:
    """Of that very account, whoever of these has it."""
    found: list[Ranked] = []
    for some in some_of(session, owners):
        found.extend(_those(session, inside(workspace, some, RANKS.c.folded == folded(account))))
    return found


def keys(session: Session, workspace: str, owners: Collection[str]) -> set[Pair]:
    """Owner and folded account of all that are ranked."""
    found: set[Pair] = set()
    for some in some_of(session, owners):
        query = select(RANKS.c.owner, RANKS.c.folded).where(inside(workspace, some))
        found.update((row[0], row[1]) for row in session.connection().execute(query))
    return found


def known_accounts(
    session: Session, workspace: str, owners: Collection[str], words: str = ""
) -> dict[str, dict[str, str]]:
    """By owner: the accounts of their open opportunities, as they are spelt, by folded name.

    With `words`, only those that may have all of them.
    """
    deal = OPPORTUNITIES.c
    wanted_words = [deal.folded.contains(each, autoescape=True) for each in folded(words).split()]
    found: dict[str, dict[str, str]] = {}
    mine = and_(deal.workspace == workspace, deal.state == OPEN, deal.account != "")
    for at in range(0, len(wanted := list(owners)), AT_ONCE):
        theirs = among(session, deal.owner, wanted[at : at + AT_ONCE])
        query = select(deal.owner, deal.account).where(mine, theirs, *wanted_words).distinct()
        for owner, account in session.connection().execute(query.order_by(deal.account)):
            found.setdefault(owner, {}).setdefault(folded(account), " ".join(account.split()))
    return found


def owners_of(session: Session, workspace: str, account: str) -> set[str]:
    """Who owns an opportunity of the account that is not gone, as it is spelt there."""
    deal = OPPORTUNITIES.c
    mine = and_(deal.workspace == workspace, deal.account == account, deal.state != "gone")
    rows = session.connection().execute(select(deal.owner).where(mine).distinct())
    return {row[0] for row in rows if row[0]}


def inside(workspace: str, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(RANKS.c.workspace == workspace, *more)


def some_of(session: Session, owners: Collection[str]) -> Iterator[ColumnElement[bool]]:
    wanted = list(owners)
    for at in range(0, len(wanted), AT_ONCE):
        yield among(session, RANKS.c.owner, wanted[at : at + AT_ONCE])


def _those(session: Session, which: ColumnElement[bool]) -> list[Ranked]:
    query = select(*COLUMNS).where(which).order_by(*ORDER)
    return [Ranked(*row) for row in session.connection().execute(query)]
