"""Statements of every turn, compiled once for each database and handed straight to its driver.

Executed SQLAlchemy's way they cost several times what the database needs. Types stay the tables'.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Dialect, Executable
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Compiled:
    """`names` in the order of the driver's placeholders, or empty where it takes names."""

    text: str
    names: tuple[str, ...]
    fixed: Mapping[str, Any]
    binds: Mapping[str, Convert]
    results: tuple[Convert | None, ...]

    def parameters(self, values: Mapping[str, Any]) -> Any:
        given = {**self.fixed, **values}
        for name, convert in self.binds.items():
            given[name] = convert(given[name])
        return tuple(given[name] for name in self.names) if self.names else given

    def row(self, raw: Sequence[Any] | None) -> tuple[Any, ...] | None:
        if raw is None:
            return None
        pairs = zip(self.results, raw, strict=True)
        return tuple(convert(value) if convert else value for convert, value in pairs)


class Prepared:
    """`spell` gives the statement for a dialect; `keys` name the values it is run with."""

    def __init__(self, spell: Callable[[str], Executable], keys: Iterable[str]) -> None:
        self._spell, self._keys = spell, tuple(keys)
        self._compiled: dict[str, Compiled] = {}

    def first(self, session: Session, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """The first row; the statement must be one that gives rows."""
        compiled, cursor = self._run(session, values)
        try:
            return compiled.row(cursor.fetchone())
        finally:
            cursor.close()

    def all(self, session: Session, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        compiled, cursor = self._run(session, values)
        try:
            rows = (compiled.row(raw) for raw in cursor.fetchall())
            return [row for row in rows if row is not None]
        finally:
            cursor.close()

    def count(self, session: Session, values: Mapping[str, Any]) -> int:
        """How many rows it touched."""
        _, cursor = self._run(session, values)
        try:
            return cursor.rowcount
        finally:
            cursor.close()

    def _run(self, session: Session, values: Mapping[str, Any]) -> tuple[Compiled, DBAPICursor]:
        connection = session.connection()
        compiled = self._for(connection.dialect)
        cursor = connection.connection.cursor()
        try:
            cursor.execute(compiled.text, compiled.parameters(values))
        except connection.dialect.loaded_dbapi.Error as error:
            cursor.close()
            raise DBAPIError.instance(
                compiled.text, None, error, connection.dialect.loaded_dbapi.Error
            ) from error
        return compiled, cursor

    def _for(self, dialect: Dialect) -> Compiled:
        if dialect.name not in self._compiled:
            statement = self._spell(dialect.name)
            self._compiled[dialect.name] = _compile(statement, dialect, self._keys)
        return self._compiled[dialect.name]


def _compile(statement: Any, dialect: Dialect, keys: tuple[str, ...]) -> Compiled:
    compiled = statement.compile(dialect=dialect, column_keys=list(keys))
    return Compiled(
        text=str(compiled),
        names=tuple(compiled.positiontup or ()),
        fixed={name: value for name, value in compiled.params.items() if name not in keys},
        binds=dict(_binds(compiled.binds, dialect)),
        results=tuple(_result(column.type, dialect) for column in statement.exported_columns),
    )


def _binds(binds: Mapping[str, Any], dialect: Dialect) -> Iterable[tuple[str, Convert]]:
    for name, bind in binds.items():
        convert = bind.type.dialect_impl(dialect).bind_processor(dialect)
        if convert:
            yield name, convert


def _result(type_: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return type_.dialect_impl(dialect).result_processor(dialect, None)
