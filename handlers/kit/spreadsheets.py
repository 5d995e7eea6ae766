"""Rows as a CSV that a spreadsheet opens, and of which it runs nothing."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int


def csv_of(rows: Iterable[Sequence[Cell]]) -> str:
    """A byte order mark for the spreadsheet's sake; numbers stay numbers."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([*map(_safe, row)] for row in rows)
    return "\ufeff" + out.getvalue()


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
