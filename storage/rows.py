"""Database rows made into the frozen values the rest of the program sees."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Row

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Value = TypeVar("Value", bound="DataclassInstance")


def read(kind: type[Value], row: Row[Any]) -> Value:
    """Columns and fields share their names; columns that are only ours are left out."""
    return kind(*(getattr(row, field.name) for field in fields(kind)))
