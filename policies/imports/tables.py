"""A file as lines of cells, whatever it is written as, one line in memory at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

Cell = str | int | float | date | None

LARGEST_BYTES = 50_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 200
LONGEST_CELL = 5_000
TOO_LARGE = "is over 50 MB. Leave columns out of the report, or split it by owner."
TOO_LONG = "has more than 50,000 rows. Split it, for example by owner or by close date."
EMPTY = "is empty."
NO_TABLE = "is no CSV or XLSX file that I can read. In Salesforce choose Export and “Details Only”."


class Unreadable(Exception):
    """Nothing can be read of the file; the text goes after its name and says what to do."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that is to be calculated, which is never done here."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """`number` is where it stands in the file, from 1."""

    number: int
    cells: tuple[Cell | Formula, ...]


@dataclass(frozen=True, slots=True)
class Broken:
    number: int
    reason: str


class Table(Protocol):
    """Can be gone through as often as need be; blank lines are left out."""

    def lines(self) -> Iterator[Line | Broken]: ...
