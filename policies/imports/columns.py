"""Which column of a report holds what: recognised by its heading, corrected by a person."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice

from policies.imports.dates import Order
from policies.imports.reports import Report, folded
from policies.imports.tables import Broken, Line, Table, Unreadable
from policies.opportunities import FIELDS

LOOKED_AT = 40
"""Lines in which the headings are looked for, below the filters that Salesforce prints."""
FEWEST = 2
"""Headings that have to be recognised before a line counts as the one with the headings."""
NEEDED = ("ref", "name")
NO_HEADINGS = (
    "has no line with headings such as “Opportunity ID”, “Opportunity Name” and “Close Date”. "
    "Export the report with its headings."
)


@dataclass(frozen=True, slots=True)
class Head:
    """The headings as they stand in the file, and the line they stand in."""

    line: int
    headings: tuple[str, ...]

    @property
    def key(self) -> str:
        """The same for every report with these headings, in whatever order."""
        names = "\n".join(sorted(filter(None, map(folded, self.headings))))
        return sha256(names.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Mapped:
    """`columns`: which heading each field is read from; `orders`: how its days are written."""

    columns: Mapping[str, str]
    orders: Mapping[str, Order] = field(default_factory=dict)

    def places(self, head: Head) -> dict[str, int]:
        """Where the fields stand in a file; a heading that it lacks is left out."""
        known = {folded(name): place for place, name in reversed([*enumerate(head.headings)])}
        return {
            name: known[folded(heading)]
            for name, heading in self.columns.items()
            if folded(heading) in known
        }

    def over(self, chosen: "Mapped") -> "Mapped":
        """What was chosen counts before what is known."""
        return Mapped({**self.columns, **chosen.columns}, {**self.orders, **chosen.orders})

    def missing(self) -> list[str]:
        """The labels of what no report can do without."""
        return [FIELDS[name].label for name in NEEDED if name not in self.columns]


def head_of(table: Table, report: Report) -> Head:
    """The first line in which enough headings are recognised, or else the widest of the first."""
    first = list(islice(_lines(table.lines()), LOOKED_AT))
    for line in first:
        head = _head(line)
        if len(recognised(head, report).columns) >= FEWEST:
            return head
    heads = [head for head in map(_head, first) if len(list(filter(None, head.headings))) >= FEWEST]
    if not heads:
        raise Unreadable(NO_HEADINGS)
    return max(heads, key=lambda head: len(list(filter(None, head.headings))))


def first_lines(table: Table) -> list[tuple[str, ...]]:
    """The texts of its first lines, to tell by what kind of table it is."""
    return [_head(line).headings for line in islice(_lines(table.lines()), LOOKED_AT)]


def recognised(head: Head, report: Report) -> Mapped:
    """Of several headings for a field, the one that the pack names first."""
    best: dict[str, tuple[int, str]] = {}
    for heading in head.headings:
        name, place = report.headings.get(folded(heading), ("", 0))
        if name and (name not in best or place < best[name][0]):
            best[name] = (place, heading)
    return Mapped({name: best[name][1] for name in FIELDS if name in best})


def likeness(headings: Iterable[str], report: Report) -> int:
    """How many of the headings are those of an opportunity report."""
    return sum(folded(heading) in report.headings for heading in headings)


def _head(line: Line) -> Head:
    return Head(line.number, tuple(_name(cell) for cell in line.cells))


def _name(cell: object) -> str:
    return " ".join(cell.split())[:100] if isinstance(cell, str) else ""


def _lines(lines: Iterable[Line | Broken]) -> Iterator[Line]:
    return (line for line in lines if isinstance(line, Line))
