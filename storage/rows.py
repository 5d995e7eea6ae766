"""Rows made into the frozen values the rest of the program sees."""

from collections.abc import Callable, Collection
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ARRAY, Column, ColumnElement, Row, any_, literal
from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Value = TypeVar("Value", bound="DataclassInstance")


def among(session: Session, column: Column[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """One of these; PostgreSQL takes hundreds of them as one array, and plans that at once."""
    if session.get_bind().dialect.name != "postgresql":
        return column.in_(values)
    return column == any_(literal(list(values), ARRAY(column.type)))


def read(kind: type[Value], row: Row[Any]) -> Value:
    """Columns and fields share their names; columns that are only ours are left out."""
    return kind(*_fields_of(kind)(row))


@cache
def _fields_of(kind: type["DataclassInstance"]) -> Callable[[Row[Any]], tuple[Any, ...]]:
    first, *rest = (field.name for field in fields(kind))
    found = attrgetter(first, *rest)
    return found if rest else lambda row: (found(row),)
