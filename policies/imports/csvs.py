"""CSV and its relatives, in the encodings and with the separators that spreadsheets write."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from policies.imports.tables import LONGEST_CELL, NO_TABLE, Broken, Line, Unreadable

SEPARATORS = (",", ";", "\t", "|")
LOOKED_AT = 40
"""Lines in which a separator is looked for."""
PIECE = 1 << 20
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NO_ENCODING = (
    "is in an encoding that I can't read. Save it as “CSV UTF-8”, or export it as .xlsx instead."
)
NEVER_CLOSED = "a quotation mark that is never closed"
TOO_WIDE = f"a cell of more than {LONGEST_CELL:,} characters"


@dataclass(frozen=True, slots=True)
class Csv:
    data: bytes
    encoding: str
    separator: str

    def lines(self) -> Iterator[Line | Broken]:
        with _text(self.data, self.encoding) as text:
            reader = csv.reader(text, delimiter=self.separator, strict=True)
            while True:
                number = reader.line_num + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error:
                    yield Broken(number, NEVER_CLOSED)
                    continue
                if any(len(cell) > LONGEST_CELL for cell in cells):
                    yield Broken(number, TOO_WIDE)
                elif any(map(str.strip, cells)):
                    yield Line(number, tuple(cells))


def open_csv(data: bytes) -> Csv:
    encoding = _encoding(data)
    with _text(data, encoding) as text:
        first = [line for _, line in zip(range(LOOKED_AT), text, strict=False)]
    if any("\0" in line for line in first):
        raise Unreadable(NO_TABLE)
    return Csv(data, encoding, _separator(first))


def _text(data: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding, newline="")


def _encoding(data: bytes) -> str:
    marked = next((name for mark, name in MARKS if data.startswith(mark)), "")
    if not marked and b"\0" in data[:1000]:
        marked = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
    for name in (marked,) if marked else ("utf-8", "cp1252"):
        if _decodes(data, name):
            return name
    raise Unreadable(NO_ENCODING)


def _decodes(data: bytes, encoding: str) -> bool:
    """Piece by piece, for the whole text would take four times the file."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for at in range(0, len(data), PIECE):
            decoder.decode(data[at : at + PIECE])
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _separator(lines: list[str]) -> str:
    """The one that makes the widest lines; a comma where nothing is separated."""
    return max(SEPARATORS, key=lambda mark: _width(lines, mark))


def _width(lines: list[str], mark: str) -> int:
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=mark)]
    except csv.Error:
        return 0
    return sum(width for width in widths if width > 1)
