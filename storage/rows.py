"""Rows made into the frozen values the rest of the program sees."""

from collections.abc import Callable, Collection
from dataclasses import fields
from functools import cache
from json import dumps
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ARRAY, Column, ColumnElement, Row, String, any_, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Value = TypeVar("Value", bound="DataclassInstance")


def among(session: Session, column: Column[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """One of these, ids or names: given as one value, so that hundreds cost no more than a few."""
    if session.get_bind().dialect.name == "postgresql":
        return column == any_(literal(list(values), ARRAY(column.type)))
    listed = literal(dumps(list(values)), String)
    return column.op("IN", is_comparison=True)(Listed(listed))


class Listed(FunctionElement[Any]):
    """The values of a list in JSON; SQLAlchemy's own spelling of it takes four times as long."""

    inherit_cache = True


@compiles(Listed, "sqlite")
def _listed(element: Listed, compiler: SQLCompiler, **given: Any) -> str:
    return f"(SELECT value FROM json_each{compiler.process(element.clause_expr, **given)})"


def read(kind: type[Value], row: Row[Any]) -> Value:
    """Columns and fields share their names; columns that are only ours are left out."""
    return kind(*_fields_of(kind)(row))


@cache
def _fields_of(kind: type["DataclassInstance"]) -> Callable[[Row[Any]], tuple[Any, ...]]:
    first, *rest = (field.name for field in fields(kind))
    found = attrgetter(first, *rest)
    return found if rest else lambda row: (found(row),)
