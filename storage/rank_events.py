"""What became of ranks, and the talks that were logged: kept by owner and account."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Index,
    UniqueConstraint,
    and_,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from policies.ranking import Contact, Move, Talk, folded
from storage import upserts
from storage.columns import Base, Document, Serial, Spelt, table_of
from storage.rows import among

WAY = Spelt(str, Contact)
AT_ONCE = 500
MOVED, RETURNED = "moved", "returned"
"""The source of a move by which an owner gives an account up, or has it again."""
Pair = tuple[str, str]


class RankMoveRow(Base):
    """Only ever added to; it stays when the rank is removed. `was` is a rank that was given up."""

    __tablename__ = "rank_moves"
    __table_args__ = (Index("ix_rank_moves_account", "workspace", "folded", "id"),)

    id: Mapped[Serial]
    workspace: Mapped[str]
    owner: Mapped[str]
    folded: Mapped[str]
    account: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    why: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    source: Mapped[str]
    was: Mapped[dict[str, Any] | None]


class RankTalkRow(Base):
    """One of a kind in a day."""

    __tablename__ = "rank_talks"
    __table_args__ = (
        UniqueConstraint("workspace", "owner", "folded", "day", "way"),
        CheckConstraint("way IN ('talk', 'inform')", name="way"),
    )

    id: Mapped[Serial]
    workspace: Mapped[str]
    owner: Mapped[str]
    folded: Mapped[str]
    account: Mapped[str]
    day: Mapped[date]
    way: Mapped[Contact] = mapped_column(WAY)
    note: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]


MOVES = table_of(RankMoveRow)
TALKS = table_of(RankTalkRow)
MOVE_COLUMNS = [MOVES.c[name] for name in Move.__slots__]
TALK_COLUMNS = [TALKS.c[name] for name in Talk.__slots__]


def add_move(session: Session, workspace: str, owner: str, move: Move) -> None:
    session.connection().execute(insert(MOVES).values(moved(workspace, owner, move)))


def give_up(session: Session, workspace: str, owner: str, move: Move, was: Document) -> None:
    row = moved(workspace, owner, move) | {"was": dict(was)}
    session.connection().execute(insert(MOVES).values(row))


def given_up(
    session: Session, workspace: str, owner: str, account: str, since: datetime
) -> Document | None:
    """The rank that the account had when it changed hands, if nothing became of it after that."""
    query = select(MOVES.c.source, MOVES.c.at, MOVES.c.was)
    mine = query.where(_one(MOVES, workspace, owner, account)).order_by(MOVES.c.id.desc())
    row = session.connection().execute(mine.limit(1)).first()
    if row is None or row.source != MOVED or row.at < since:
        return None
    was: Document | None = row.was
    return was


def add_moves(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        session.connection().execute(insert(MOVES), list(rows))


def moved(workspace: str, owner: str, move: Move) -> dict[str, Any]:
    values = {name: getattr(move, name) for name in Move.__slots__}
    return values | {"workspace": workspace, "owner": owner, "folded": folded(move.account)}


def moves(session: Session, workspace: str, owner: str, account: str) -> list[Move]:
    """The newest first."""
    query = select(*MOVE_COLUMNS).where(_one(MOVES, workspace, owner, account))
    rows = session.connection().execute(query.order_by(MOVES.c.id.desc()))
    return [Move(*row) for row in rows]


def former(session: Session, workspace: str, owner: str, account: str) -> tuple[str, str] | None:
    """Whose the account was last before it changed hands, and the rank that it had there."""
    same = and_(MOVES.c.workspace == workspace, MOVES.c.folded == folded(account))
    given_up = and_(same, MOVES.c.owner != owner, MOVES.c.source == MOVED)
    query = select(MOVES.c.owner, MOVES.c.before).where(given_up).order_by(MOVES.c.id.desc())
    row = session.connection().execute(query.limit(1)).first()
    return (row[0], row[1]) if row else None


def log(session: Session, values: Mapping[str, Any]) -> int | None:
    """Its number; None if one of that kind is there for that day."""
    table = upserts.INSERTS[session.get_bind().dialect.name](TALKS)
    row = dict(values) | {"folded": folded(str(values["account"]))}
    adding = table.values(row).on_conflict_do_nothing().returning(TALKS.c.id)
    return session.connection().execute(adding).scalar()


def log_all(session: Session, rows: Sequence[Mapping[str, Any]]) -> dict[Pair, int]:
    """The numbers of those that were not there, by owner and folded account."""
    if not rows:
        return {}
    table = upserts.INSERTS[session.get_bind().dialect.name](TALKS)
    full = [dict(row) | {"folded": folded(str(row["account"]))} for row in rows]
    adding = table.on_conflict_do_nothing().returning(TALKS.c.owner, TALKS.c.folded, TALKS.c.id)
    found = session.connection().execute(adding, full)
    return {(owner, key): id for owner, key, id in found}


def find_talk(session: Session, workspace: str, id: int) -> tuple[str, Talk] | None:
    """With the owner of its account."""
    query = select(TALKS.c.owner, *TALK_COLUMNS).where(
        TALKS.c.workspace == workspace, TALKS.c.id == id
    )
    row = session.connection().execute(query).first()
    return (row[0], Talk(*row[1:])) if row else None


def forget_talk(session: Session, workspace: str, id: int) -> bool:
    gone = delete(TALKS).where(TALKS.c.workspace == workspace, TALKS.c.id == id)
    return session.connection().execute(gone).rowcount == 1


def forget_talks(session: Session, workspace: str, ids: Sequence[int]) -> None:
    for at in range(0, len(ids), AT_ONCE):
        some = TALKS.c.id.in_(ids[at : at + AT_ONCE])
        session.connection().execute(delete(TALKS).where(TALKS.c.workspace == workspace, some))


def talks(session: Session, workspace: str, owner: str, account: str) -> list[Talk]:
    """The latest day first."""
    query = select(*TALK_COLUMNS).where(_one(TALKS, workspace, owner, account))
    rows = session.connection().execute(query.order_by(TALKS.c.day.desc(), TALKS.c.id.desc()))
    return [Talk(*row) for row in rows]


def latest(session: Session, workspace: str, owners: Collection[str]) -> dict[Pair, date]:
    """The last day of any talk, by owner and folded account."""
    found: dict[Pair, date] = {}
    for at in range(0, len(wanted := list(owners)), AT_ONCE):
        theirs = among(session, TALKS.c.owner, wanted[at : at + AT_ONCE])
        query = select(TALKS.c.owner, TALKS.c.folded, func.max(TALKS.c.day)).where(
            TALKS.c.workspace == workspace, theirs
        )
        rows = session.connection().execute(query.group_by(TALKS.c.owner, TALKS.c.folded))
        found |= {(owner, key): day for owner, key, day in rows}
    return found


def _one(table: Any, workspace: str, owner: str, account: str) -> ColumnElement[bool]:
    same = table.c.folded == folded(account)
    return and_(table.c.workspace == workspace, table.c.owner == owner, same)
