"""INSERT … ON CONFLICT, which SQLAlchemy spells once for each database."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import CursorResult, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

Spellings = Mapping[str, Executable]


def once(table: Table) -> Spellings:
    """Insert, or leave the row that is there."""
    return {
        "sqlite": sqlite.insert(table).on_conflict_do_nothing(),
        "postgresql": postgresql.insert(table).on_conflict_do_nothing(),
    }


def latest(table: Table) -> Spellings:
    """Insert, or overwrite the row of the same primary key."""
    keys = list(table.primary_key.columns)
    names = [column.name for column in table.columns if not column.primary_key]
    lite, grown = sqlite.insert(table), postgresql.insert(table)
    return {
        "sqlite": lite.on_conflict_do_update(
            index_elements=keys, set_={name: lite.excluded[name] for name in names}
        ),
        "postgresql": grown.on_conflict_do_update(
            index_elements=keys, set_={name: grown.excluded[name] for name in names}
        ),
    }


def run(session: Session, spellings: Spellings, values: Mapping[str, Any]) -> CursorResult[Any]:
    return session.connection().execute(spellings[session.get_bind().dialect.name], values)
