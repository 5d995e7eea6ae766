"""A staged import done: a few statements over pieces of its rows, in the caller's transaction."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, insert, literal, null, select, update
from sqlalchemy.orm import Session

from storage.import_rows import CHANGED, GONE, NEW, NOTED, STAGED, STEPS
from storage.imports import Import
from storage.opportunities import OPPORTUNITIES
from storage.opportunity_changes import CHANGES, TRACKED

PIECE = 5_000
"""Rows in a statement, which may take two seconds."""
HISTORY = ("workspace", "opportunity", "field", "before", "after", "at", "by", "source")


class _Outdated(Exception):
    """Somebody changed an opportunity after the import was compared with it."""


def apply(
    session: Session, import_: Import, *, whole: bool, by: str, at: datetime, source: str
) -> bool:
    """All of it, or nothing and False if what it was compared with is no longer so."""
    if _is_outdated(session, import_):
        return False
    who = (literal(at, CHANGES.c.at.type), literal(by), literal(source))
    try:
        with session.begin_nested():
            _apply(session, import_, whole, who, at)
    except _Outdated:
        return False
    return True


def _apply(
    session: Session, import_: Import, whole: bool, who: tuple[Any, ...], at: datetime
) -> None:
    for piece in _pieces(session, import_):
        _add(session, piece, at)
        _begin_history(session, piece, who)
        _change(session, piece, at)
        _note(session, piece)
        if whole:
            _remove(session, piece, who, at)
    _continue_history(session, import_, who)


def _is_outdated(session: Session, import_: Import) -> bool:
    """Changed or removed since, or there already."""
    touched = STAGED.c.action.in_((CHANGED, NOTED, GONE))
    by_id = and_(STAGED.c.opportunity == OPPORTUNITIES.c.id, touched)
    changed = and_(by_id, STAGED.c.version != OPPORTUNITIES.c.version)
    there = and_(
        STAGED.c.action == NEW,
        STAGED.c.workspace == OPPORTUNITIES.c.workspace,
        STAGED.c.ref == OPPORTUNITIES.c.ref,
    )
    for found in (changed, there):
        query = select(STAGED.c.id).where(STAGED.c.import_id == import_.id, found).limit(1)
        if session.connection().execute(query).first():
            return True
    return False


def _pieces(session: Session, import_: Import) -> Iterator[ColumnElement[bool]]:
    own = STAGED.c.import_id == import_.id
    ends = select(func.min(STAGED.c.id), func.max(STAGED.c.id)).where(own)
    first, last = session.connection().execute(ends).one()
    if first is None:
        return
    for start in range(first, last + 1, PIECE):
        yield and_(own, STAGED.c.id >= start, STAGED.c.id < start + PIECE)


def _add(session: Session, piece: ColumnElement[bool], at: datetime) -> None:
    now = literal(at, OPPORTUNITIES.c.created_at.type)
    dated = case((STAGED.c.close_date.is_not(None), now), else_=null())
    copied = ("workspace", "ref", *TRACKED, "folded", "reported")
    given = {
        "created_at": now,
        "changed_at": now,
        "version": literal(1),
        "close_date_set_at": dated,
    }
    rows = select(*(STAGED.c[name] for name in copied), *given.values())
    rows = rows.where(piece, STAGED.c.action == NEW).order_by(STAGED.c.id)
    session.connection().execute(insert(OPPORTUNITIES).from_select([*copied, *given], rows))


def _begin_history(session: Session, piece: ColumnElement[bool], who: tuple[Any, ...]) -> None:
    same = and_(
        OPPORTUNITIES.c.workspace == STAGED.c.workspace, OPPORTUNITIES.c.ref == STAGED.c.ref
    )
    rows = select(
        STAGED.c.workspace, OPPORTUNITIES.c.id, literal("state"), null(), STAGED.c.state, *who
    )
    rows = rows.where(piece, STAGED.c.action == NEW, same)
    session.connection().execute(insert(CHANGES).from_select(HISTORY, rows))


def _change(session: Session, piece: ColumnElement[bool], at: datetime) -> None:
    now = literal(at, OPPORTUNITIES.c.changed_at.type)
    moved = STAGED.c.close_date.is_distinct_from(OPPORTUNITIES.c.close_date)
    set_at = case(
        (and_(moved, STAGED.c.close_date.is_(None)), null()),
        (moved, now),
        else_=OPPORTUNITIES.c.close_date_set_at,
    )
    values = {name: STAGED.c[name] for name in (*TRACKED, "folded", "reported")}
    own = {"close_date_set_at": set_at, "changed_at": now, "version": STAGED.c.version + 1}
    _update(session, and_(piece, STAGED.c.action == CHANGED), values | own)


def _note(session: Session, piece: ColumnElement[bool]) -> None:
    _update(session, and_(piece, STAGED.c.action == NOTED), {"reported": STAGED.c.reported})


def _remove(
    session: Session, piece: ColumnElement[bool], who: tuple[Any, ...], at: datetime
) -> None:
    gone = and_(piece, STAGED.c.action == GONE)
    now = literal(at, OPPORTUNITIES.c.changed_at.type)
    rows = select(
        STAGED.c.workspace,
        STAGED.c.opportunity,
        literal("state"),
        literal("open"),
        literal("gone"),
        *who,
    ).where(gone)
    session.connection().execute(insert(CHANGES).from_select(HISTORY, rows))
    values = {"state": "gone", "changed_at": now, "version": STAGED.c.version + 1}
    _update(session, gone, values)


def _update(session: Session, rows: ColumnElement[bool], values: dict[str, Any]) -> None:
    """Raises _Outdated if one of them is not as it was when it was compared."""
    same = and_(
        OPPORTUNITIES.c.id == STAGED.c.opportunity, OPPORTUNITIES.c.version == STAGED.c.version
    )
    changing = update(OPPORTUNITIES).where(same, rows).values(values)
    done = session.connection().execute(changing).rowcount
    wanted = select(func.count()).select_from(STAGED).where(rows)
    if done != session.connection().execute(wanted).scalar_one():
        raise _Outdated


def _continue_history(session: Session, import_: Import, who: tuple[Any, ...]) -> None:
    own = STEPS.c.import_id == import_.id
    ends = select(func.min(STEPS.c.id), func.max(STEPS.c.id)).where(own)
    first, last = session.connection().execute(ends).one()
    copied = [STEPS.c[name] for name in HISTORY[:5]]
    for start in range(first or 1, (last or 0) + 1, PIECE):
        piece = and_(own, STEPS.c.id >= start, STEPS.c.id < start + PIECE)
        rows = select(*copied, *who).where(piece).order_by(STEPS.c.id)
        session.connection().execute(insert(CHANGES).from_select(HISTORY, rows))
