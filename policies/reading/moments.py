"""Days, months, times of day and durations in a text, by the wall clock of who asks."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from policies.reading.amounts import Amount
from policies.reading.cleaning import excerpt
from policies.reading.moment_patterns import (
    DAY,
    INSTANT,
    MONTH,
    MONTHS,
    SPAN,
    TIME,
    WEEKDAYS,
)

HOLE = "¤"


class Sort(StrEnum):
    DAY = "day"
    MONTH = "month"
    TIME = "time"
    INSTANT = "instant"
    SPAN = "span"


@dataclass(frozen=True, slots=True)
class Moment:
    """`first` to `last` are days; `at` is set for times and instants, `lasts` for durations."""

    sort: Sort
    said: str
    start: int
    end: int
    first: date = date.min
    last: date = date.min
    at: datetime | None = None
    lasts: timedelta = timedelta()
    months: int = 0
    fault: str = ""
    relative: bool = False
    weekday: int | None = None


def moments(plain: str, now: datetime) -> list[Moment]:
    """All that a cleaned, lowercase text says of time; `now` is the wall clock of who asks."""
    found: list[Moment] = []
    left = plain
    for pattern, read in _WAYS:
        found += [read(match, now) for match in pattern.finditer(left)]
        left = without(left, found)
    return sorted(found, key=lambda moment: moment.start)


def without(plain: str, found: list[Moment]) -> str:
    """The text with what was read taken out, everything else where it was."""
    for moment in found:
        width = moment.end - moment.start
        plain = plain[: moment.start] + HOLE.ljust(width) + plain[moment.end :]
    return plain


def _instant(match: re.Match[str], now: datetime) -> Moment:
    day, at = _day(match, now), clock(match["clock"])
    if day.fault or at is None:
        fault = day.fault or f"“{excerpt(match['clock'])}” is no time of day"
        return Moment(Sort.INSTANT, day.said, match.start(), match.end(), fault=fault)
    when = datetime.combine(day.first, at, now.tzinfo)
    said, weekday = excerpt(match[0]), day.weekday
    return Moment(
        Sort.INSTANT,
        said,
        match.start(),
        match.end(),
        day.first,
        day.last,
        when,
        relative=day.relative,
        weekday=weekday,
    )


def _day(match: re.Match[str], now: datetime) -> Moment:
    """A weekday before it settles which of two days is meant."""
    said = excerpt(match[0].strip())
    readings = [day for numbers in _readings(match, now.date()) if (day := _valid(*numbers))]
    start, end = match.start(), match.end()
    if not readings:
        return Moment(Sort.DAY, said, start, end, fault=f"“{said}” is no day of the calendar")
    weekday = WEEKDAYS[match["named"][:3]] if match["named"] else None
    meant = [day for day in readings if day.weekday() == weekday] or readings
    relative = bool(match["rel"] or match["next"])
    return Moment(
        Sort.DAY, said, start, end, min(meant), max(meant), relative=relative, weekday=weekday
    )


def _readings(match: re.Match[str], today: date) -> list[tuple[int, int, int]]:
    """Year, month, day; two where day and month may be swapped."""
    if match["rel"] or match["next"]:
        day = _relative(match["rel"]) if match["rel"] else _named(match["next"], today)
        when = today + timedelta(days=day)
        return [(when.year, when.month, when.day)]
    said = match["iso"] or match["slashed"] or match["dm"] or match["md"]
    numbers = [int(number) for number in re.findall(r"\d+", said)]
    if match["iso"]:
        return [(numbers[0], numbers[1], numbers[2])]
    if match["slashed"]:
        return [(numbers[2], numbers[1], numbers[0]), (numbers[2], numbers[0], numbers[1])]
    return [(numbers[1] if len(numbers) > 1 else today.year, _month_in(said), numbers[0])]


def _relative(said: str) -> int:
    return {"today": 0, "tomorrow": 1, "yesterday": -1}.get(said, 2)


def _named(said: str, today: date) -> int:
    """“next friday” is the first one after today; “this friday” may be today."""
    which, _, name = said.partition(" ")
    ahead = (WEEKDAYS[name.strip()[:3]] - today.weekday()) % 7
    if which == "last":
        return ahead - 7
    return 7 if which == "next" and ahead == 0 else ahead


def _month_in(said: str) -> int:
    return next(MONTHS[word[:3]] for word in re.findall(r"[a-z]{3,}", said) if word[:3] in MONTHS)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def clock(said: str) -> time | None:
    if said in ("noon", "midnight"):
        return time(12 if said == "noon" else 0)
    numbers = [int(number) for number in re.findall(r"\d+", said)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    if said.endswith(("am", "pm")):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if said.endswith("pm") else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _time(match: re.Match[str], now: datetime) -> Moment:
    """A time by itself is today's; with a weekday it is that day's of this week."""
    at, said = clock(match["clock"]), excerpt(match[0].strip())
    if at is None:
        fault = f"“{said}” is no time of day"
        return Moment(Sort.TIME, said, match.start(), match.end(), fault=fault)
    weekday = WEEKDAYS[match["named"][:3]] if match["named"] else None
    day = now.date() if weekday is None else now.date() + timedelta(weekday - now.weekday())
    when = datetime.combine(day, at, now.tzinfo)
    return Moment(Sort.TIME, said, match.start(), match.end(), day, day, when, weekday=weekday)


def _month(match: re.Match[str], now: datetime) -> Moment:
    first, said = _first_of(match, now.date()), excerpt(match[0])
    if first is None:
        fault = f"“{said}” is no month of the calendar"
        return Moment(Sort.MONTH, said, match.start(), match.end(), fault=fault)
    last = months_on(first, 1) - timedelta(days=1)
    relative = bool(match["rel"])
    return Moment(Sort.MONTH, said, match.start(), match.end(), first, last, relative=relative)


def _first_of(match: re.Match[str], today: date) -> date | None:
    if match["ym"] or match["slashed"]:
        numbers = re.findall(r"\d+", match["ym"] or match["slashed"])
        year, month = sorted(map(int, numbers), reverse=True)
        return _valid(year, month, 1)
    if match["rel"]:
        return months_on(today.replace(day=1), {"next": 1, "last": -1}.get(match["rel"][:4], 0))
    said = match["my"] or match["only"]
    years = re.findall(r"\d{4}", said)
    return date(int(years[0]) if years else today.year, _month_in(said), 1)


def months_on(first: date, count: int) -> date:
    """The first of the month that many months later."""
    whole = first.year * 12 + first.month - 1 + count
    return date(whole // 12, whole % 12 + 1, 1)


_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTS = {"a": 1, "an": 1} | {word: place for place, word in enumerate(_WORDS, 1)}
_SECONDS = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_CENTURY = 36_525 * 86_400


def _span(match: re.Match[str], now: datetime) -> Moment:
    count, unit = match["count"], match["unit"]
    number = float(_COUNTS.get(count, 0) or count)
    said, start, end = excerpt(match[0]), match.start(), match.end()
    monthly = unit.startswith(("mo", "y"))
    months = number * (12 if unit.startswith("y") else 1) if monthly else 0
    seconds = 0 if monthly else number * _SECONDS[unit[0]]
    if months > 1200 or seconds > _CENTURY:
        fault = f"“{said}” is more than a hundred years; please check it"
        return Moment(Sort.SPAN, said, start, end, fault=fault)
    return Moment(
        Sort.SPAN, said, start, end, lasts=timedelta(seconds=seconds), months=round(months)
    )


_WAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], datetime], Moment]], ...] = (
    (INSTANT, _instant),
    (DAY, _day),
    (TIME, _time),
    (SPAN, _span),
    (MONTH, _month),
)
"""What is read of a text goes first to those who read most."""


def apart(found: list[Moment], figures: list[Amount]) -> Iterator[Amount]:
    """The figures that are no part of a moment."""
    taken = [(moment.start, moment.end) for moment in found]
    for figure in figures:
        if not any(start <= figure.start < end for start, end in taken):
            yield figure
