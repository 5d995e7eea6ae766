"""Days as reports write them. 03/04/2026 is read as its whole column is, and never guessed."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from policies.imports.tables import Cell


class Order(StrEnum):
    """How days with strokes are written."""

    MONTH_FIRST = "month first"
    DAY_FIRST = "day first"


class Undecided(Exception):
    """Both orders make a day of it, and nothing says which is meant."""


class NoDay(Exception):
    """The text says why, and goes after the name of the column."""


FIRST, LAST = date(1990, 1, 1), date(2099, 12, 31)
ZERO = date(1899, 12, 30)
"""The day that Excel counts from, its leap day of 1900 included."""
SERIALS = (FIRST.toordinal() - ZERO.toordinal(), LAST.toordinal() - ZERO.toordinal())
_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_TIME = r"(?:[T ]\s*\d{1,2}:\d{2}.*)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_DOTS = re.compile(rf"(\d{{1,2}})\.\s?(\d{{1,2}})\.\s?(\d{{4}}|\d{{2}}){_TIME}")
_STROKES = re.compile(rf"(\d{{1,2}})([/-])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}")
_DAY_NAME = re.compile(r"(\d{1,2})[-. ]+([a-z]{3,9})\.?[-, ]+(\d{4}|\d{2})")
_NAME_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2}),? (\d{4})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
EXAMPLE = "write it as 2026-04-30"


def day_of(cell: Cell, order: Order | None) -> date | None:
    """None for an empty cell. Raises NoDay, and Undecided if only `order` could tell."""
    match cell:
        case None:
            return None
        case bool():
            raise NoDay(f"“{cell}” is no day: {EXAMPLE}")
        case int() | float():
            return _serial(float(cell))
        case datetime():
            return _checked(cell.date())
        case date():
            return _checked(cell)
        case str():
            return _read(cell.strip(), order) if cell.strip() else None


def order_of(cells: Iterable[Cell]) -> Order | None:
    """What a whole column decides. Raises NoDay if it holds both."""
    found: set[Order] = set()
    for cell in cells:
        strokes = _STROKES.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if strokes:
            first, second = int(strokes[1]), int(strokes[3])
            found |= {Order.DAY_FIRST} if first > 12 >= second else set()
            found |= {Order.MONTH_FIRST} if second > 12 >= first else set()
    if len(found) > 1:
        raise NoDay(f"days are written both ways, 04/30/2026 and 30/04/2026: {EXAMPLE}")
    return next(iter(found), None)


@lru_cache(maxsize=4096)
def _read(text: str, order: Order | None) -> date:
    said = text.casefold()
    if found := _ISO.fullmatch(text):
        return _date(text, found[1], found[2], found[3])
    if found := _DOTS.fullmatch(text):
        return _date(text, found[3], found[2], found[1])
    if found := _STROKES.fullmatch(text):
        return _by_order(text, found, order)
    if found := _DAY_NAME.fullmatch(said):
        return _date(text, found[3], _month(text, found[2]), found[1])
    if found := _NAME_DAY.fullmatch(said):
        return _date(text, found[3], _month(text, found[1]), found[2])
    if _SERIAL.fullmatch(text):
        return _serial(float(text))
    raise NoDay(f"“{text[:40]}” is no day: {EXAMPLE}")


def _by_order(text: str, found: re.Match[str], order: Order | None) -> date:
    first, second = int(found[1]), int(found[3])
    if order is None and first != second and max(first, second) <= 12:
        raise Undecided(text)
    day_first = order is Order.DAY_FIRST if order else first > 12
    month, day = (second, first) if day_first else (first, second)
    return _date(text, found[4], str(month), str(day))


def _month(text: str, name: str) -> str:
    if name[:3] not in _NAMES:
        raise NoDay(f"“{text[:40]}” is no day: {EXAMPLE}")
    return str(_NAMES.index(name[:3]) + 1)


def _date(text: str, year: str, month: str, day: str) -> date:
    whole = int(year) + 2000 if len(year) == 2 else int(year)
    try:
        return _checked(date(whole, int(month), int(day)))
    except ValueError:
        raise NoDay(f"“{text[:40]}” is no day of the calendar: {EXAMPLE}") from None


def _serial(number: float) -> date:
    if not SERIALS[0] <= number <= SERIALS[1] + 1:
        raise NoDay(f"“{number:g}” is no day: {EXAMPLE}")
    return _checked(ZERO + timedelta(days=int(number)))


def _checked(day: date) -> date:
    if not FIRST <= day <= LAST:
        raise NoDay(f"{day.isoformat()} is too far away: {EXAMPLE}")
    return day
