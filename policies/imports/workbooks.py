"""XLSX, read row by row; no formula is calculated and nothing is unpacked beyond its limit."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from policies.imports.tables import MOST_COLUMNS, Broken, Cell, Formula, Line, Unreadable

LARGEST_UNPACKED = 400_000_000
LARGEST_WORDS = 60_000_000
"""The shared texts of a workbook, which all have to be in memory."""
MOST_FILES = 1_000
PIECE = 1 << 20
SHEETS, WORDS, FORMULA = "xl/worksheets/", "xl/sharedStrings.xml", (b"<f>", b"<f ", b"<f/")
TOO_MUCH = (
    "unpacks to far more than a report holds. Export it again, or send it as a CSV file instead."
)
DAMAGED = "is damaged, or no XLSX file. Export it again, or send it as a CSV file."
FAULTS = (
    *(zipfile.BadZipFile, InvalidFileException, DefusedXmlException, ParseError),
    *(KeyError, ValueError, TypeError, IndexError, AttributeError, OSError, EOFError),
    *(NotImplementedError, RuntimeError),
)
"""What openpyxl and zipfile raise over files that only claim to be workbooks."""
Row: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first sheet that has a cell."""

    data: bytes
    formulas: bool
    """Whether any sheet has some; it is then read twice, side by side."""

    def lines(self) -> Iterator[Line | Broken]:
        try:
            yield from self._lines()
        except FAULTS as fault:
            raise Unreadable(DAMAGED) from fault

    def _lines(self) -> Iterator[Line]:
        with closing(_opened(self.data, values=True)) as values:
            if not self.formulas:
                yield from _numbered(_rows(values))
                return
            with closing(_opened(self.data, values=False)) as written:
                pairs = zip(_rows(values), _rows(written), strict=False)
                yield from _numbered(_told_apart(*pair) for pair in pairs)


def open_workbook(data: bytes) -> Sheet:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _refuse_bombs(packed)
            return Sheet(data, _has_formulas(packed))
    except FAULTS as fault:
        raise Unreadable(DAMAGED) from fault


def _refuse_bombs(packed: zipfile.ZipFile) -> None:
    """The sizes may be lies, but zipfile unpacks no more than it was told."""
    files = packed.infolist()
    words = sum(file.file_size for file in files if file.filename == WORDS)
    unpacked = sum(file.file_size for file in files)
    if len(files) > MOST_FILES or unpacked > LARGEST_UNPACKED or words > LARGEST_WORDS:
        raise Unreadable(TOO_MUCH)


def _has_formulas(packed: zipfile.ZipFile) -> bool:
    names = (name for name in packed.namelist() if name.startswith(SHEETS))
    return any(_holds_formula(packed, name) for name in names)


def _holds_formula(packed: zipfile.ZipFile, name: str) -> bool:
    tail = b""
    with packed.open(name) as sheet:
        while piece := sheet.read(PIECE):
            if any(mark in tail + piece for mark in FORMULA):
                return True
            tail = piece[-3:]
    return False


def _opened(data: bytes, *, values: bool) -> Workbook:
    return load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)


def _rows(book: Any) -> Iterator[Row]:
    """A sheet's own word on its size is not taken: some writers say A1."""
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
        first = next(iter(rows), None)
        if first is not None:
            yield first
            yield from rows
            return


def _told_apart(values: Row, written: Row) -> Row:
    """A formula that was never calculated has no value beside it."""
    return tuple(
        Formula(str(text)) if value is None and text is not None else value
        for value, text in zip(values, written, strict=False)
    )


def _numbered(rows: Iterable[Row]) -> Iterator[Line]:
    for number, row in enumerate(rows, 1):
        if any(cell not in (None, "") for cell in row):
            yield Line(number, tuple(map(_cell, row)))


def _cell(value: Any) -> Cell | Formula:
    match value:
        case datetime() if value.time() == time():
            return value.date()
        case None | str() | int() | float() | date() | Formula():
            return value
        case time() | timedelta():
            return str(value)
        case _:
            return Formula(str(value))
