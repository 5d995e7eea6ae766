"""A report's rows as what each says of an opportunity, or why it says nothing that can be kept."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from policies.imports.columns import Head, Mapped
from policies.imports.dates import NoDay, Order, Undecided, day_of, order_of
from policies.imports.money import NoMoney, money_of
from policies.imports.reports import Report, folded
from policies.imports.tables import (
    MOST_ROWS,
    TOO_LONG,
    Broken,
    Cell,
    Formula,
    Line,
    Table,
    Unreadable,
)
from policies.opportunities import FIELDS, Form, Value

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ud800-\udfff]"
)
_FORMULA = re.compile(r"=|[+\-@][^\s(|]*[(|]|[+\-@][\d+\-.]*cmd\b", re.IGNORECASE)
_SIGNS = ("=", "+", "-", "@")
_ERRORS = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")
_SHORT_ID = re.compile(r"006[A-Za-z0-9]{12}")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a row says; a field that the report has no column for is absent."""

    line: int
    ref: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Rejected:
    """`says` is the row as far as it could be read, to find it by."""

    line: int
    reason: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that is no opportunity, such as a total."""

    line: int


class NeedsOrder(Exception):
    """Nothing in the file says how a column's days are written; `example` is one of them."""

    def __init__(self, field: str, example: str) -> None:
        super().__init__(example)
        self.field, self.example = field, example


class _Unfit(Exception):
    """The text is the reason."""


@dataclass
class Rows:
    """The rows of a table below its head. Raises Unreadable and NeedsOrder on the way."""

    table: Table
    head: Head
    mapped: Mapped
    report: Report
    orders: dict[str, Order] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Draft | Rejected | Skipped]:
        self.orders, self.seen = dict(self.mapped.orders), {}
        places, count = self.mapped.places(self.head), 0
        for line in self.table.lines():
            if line.number > self.head.line:
                read = self._read(line, places)
                count += not isinstance(read, Skipped)
                if count > MOST_ROWS:
                    raise Unreadable(TOO_LONG)
                yield read

    def _read(self, line: Line | Broken, places: Mapping[str, int]) -> Draft | Rejected | Skipped:
        if isinstance(line, Broken):
            return Rejected(line.number, line.reason)
        cells = {name: line.cells[at] for name, at in places.items() if at < len(line.cells)}
        if self._is_apart(line, cells):
            return Skipped(line.number)
        try:
            return self._draft(line, cells)
        except _Unfit as unfit:
            return Rejected(line.number, str(unfit), _label(cells))

    def _is_apart(self, line: Line, cells: Mapping[str, Cell | Formula]) -> bool:
        """Totals and the like; not an opportunity of a company called Total."""
        texts = (cell for cell in line.cells if isinstance(cell, str) and cell.strip())
        first, ref = folded(next(texts, "")), cells.get("ref")
        bare = ref is None or (isinstance(ref, str) and folded(ref) in ("", first))
        return not filled(line) or (bare and first.startswith(self.report.beginnings))

    def _draft(self, line: Line, cells: Mapping[str, Cell | Formula]) -> Draft:
        _refuse_surplus(line, len(self.head.headings))
        values = {name: self._value(name, cell) for name, cell in cells.items()}
        ref = long_id(str(values.pop("ref", "") or ""))
        if not ref:
            raise _Unfit("no opportunity ID")
        if not values.get("name"):
            raise _Unfit("no opportunity name")
        if ref in self.seen:
            raise _Unfit(f"the same opportunity as line {self.seen[ref]:,}")
        self.seen[ref] = line.number
        if "stage" in values:
            values["state"] = self.report.state(str(values["stage"]))
        if "kind" in values:
            values["kind"] = self.report.kind(str(values["kind"]))
        return Draft(line.number, ref, values)

    def _value(self, name: str, cell: Cell | Formula) -> Value:
        shape = FIELDS[name]
        plain = _plain(shape.label, cell)
        try:
            match shape.form:
                case Form.TEXT:
                    return _text(plain, shape.most)
                case Form.MONEY:
                    return money_of(plain)
                case Form.DAY:
                    return self._day(name, plain)
                case Form.YES_NO:
                    return self._answer(plain)
        except (NoDay, NoMoney, _Unfit) as unfit:
            raise _Unfit(f"{shape.label}: {unfit}") from None

    def _day(self, name: str, cell: Cell) -> Value:
        try:
            return day_of(cell, self.orders.get(name))
        except Undecided as undecided:
            self.orders[name] = self._order(name, str(undecided))
            return day_of(cell, self.orders[name])

    def _order(self, name: str, example: str) -> Order:
        """As the whole column says, or as every other column of the report is written."""
        if (own := self._decided(name)) is not None:
            return own
        others = {self._decided(each) for each in self._days() if each != name} - {None}
        if len(others) != 1:
            raise NeedsOrder(name, example)
        (order,) = others
        assert order is not None
        return order

    def _days(self) -> list[str]:
        places = self.mapped.places(self.head)
        return [name for name in places if FIELDS[name].form is Form.DAY]

    def _decided(self, name: str) -> Order | None:
        at = self.mapped.places(self.head)[name]
        lines = (line for line in self.table.lines() if isinstance(line, Line))
        below = (line for line in lines if line.number > self.head.line)
        held = (line.cells[at] for line in below if at < len(line.cells))
        try:
            return order_of(cell for cell in held if not isinstance(cell, Formula))
        except NoDay as both:
            raise Unreadable(f"has a column “{FIELDS[name].label}” in which {both}.") from None

    def _answer(self, cell: Cell) -> bool | None:
        said = folded(str(cell)) if cell is not None else ""
        if not said:
            return None
        if said not in self.report.answers:
            raise _Unfit(f"“{said[:40]}” is neither yes nor no: write Yes or No")
        return self.report.answers[said]


