"""INSERT … ON CONFLICT, which SQLAlchemy spells once for each database; and UPDATE alike."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from sqlite3 import SQLITE_CONSTRAINT_UNIQUE
from typing import Any, cast

from sqlalchemy import Column, CursorResult, Executable, Table, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage.prepared import Prepared

COUNTED = {"preserve_rowcount": True}  # which SQLAlchemy else drops for an INSERT
TAKEN = ("23505", SQLITE_CONSTRAINT_UNIQUE)
"""What PostgreSQL and SQLite call a second row where only one may be."""
Spellings = Mapping[str, Executable]


INSERTS: Mapping[str, Callable[[Table], Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def once(table: Table) -> Spellings:
    """Insert, or leave the row that is there."""
    return {
        spelt: insert(table).on_conflict_do_nothing().inline().execution_options(**COUNTED)
        for spelt, insert in INSERTS.items()
    }


def latest(table: Table, by: Column[Any] | None = None) -> Spellings:
    """Insert, or overwrite the row of the same primary key unless it is newer by that column."""
    return {spelt: _overwriting(insert(table), table, by) for spelt, insert in INSERTS.items()}


def counting(column: Column[int]) -> Spellings:
    """Insert, or add one to the column; either way say what it now is."""
    table = column.table
    keys = list(table.primary_key.columns)
    return {
        spelt: insert(table)
        .on_conflict_do_update(index_elements=keys, set_={column.name: column + 1})
        .returning(column)
        for spelt, insert in INSERTS.items()
    }


def marking(column: Column[Any]) -> Spellings:
    """Insert, or set the column where it is empty; a row that has it already is left alone."""
    keys = list(column.table.primary_key.columns)
    return {
        spelt: _marking(insert(column.table), column, keys) for spelt, insert in INSERTS.items()
    }


@dataclass(frozen=True)
class Bulk:
    """Thousands of rows at once: SQLite is given row by row, PostgreSQL column by column."""

    names: tuple[str, ...]
    spelt: Spellings

    def run(self, session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
        if session.get_bind().dialect.name == "sqlite":
            return self.prepared.many(session, rows)
        given = {name: [row[name] for row in rows] for name in self.names}
        session.connection().execute(self.spelt["postgresql"], given)

    @cached_property
    def prepared(self) -> Prepared:
        return Prepared(self.spelt.__getitem__, self.names)


def once_each(table: Table) -> Bulk:
    """Insert, or leave the rows that are there."""
    names = _names(table)
    many = _unnested(table, names).on_conflict_do_nothing()
    return Bulk(names, {"sqlite": once(table)["sqlite"], "postgresql": many})


def latest_each(table: Table) -> Bulk:
    """Insert, or overwrite the rows of the same primary keys."""
    names = _names(table)
    many = _overwriting(_unnested(table, names), table, None)
    return Bulk(names, {"sqlite": latest(table)["sqlite"], "postgresql": many})


def _names(table: Table) -> tuple[str, ...]:
    drawn = table.autoincrement_column
    return tuple(column.name for column in table.columns if column is not drawn)


def _unnested(table: Table, names: Sequence[str]) -> postgresql.Insert:
    columns = [
        func.unnest(bindparam(name, type_=postgresql.ARRAY(table.c[name].type))).label(name)
        for name in names
    ]
    return postgresql.insert(table).from_select(names, select(*columns))


def run(session: Session, spellings: Spellings, values: Mapping[str, Any]) -> CursorResult[Any]:
    return session.connection().execute(spellings[session.get_bind().dialect.name], values)


def added(
    session: Session, table: Table, row: Mapping[str, Any], columns: Sequence[Column[Any]]
) -> tuple[Any, ...] | None:
    """The new row's columns; None if one like it is there already."""
    insert = INSERTS[session.get_bind().dialect.name]
    adding = insert(table).values(row).on_conflict_do_nothing().returning(*columns)
    found = session.connection().execute(adding).first()
    return tuple(found) if found else None


def changed(session: Session, changing: Executable) -> tuple[Any, ...] | None:
    """What it returns of the row; None if another has what a unique index allows to one."""
    try:
        with session.begin_nested():
            found = session.connection().execute(changing).first()
    except IntegrityError as error:
        codes = (getattr(error.orig, name, None) for name in ("sqlstate", "sqlite_errorcode"))
        if not any(code in TAKEN for code in codes):
            raise
        return None
    return tuple(found) if found else None


def _marking(inserting: Any, column: Column[Any], keys: list[Column[Any]]) -> Executable:
    marked = inserting.on_conflict_do_update(
        index_elements=keys,
        set_={column.name: inserting.excluded[column.name]},
        where=column.is_(None),
    )
    return cast(Executable, marked.inline().execution_options(**COUNTED))


def _overwriting(inserting: Any, table: Table, by: Column[Any] | None) -> Executable:
    rest = {
        column.name: inserting.excluded[column.name]
        for column in table.columns
        if not column.primary_key
    }
    keys = list(table.primary_key.columns)
    older = None if by is None else by <= inserting.excluded[by.name]
    overwriting = inserting.on_conflict_do_update(index_elements=keys, set_=rest, where=older)
    return cast(Executable, overwriting)
