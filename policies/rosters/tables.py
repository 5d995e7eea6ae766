"""The rows of a roster as it was sent: a head that names the columns, and a person in each line."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

COLUMNS: Mapping[str, str] = {
    "person": "who it is: a Slack user id, @name, or the name as Slack shows it",
    "roles": "one or more roles of the pack, by id or title, with a comma between them",
    "segment": "the segment, by id or label",
    "region": "the region",
    "manager": "whom they report to, written like the person",
    "zone": "a time zone such as Europe/Berlin, instead of the one in Slack",
    "work days": "such as Mon-Fri or Mon, Tue, Thu",
    "hours": "such as 9:00-18:00",
}
"""What a roster may hold, and what stands in each column."""
OTHER_NAMES: Mapping[str, str] = {
    **{"user": "person", "slack": "person", "slack id": "person"},
    **{"role": "roles", "team": "segment", "area": "region", "reports to": "manager"},
    **{"time zone": "zone", "timezone": "zone", "days": "work days", "workdays": "work days"},
    "working hours": "hours",
}
EXAMPLE = "person,roles,manager\n@ana,smb,@ben"
IGNORED = ("name",)
"""For people's eyes: an export has the names beside the ids."""
LARGEST_CHARACTERS = 1_000_000
MOST_LINES = 10_000
LONGEST_CELL = 300
SEPARATORS = ",;\t"


class Unusable(ValueError):
    """No roster at all, as a sentence with an example."""


@dataclass(frozen=True, slots=True)
class Row:
    """`cells` by column, those that hold something."""

    line: int
    cells: Mapping[str, str]


def likeness(headings: Iterable[str]) -> int:
    """How many of them are a roster's; none without a column that says who it is."""
    words = (" ".join(each.casefold().replace("_", " ").split()) for each in headings)
    known = {OTHER_NAMES.get(word, word) for word in words} & COLUMNS.keys()
    return len(known) if "person" in known else 0


def rows(text: str) -> list[Row]:
    """Raises Unusable for what has no head that names people, or is too long."""
    if len(text) > LARGEST_CHARACTERS:
        raise Unusable("That roster is over 1 MB. Split it and send the parts one after another.")
    records = list(_records(text.removeprefix("\ufeff")))
    if not records:
        raise Unusable(f"There is nothing in that roster. It looks like this:\n{EXAMPLE}")
    names = _head(records[0][1])
    if len(records) > MOST_LINES + 1:
        raise Unusable(f"That roster has {len(records) - 1:,} lines; I take {MOST_LINES:,}.")
    return [Row(line, _cells(names, record)) for line, record in records[1:]]


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each line that is not blank, and where it begins."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    head = next((line for line in lines if line.strip()), "")
    mark = max(SEPARATORS, key=head.count)
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=mark, skipinitialspace=True)
    begins = 1
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                yield begins, record
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Unusable(f"Line {begins} of that roster cannot be read: {error}.") from error


def _head(cells: list[str]) -> list[str]:
    names = [_column(cell) for cell in cells]
    if "person" not in names:
        raise Unusable(f"The first line names no column `person`. It looks like this:\n{EXAMPLE}")
    unknown = [cell.strip() for cell, name in zip(cells, names, strict=True) if not name]
    strange = next((cell[:60] for cell in unknown if cell and _word(cell) not in IGNORED), "")
    if strange:
        raise Unusable(f"I know no column “{strange}”. There are {', '.join(COLUMNS)}.")
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice:
        raise Unusable(f"There are two columns for {twice}. Leave one of them out.")
    return names


def _column(cell: str) -> str:
    word = _word(cell)
    return word if word in COLUMNS else OTHER_NAMES.get(word, "")


def _cells(names: list[str], record: list[str]) -> dict[str, str]:
    held = zip(names, (cell.strip() for cell in record), strict=False)
    return {name: cell[:LONGEST_CELL] for name, cell in held if name and cell}


def _word(cell: str) -> str:
    return " ".join(cell.casefold().replace("_", " ").split())
