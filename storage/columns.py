"""The base class of every table and the column types they share."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, cast

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    String,
    Table,
    literal_column,
    text,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Document = Mapping[str, Any]
Number = Annotated[int, mapped_column(BigInteger().with_variant(Integer, "sqlite"))]
"""Of another row, an amount or a count."""
Serial = Annotated[
    int, mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
]

OPEN: ColumnElement[str] = literal_column(
    "'open'"
)  # a bound 'open' would keep both databases off partial indexes
WHILE_OPEN: dict[str, Any] = {
    "sqlite_where": text("state = 'open'"),
    "postgresql_where": text("state = 'open'"),
}


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime on every backend; SQLite alone would drop the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} is naive: give it a zone, such as +00:00")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """SQLite's text in one step: a pass over everybody reads millions of them."""
        if dialect.name == "sqlite":
            return _from_text
        return super().result_processor(dialect, coltype)


def _from_text(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


class Spelt(TypeDecorator[Any]):
    """A small value kept as a few words of text."""

    impl = String
    cache_ok = True

    def __init__(self, spell: Callable[[Any], str], read: Callable[[str], Any]) -> None:
        """`read` gives one value for one text, so it may remember them."""
        super().__init__()
        self.spell, self.read = spell, read

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else self.spell(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """In one step, as instants are."""
        read = self.read
        return lambda value: None if value is None else read(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else self.read(value)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {
        datetime: Instant,
        dict[str, Any]: JSON,
        list[str]: JSON,
    }


def table_of(row: type[Base]) -> Table:
    """Core's view of a mapped class, which costs half of what the ORM's does."""
    return cast(Table, row.__table__)
