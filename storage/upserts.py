"""INSERT … ON CONFLICT, which SQLAlchemy spells once for each database."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from sqlalchemy import Column, CursorResult, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

COUNTED = {"preserve_rowcount": True}  # which SQLAlchemy else drops for an INSERT
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


def run(session: Session, spellings: Spellings, values: Mapping[str, Any]) -> CursorResult[Any]:
    return session.connection().execute(spellings[session.get_bind().dialect.name], values)


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
