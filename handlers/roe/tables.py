"""A pasted or uploaded list of accounts, read forgivingly: a bad row loses nothing but itself."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handlers.kit.feature import Refused
from handlers.kit.texts import clean

COLUMNS = ("name", "employees", "users", "direction", "region")
"""The order of a list without a head."""
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "account", "account name", "company", "company name", "customer"),
    "employees": (
        *("employees", "employee count", "number of employees", "head-count", "headcount"),
        *("head count", "staff", "people", "fte", "size", "employees total"),
    ),
    "users": (
        *("users", "potential users", "user count", "devs", "developers", "engineers"),
        *("lam dev count", "lam", "dev count"),
    ),
    "direction": ("direction", "source", "lead source", "path"),
    "region": ("region", "area", "geo", "country"),
}
KNOWN = {word: column for column, words in SYNONYMS.items() for word in words}
SEPARATORS = "\t;,"
LARGEST_CHARACTERS = 1_000_000
LONGEST_LIST = 5_000
LONGEST_CELL = 500
LONGEST_ROW = 20_000
LINES_IN_A_ROW = 20
ROW_EXAMPLE = "Acme, 480, 130, inbound, NORAM"

TOO_LARGE = "That list is over 1 MB. Split it and send the parts one after another."
TOO_LONG = "That list has {rows:,} accounts; I take 5,000 at a time. Split it and send each part."
NO_ROWS = f"There is no account in that list. One line for each, such as `{ROW_EXAMPLE}`."
NO_COLUMN = (
    "I see no column with employees or potential users in that list. "
    "Name one `employees`, for example `name, employees, users, direction, region`."
)
NO_NUMBERS = "no number of employees or potential users"
TOO_WIDE = "a cell of more than 500 characters"
NEVER_CLOSED = "a quotation mark that is never closed"


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is where the row begins in the list as it was sent."""

    line: int
    cells: tuple[str, ...]
    facts: Mapping[str, str]
    """What the known columns hold, empty cells left out."""


@dataclass(frozen=True, slots=True)
class Bad:
    line: int
    cells: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    bad: tuple[Bad, ...]

    @property
    def lines(self) -> tuple[Row | Bad, ...]:
        return tuple(sorted((*self.rows, *self.bad), key=lambda row: row.line))


def read(text: str) -> Table:
    """Raises Refused when there is nothing to read or too much of it."""
    if len(text) > LARGEST_CHARACTERS:
        raise Refused(TOO_LARGE)
    records = list(_records(clean(text)))
    columns = _columns(records[0].cells) if records and isinstance(records[0], Row) else {}
    head = records[0].cells if columns else COLUMNS
    body = records[1:] if columns else records
    _refuse(columns, len(body))
    return _table(head, columns or dict(enumerate(COLUMNS)), body)


def likeness(headings: Sequence[str]) -> int:
    """How many of them are those of an account list; one with numbers may have none."""
    known = len({column for cell in headings if (column := KNOWN.get(_word(cell)))})
    return known or int(any(cell.strip().isdecimal() for cell in headings))


def _refuse(columns: Mapping[int, str], rows: int) -> None:
    if columns and not {"employees", "users"} & set(columns.values()):
        raise Refused(NO_COLUMN)
    if not rows:
        raise Refused(NO_ROWS)
    if rows > LONGEST_LIST:
        raise Refused(TOO_LONG.format(rows=rows))


def _table(head: tuple[str, ...], columns: Mapping[int, str], body: Sequence[Row | Bad]) -> Table:
    rows = [_told_apart(row, columns) for row in body]
    return Table(
        head=head,
        rows=tuple(row for row in rows if isinstance(row, Row)),
        bad=tuple(row for row in rows if isinstance(row, Bad)),
    )


def _told_apart(row: Row | Bad, columns: Mapping[int, str]) -> Row | Bad:
    if isinstance(row, Bad):
        return row
    line, cells = row.line, row.cells
    if any(len(cell) > LONGEST_CELL for cell in cells):
        return Bad(line, tuple(cell[:LONGEST_CELL] for cell in cells), TOO_WIDE)
    facts = {columns[at]: cell for at, cell in enumerate(cells) if at in columns and cell}
    if not facts.keys() & {"employees", "users"}:
        return Bad(line, cells, NO_NUMBERS)
    return Row(line, cells, facts)


def _columns(first: Sequence[str]) -> dict[int, str]:
    """Which column holds what; nothing if the first row is an account already."""
    words = [_word(cell) for cell in first]
    found: dict[int, str] = {}
    for at, word in enumerate(words):
        column = KNOWN.get(word)
        if column and column not in found.values():
            found[at] = column
    return found if len(found) > 1 or len(first) == len(found) else {}


def _word(cell: str) -> str:
    return " ".join(cell.casefold().replace("_", " ").split())


def _records(text: str) -> Iterator[Row | Bad]:
    """Every row that is not blank; its facts are not known yet."""
    lines, mark = text.split("\n"), _separator(text)
    at = 0
    while at < len(lines):
        span = _span(lines, at, mark)
        record = "\n".join(lines[at : at + max(span, 1)])
        if span == 0:
            yield Bad(at + 1, (record[:LONGEST_CELL],), NEVER_CLOSED)
        elif cells := _cells(record, mark):
            yield Row(at + 1, cells, {})
        at += max(span, 1)


def _span(lines: Sequence[str], at: int, mark: str) -> int:
    """How many lines the row takes; 0 if it opens a quotation that is never closed."""
    for span in range(1, LINES_IN_A_ROW + 1):
        if at + span > len(lines):
            return 0
        record = "\n".join(lines[at : at + span])
        if '"' not in record or not _is_open(record, mark):
            return span
    return 0


def _is_open(record: str, mark: str) -> bool:
    begins = rf"(?:^|{mark})[ ]*"
    rest = re.sub(rf'{begins}"(?:[^"]|"")*"', mark, record)
    return re.search(rf'{begins}"', rest) is not None


def _cells(record: str, mark: str) -> tuple[str, ...]:
    if len(record) > LONGEST_ROW:
        return (record[: LONGEST_CELL + 1],)
    row = next(csv.reader(record.splitlines(True), delimiter=mark, skipinitialspace=True), [])
    cells = tuple(cell.strip() for cell in row)
    return cells if any(cells) else ()


def _separator(text: str) -> str:
    """The one that the first row with any has most of."""
    for line in text.split("\n"):
        best = max(SEPARATORS, key=line.count)
        if line.count(best):
            return best
    return ","