def long_id(ref: str) -> str:
    """Salesforce's ids of 15 letters with the three that make them safe in a spreadsheet."""
    if not _SHORT_ID.fullmatch(ref):
        return ref
    return ref + "".join(_check(ref[at : at + 5]) for at in (0, 5, 10))


def filled(line: Line) -> bool:
    return any(cell.strip() if isinstance(cell, str) else cell is not None for cell in line.cells)


def _check(five: str) -> str:
    return _LETTERS[sum(1 << at for at, letter in enumerate(five) if letter in _LETTERS[:26])]


def _plain(label: str, cell: Cell | Formula) -> Cell:
    if isinstance(cell, Formula):
        raise _Unfit(f"{label}: a formula without its result: paste the column as values")
    if isinstance(cell, str):
        text = (cell if cell.isprintable() else _UNSEEN.sub("", cell)).strip()
        if text.startswith(_SIGNS) and _FORMULA.match(text):
            raise _Unfit(f"{label}: a formula: paste the column as values")
        if text.startswith("#") and text in _ERRORS:
            raise _Unfit(f"{label}: {text}, a formula that failed: paste the column as values")
        return text
    return cell


def _text(cell: Cell, most: int) -> str:
    text = "" if cell is None else _number(cell) if isinstance(cell, float) else str(cell)
    if len(text) > most:
        raise _Unfit(f"{len(text):,} characters, and at most {most:,} are kept")
    return text


def _number(cell: float) -> str:
    """An id that a spreadsheet took for a number."""
    return f"{cell:.0f}" if cell.is_integer() else str(cell)


def _refuse_surplus(line: Line, width: int) -> None:
    beyond = [cell for cell in line.cells[width:] if cell not in (None, "")]
    if beyond:
        raise _Unfit(
            f"{len(line.cells)} cells under {width} headings: is a text with a comma bare?"
        )


def _label(cells: Mapping[str, Cell | Formula]) -> str:
    said = (cells.get(name) for name in ("ref", "name"))
    return " ".join(str(each)[:80] for each in said if isinstance(each, str) and each.strip())
