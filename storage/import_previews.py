"""What a staged import would do, counted and shown."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from storage.columns import OPEN
from storage.import_rows import CHANGED, GONE, NEW, REJECTED, STAGED, STEPS
from storage.imports import Import
from storage.rows import read


@dataclass(frozen=True, slots=True)
class Row:
    """A staged row, to be shown."""

    line: int
    action: str
    opportunity: int | None
    ref: str
    name: str
    account: str
    owner: str | None
    owner_name: str
    net_arr: int | None
    close_date: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Step:
    """A field that would change, and in which opportunity."""

    opportunity: int
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that would change, with the line that says so."""

    line: int
    ref: str
    name: str
    field: str
    before: str | None
    after: str | None


def counts(session: Session, import_: Import) -> dict[str, int]:
    """How many rows of each action."""
    query = select(STAGED.c.action, func.count()).where(STAGED.c.import_id == import_.id)
    rows = session.connection().execute(query.group_by(STAGED.c.action))
    return {row[0]: row[1] for row in rows}


def first(session: Session, import_: Import, action: str, limit: int = 5) -> list[Row]:
    return list(_rows(session, _of(import_, action), limit))


def each(session: Session, import_: Import, actions: Iterable[str]) -> Iterator[Row]:
    """In the order of the file."""
    return _rows(session, and_(STAGED.c.import_id == import_.id, STAGED.c.action.in_(actions)))


def steps(
    session: Session, import_: Import, opportunities: Collection[int] | None = None
) -> Iterator[Step]:
    query = select(STEPS).where(STEPS.c.import_id == import_.id)
    if opportunities is not None:
        query = query.where(STEPS.c.opportunity.in_(opportunities))
    rows = session.execute(
        query.order_by(STEPS.c.opportunity, STEPS.c.id), execution_options={"yield_per": 500}
    )
    with rows:
        yield from (read(Step, row) for row in rows)


def changed_lines(session: Session, import_: Import) -> Iterator[Changed]:
    """In the order of the file, and within a line in that of the fields."""
    columns = (STAGED.c.line, STAGED.c.ref, STAGED.c.name)
    query: Select[Any] = select(*columns, STEPS.c.field, STEPS.c.before, STEPS.c.after).where(
        _of(import_, CHANGED),
        STEPS.c.import_id == import_.id,
        STEPS.c.opportunity == STAGED.c.opportunity,
    )
    ordered = query.order_by(STAGED.c.id, STEPS.c.id)
    with session.execute(ordered, execution_options={"yield_per": 500}) as rows:
        yield from (read(Changed, row) for row in rows)


def unmatched(session: Session, import_: Import, limit: int = 20) -> dict[str, int]:
    """Owners nobody is known by, and how many opportunities each has, most first."""
    count = func.count().label("count")
    query = select(STAGED.c.owner_name, count).where(
        STAGED.c.import_id == import_.id,
        STAGED.c.owner.is_(None),
        STAGED.c.owner_name != "",
        STAGED.c.state == OPEN,
        STAGED.c.action != REJECTED,
    )
    rows = session.connection().execute(
        query.group_by(STAGED.c.owner_name).order_by(count.desc(), STAGED.c.owner_name).limit(limit)
    )
    return {name: number for name, number in rows}


def owners(session: Session, import_: Import, whole: bool) -> list[str]:
    """Everybody whose opportunities it changes, those who lose one included."""
    actions = (NEW, CHANGED, GONE) if whole else (NEW, CHANGED)
    now = select(STAGED.c.owner).where(
        STAGED.c.import_id == import_.id, STAGED.c.action.in_(actions), STAGED.c.owner.is_not(None)
    )
    before = select(STEPS.c.before).where(
        STEPS.c.import_id == import_.id, STEPS.c.field == "owner", STEPS.c.before.is_not(None)
    )
    found = session.connection().execute(now.union(before)).scalars()
    return sorted(found)


def _of(import_: Import, action: str) -> ColumnElement[bool]:
    return and_(STAGED.c.import_id == import_.id, STAGED.c.action == action)


def _rows(session: Session, which: ColumnElement[bool], limit: int | None = None) -> Iterator[Row]:
    query = select(STAGED).where(which).order_by(STAGED.c.id).limit(limit)
    with session.execute(query, execution_options={"yield_per": 500}) as rows:
        yield from (read(Row, row) for row in rows)
