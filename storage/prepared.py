"""Statements of every turn, compiled once for each database and handed straight to its driver.

Executed SQLAlchemy's way they cost several times what the database needs. Types stay the tables'.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect, Executable
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Compiled:
    """`arranged` puts values in the order of the placeholders, if the driver does not name them;
    `results` are the places of a row that have to be converted."""

    text: str
    arranged: Convert | None
    fixed: Mapping[str, Any]
    binds: tuple[tuple[str, Convert], ...]
    results: tuple[tuple[int, Convert], ...]

    def parameters(self, values: Mapping[str, Any]) -> Any:
        given = {**self.fixed, **values}
        for name, convert in self.binds:
            given[name] = convert(given[name])
        return self.arranged(given) if self.arranged else given

    def row(self, raw: Sequence[Any]) -> tuple[Any, ...]:
        if not self.results:
            return tuple(raw)
        cells = list(raw)
        for place, convert in self.results:
            cells[place] = convert(cells[place])
        return tuple(cells)


class Prepared:
    """`spell` gives the statement for a dialect; `keys` name the values it is run with."""

    def __init__(self, spell: Callable[[str], Executable], keys: Iterable[str]) -> None:
        self._spell, self._keys = spell, tuple(keys)
        self._compiled: dict[str, Compiled] = {}

    def first(self, session: Session, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """The first row; the statement must be one that gives rows."""
        compiled, cursor = self._run(session, values)
        try:
            raw = cursor.fetchone()
            return None if raw is None else compiled.row(raw)
        finally:
            cursor.close()

    def all(self, session: Session, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        compiled, cursor = self._run(session, values)
        try:
            return [compiled.row(raw) for raw in cursor.fetchall()]
        finally:
            cursor.close()

    def count(self, session: Session, values: Mapping[str, Any]) -> int:
        """How many rows it touched."""
        _, cursor = self._run(session, values)
        try:
            return cursor.rowcount
        finally:
            cursor.close()

    def many(self, session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
        """Once for each of them."""
        connection = session.connection()
        compiled = self._for(connection.dialect)
        cursor = connection.connection.cursor()
        try:
            cursor.executemany(compiled.text, [compiled.parameters(row) for row in rows])
        except connection.dialect.loaded_dbapi.Error as error:
            raise _told(compiled, connection.dialect, error) from error
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
            raise _told(compiled, connection.dialect, error) from error
        return compiled, cursor

    def _for(self, dialect: Dialect) -> Compiled:
        known = self._compiled.get(dialect.name)
        if known is None:
            known = _compile(self._spell(dialect.name), dialect, self._keys)
            self._compiled[dialect.name] = known
        return known


def _compile(statement: Any, dialect: Dialect, keys: tuple[str, ...]) -> Compiled:
    compiled = statement.compile(dialect=dialect, column_keys=list(keys))
    return Compiled(
        text=str(compiled),
        arranged=_arranged(tuple(compiled.positiontup or ())),
        fixed={name: value for name, value in compiled.params.items() if name not in keys},
        binds=tuple(_binds(compiled.binds, dialect)),
        results=tuple(_results(statement, dialect)),
    )


def _arranged(names: tuple[str, ...]) -> Convert | None:
    if len(names) == 1:
        return lambda given: (given[names[0]],)
    return itemgetter(*names) if names else None


def _told(compiled: Compiled, dialect: Dialect, error: Exception) -> BaseException:
    """As SQLAlchemy tells it."""
    return DBAPIError.instance(compiled.text, None, error, dialect.loaded_dbapi.Error)


def _binds(binds: Mapping[str, Any], dialect: Dialect) -> Iterable[tuple[str, Convert]]:
    for name, bind in binds.items():
        convert = bind.type.dialect_impl(dialect).bind_processor(dialect)
        if convert:
            yield name, convert


def _results(statement: Any, dialect: Dialect) -> Iterable[tuple[int, Convert]]:
    for place, column in enumerate(statement.exported_columns):
        convert = column.type.dialect_impl(dialect).result_processor(dialect, None)
        if convert:
            yield place, convert
