"""Days in a text, and everything with digits that is no count: times, phones, addresses."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from policies.conditions import Span

HOLE = " ¤ "

_MONTHS = "january february march april may june july august september october november december"
_MONTH = {name[:3]: place for place, name in enumerate(_MONTHS.split(), 1)}
_NAME = "(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS.split()) + r"|sept)\.?"
_BEFORE = "(?P<side>before|until|after|since|by|on|in|at|from|prior to|as of)?"
_DAY = re.compile(
    rf"(?:\b{_BEFORE}\s)?\s?(?<![\w.])(?:"
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2})(?:[t ]\d{1,2}:\d{2}\S*)?"
    r"|(?P<slashed>\d{1,2}[./]\d{1,2}[./]\d{4})"
    rf"|(?P<dm>\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_NAME},?\s+\d{{4}})"
    rf"|(?P<md>{_NAME}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d)"
    rf"|(?P<dmo>\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_NAME})"
    rf"|(?P<mdo>{_NAME}\s+\d{{1,2}}(?:st|nd|rd|th)?(?![\d.,]*\d))"
    rf"|(?P<my>{_NAME}\s+(?:19|20)\d\d)"
    r")(?!\w)"
)
_YEAR = re.compile(
    r"\b(?P<side>since|in|created|added|entered|founded|est|established|during|until|before|after"
    r"|back in|from|fy|year)\s+"
    r"(?P<ym>(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?)(?![\w.,-]*\d)(?!\s*(?:-|to|employees|people|staff))"
)
_NO_COUNT = re.compile(
    r"<[@#!][^<>]{0,80}>|https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w.-]{1,200}"
    r"|\b\d{1,2}:\d{1,2}(?::\d\d)?\b|\d+(?:[.,]\d+)?\s?%|#\s?\d+|\bq[1-4]\s+(?:19|20)\d\d\b"
    r"|\b24/7\b|\+\d[\d ()-]{6,18}\d|\(\d{2,5}\)[ \d-]{5,15}\d|\b\d{3}[-.]\d{3}[-.]\d{4}\b"
    r"|\b(?:tel|phone|fone|mobile|ext|fax)\b\W{0,3}\+?[\d() -]{3,20}"
)
_RELATIVE = re.compile(
    r"\b(?P<rel>today|yesterday|just now|this week|last week|this month|last month)\b"
)


_MAYBE = re.compile(
    r"\d[-./:]\d|(?<!\d)(?:19|20)\d\d(?!\d)|[<@#%+(]|www\.|://|\bq[1-4]\b|24/7"
    rf"|\b(?:tel|phone|fone|mobile|ext|fax)\b|\d\W{{0,2}}{_NAME}|{_NAME}\s+\d|of\s+{_NAME}"
    r"|today|yesterday|just now|(?:this|last) (?:week|month)"
)


class Day(NamedTuple):
    """A span of days in a text; `fault` when no calendar has it, `firm` for a full date."""

    span: Span
    said: str
    start: int
    fault: str = ""
    firm: bool = True


class Found(NamedTuple):
    text: str
    days: tuple[Day, ...]


def take_days(plain: str, today: date) -> Found:
    """The text without its dates, times, links and telephone numbers, and the dates."""
    lowered = plain.lower()
    if not _MAYBE.search(lowered):
        return Found(plain, ())
    if len(lowered) != len(plain):
        plain = lowered
    days = [*_days(lowered, today)]
    for pattern in (_DAY, _YEAR, _NO_COUNT):
        plain, lowered = _masked(plain, lowered, pattern)
    return Found(plain, tuple(days))


def _masked(plain: str, lowered: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    for found in reversed(list(pattern.finditer(lowered))):
        start, end = found.span()
        hole = HOLE.ljust(end - start) if end - start > len(HOLE) else HOLE
        plain = plain[:start] + hole + plain[end:]
        lowered = lowered[:start] + hole + lowered[end:]
    return plain, lowered


def _days(lowered: str, today: date) -> Iterator[Day]:
    for found in _DAY.finditer(lowered):
        yield _sided(_day(found, today), found["side"] or "")
    for found in _YEAR.finditer(lowered):
        side = found["side"] if found["side"] in ("before", "after", "until") else ""
        yield _sided(Day(_period(found["ym"]), found["ym"], found.start("ym"), firm=False), side)
    for found in _RELATIVE.finditer(lowered):
        yield Day(_lately(found["rel"], today), found["rel"], found.start(), firm=False)


def _sided(day: Day, side: str) -> Day:
    low, high = day.span.low, day.span.high
    if side in ("before", "prior to"):
        return day._replace(span=Span(1, low - 1), said=f"before {day.said}")
    if side in ("until", "by"):
        return day._replace(span=Span(1, high), said=f"until {day.said}")
    if side == "after":
        return day._replace(span=Span(high + 1, date.max.toordinal()), said=f"after {day.said}")
    return day


def _day(found: re.Match[str], today: date) -> Day:
    kind = found.lastgroup or "iso"
    said = found[kind]
    spans = [span for numbers in _readings(kind, said, today) if (span := _span(*numbers))]
    start = found.start(kind)
    if not spans:
        return Day(Span(1, 1), said, start, f"“{said}” is no day of the calendar")
    lows, highs = [span.low for span in spans], [span.high for span in spans]
    return Day(Span(min(lows), max(highs)), said, start)


def _readings(kind: str, said: str, today: date) -> list[tuple[int, int, int]]:
    """Year, month and day (0 for the whole month); both where day and month may be swapped."""
    numbers = [int(number) for number in re.findall(r"\d+", said)]
    if kind == "iso":
        return [(numbers[0], numbers[1], numbers[2])]
    if kind == "slashed":
        return [(numbers[2], numbers[1], numbers[0]), (numbers[2], numbers[0], numbers[1])]
    month = next(_MONTH[word[:3]] for word in re.findall(r"[a-z]{3,}", said) if word[:3] in _MONTH)
    if kind == "my":
        return [(numbers[0], month, 0)]
    year = numbers[1] if len(numbers) > 1 else today.year - ((month, numbers[0]) > _md(today))
    return [(year, month, numbers[0])]


def _md(day: date) -> tuple[int, int]:
    return day.month, day.day


def _span(year: int, month: int, day: int) -> Span | None:
    try:
        first = date(year, month, day or 1)
    except ValueError:
        return None
    if day:
        return Span(first.toordinal(), first.toordinal())
    return _period(f"{year}-{month:02}")


def _period(said: str) -> Span:
    """A year or a month."""
    year, _, month = said.partition("-")
    first = date(int(year), int(month or 1), 1)
    last = date(first.year, 12, 31) if not month else _month_end(first)
    return Span(first.toordinal(), last.toordinal())


def _month_end(first: date) -> date:
    after = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return after - timedelta(days=1)


def _lately(said: str, today: date) -> Span:
    day = today.toordinal()
    if said in ("today", "just now"):
        return Span(day, day)
    return Span(day - 1, day - 1) if said == "yesterday" else Span(day - 62, day)
