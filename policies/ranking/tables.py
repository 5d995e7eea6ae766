"""Accounts and their ranks as a table: which column holds what, and each row as it reads."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from policies.imports.dates import NoDay, Order, Undecided, day_of, order_of
from policies.imports.tables import Broken, Cell, Formula, Line, Table
from policies.reading.cleaning import clean
from policies.trips.reading import Unclear, whole

COLUMNS = ("account", "owner", "rank", "potential users", "reason", "notes", "last talk")
NAMES: dict[str, str] = {
    **{name: name for name in COLUMNS},
    **{"account name": "account", "company": "account", "customer": "account"},
    **{"account owner": "owner", "owner name": "owner", "account executive": "owner"},
    **{"account rank": "rank", "tier": "rank", "account tier": "rank"},
    **{"users": "potential users", "potential user": "potential users"},
    **{"why": "reason", "rank reason": "reason", "because": "reason"},
    **{"note": "notes", "account notes": "notes"},
    **{"last contact": "last talk", "last activity": "last talk", "last talked": "last talk"},
}
LOOKED_AT = 20
"""Lines in which the headings are looked for."""
MOST_ROWS = 10_000
LONGEST_ACCOUNT, LONGEST_TEXT = 120, 1_000
MOST_USERS = 10_000_000
EMPTIED = "-"
"""In the column of the rank: it has none any more."""
_THOUSANDS = re.compile(r"(?<=\d)[.,'’ ](?=\d{3}(?!\d))")
NO_HEAD = "No line names the columns `account` and `rank`. The template has them."
TOO_LONG = f"That is more than {MOST_ROWS:,} rows. Split it, for example by owner."
EMPTY = "There is no row below the headings."
NO_ACCOUNT = "no account"
NO_FIGURE = "“{said}” is no number of potential users: write it as 250"
TWO_WAYS = "“{said}” may be two days: write it as 2026-04-30"
AHEAD = "the last talk, {day}, lies ahead"


class Unusable(ValueError):
    """No table of ranks at all, as a sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """What was left empty is empty here; `rank` may be EMPTIED."""

    line: int
    account: str
    owner: str = ""
    rank: str = ""
    users: int | None = None
    reason: str = ""
    notes: str = ""
    talked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Bad:
    line: int
    why: str


@dataclass(frozen=True)
class Read:
    """Whether it has a column for owners decides whose the accounts are."""

    rows: tuple[Row, ...]
    bad: tuple[Bad, ...]
    columns: tuple[str, ...] = field(default=())


def likeness(headings: Iterable[str]) -> int:
    """How many of them are such a table's; none without an account and its rank."""
    known = {name for each in headings if (name := _column(each))}
    return len(known) if {"account", "rank"} <= known else 0


def read(table: Table, today: date) -> Read:
    """Raises Unusable."""
    lines = list(table.lines())
    at, columns = _head(lines)
    below = lines[at + 1 :]
    if not below:
        raise Unusable(EMPTY)
    if len(below) > MOST_ROWS:
        raise Unusable(TOO_LONG)
    order = _order(below, columns)
    found = [_row(line, columns, order, today) for line in below]
    rows = tuple(each for each in found if isinstance(each, Row))
    return Read(rows, tuple(each for each in found if isinstance(each, Bad)), tuple(columns))


def _head(lines: Sequence[Line | Broken]) -> tuple[int, list[str]]:
    for at, line in enumerate(lines[:LOOKED_AT]):
        if isinstance(line, Line):
            columns = [_column(each) for each in line.cells]
            if {"account", "rank"} <= set(columns):
                return at, columns
    raise Unusable(NO_HEAD)


def _column(cell: object) -> str:
    word = " ".join(cell.casefold().replace("_", " ").split()) if isinstance(cell, str) else ""
    return NAMES.get(word, "")


def _order(lines: Sequence[Line | Broken], columns: Sequence[str]) -> Order | None:
    """How days with strokes are written; None if nothing tells, or the column holds both ways."""
    if "last talk" not in columns:
        return None
    place = columns.index("last talk")
    try:
        return order_of(_cell(line, place) for line in lines if isinstance(line, Line))
    except NoDay:
        return None


def _row(
    line: Line | Broken, columns: Sequence[str], order: Order | None, today: date
) -> Row | Bad:
    if isinstance(line, Broken):
        return Bad(line.number, line.reason)
    held = {name: _cell(line, at) for at, name in reversed([*enumerate(columns)]) if name}
    try:
        return _read(line.number, held, order, today)
    except (ValueError, NoDay) as wrong:
        return Bad(line.number, str(wrong))
    except Undecided as two:
        return Bad(line.number, TWO_WAYS.format(said=str(two)[:40]))


def _read(number: int, held: dict[str, Cell], order: Order | None, today: date) -> Row:
    """Raises ValueError and what `day_of` raises."""
    account = _text(held.get("account"), LONGEST_ACCOUNT)
    if not account:
        raise ValueError(NO_ACCOUNT)
    talked_on = day_of(held.get("last talk"), order)
    if talked_on is not None and talked_on > today:
        raise ValueError(AHEAD.format(day=talked_on.isoformat()))
    return Row(
        number,
        account,
        _text(held.get("owner"), LONGEST_ACCOUNT),
        _rank(held.get("rank")),
        _users(held.get("potential users")),
        _text(held.get("reason"), LONGEST_TEXT),
        _text(held.get("notes"), LONGEST_TEXT),
        talked_on,
    )


def _cell(line: Line, at: int) -> Cell:
    cell = line.cells[at] if at < len(line.cells) else None
    return cell.text if isinstance(cell, Formula) else cell


def _text(cell: Cell, most: int) -> str:
    return " ".join(clean(_spelt(cell)).split())[:most].removeprefix("'")


def _spelt(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case float():
            return f"{cell:g}"
        case _:
            return str(cell)


def _rank(cell: Cell) -> str:
    """“Rank 1.5”, “Tier 1,5” and 1.5 are the same."""
    said = _text(cell, LONGEST_ACCOUNT).casefold()
    bare = said.removeprefix("rank").removeprefix("tier").strip().replace(",", ".")
    return bare.removesuffix(".0") if bare not in ("none", "unranked", "n/a") else ""


def _users(cell: Cell) -> int | None:
    """There are no parts of users, so a point before three digits is no decimal one."""
    said = _text(cell, LONGEST_ACCOUNT)
    try:
        return whole(_THOUSANDS.sub("", said), MOST_USERS, "250")
    except Unclear as unclear:
        raise ValueError(NO_FIGURE.format(said=said[:40])) from unclear


def spelt(rows: Iterable[Row]) -> list[list[str | int | None]]:
    """As they are kept until somebody applies them."""
    return [
        [
            *(row.line, row.account, row.owner, row.rank, row.users, row.reason, row.notes),
            row.talked_on.isoformat() if row.talked_on else None,
        ]
        for row in rows
    ]


def unspelt(kept: Iterable[Sequence[Any]]) -> Iterator[Row]:
    for line, account, owner, rank, users, reason, notes, day in kept:
        talked_on = date.fromisoformat(day) if day else None
        yield Row(line, account, owner, rank, users, reason, notes, talked_on)
