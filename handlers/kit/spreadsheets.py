"""Rows as a CSV that a spreadsheet opens, and of which it runs nothing."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int


def csv_of(rows: Iterable[Sequence[Cell]]) -> str:
    """A byte order mark for the spreadsheet's sake; numbers stay numbers."""
    return "\ufeff" + plain_csv_of(rows, "\r\n")


def plain_csv_of(rows: Iterable[Sequence[Cell]], ends: str = "\n") -> str:
    """For a shell and what it is piped into."""
    out = io.StringIO()
    csv.writer(out, lineterminator=ends).writerows([*map(safe, row)] for row in rows)
    return out.getvalue()


def safe(cell: Cell) -> Cell:
    """No cell that a spreadsheet would run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
