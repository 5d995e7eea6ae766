"""Columns as the migrations from 0006 on spell them; what is here never changes."""

from typing import Any

import sqlalchemy as sa

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.String(), nullable=False)


def instant(name: str, nullable: bool = False) -> "sa.Column[Any]":
    return sa.Column(name, INSTANT, nullable=nullable)


def day(name: str, nullable: bool = False) -> "sa.Column[Any]":
    return sa.Column(name, sa.Date(), nullable=nullable)


def number(name: str, nullable: bool = False) -> "sa.Column[Any]":
    """Of another row, an amount or a count; never counted up by the database."""
    return sa.Column(name, SERIAL, nullable=nullable, autoincrement=False)
