"""A call in one line: “Northwind tomorrow 14:00”."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from policies.reading.moments import Moment, Sort
from policies.reading.timed import timed

LONGEST_CUSTOMER = 120
_LEAD = re.compile(
    r"^(?:please\s+)?(?:remind\b(?:\s+me\b)?\s*)?(?:(?:before|of|about)\b\s*)?"
    r"(?:(?:(?:the|my|a|our)\s+)?(?:call|meeting)\b(?:\s+(?:with|at|on)\b)?)?\s*",
    re.IGNORECASE,
)
_LEFT_OVER = re.compile(
    r"\b(?:\d{1,2}[/.]\d{1,2}|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday|s)?|thu(?:r|rs|rsday)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?|(?:next|this)\s+week|utc|gmt|[cepm][ds]t|ces?t|bst"
    r"|ist|jst)\b",
    re.IGNORECASE,
)
"""A day that was not understood, or a zone: then nobody should be reminded by a guess."""
_YEAR = re.compile(r"\d{4}")
_EDGES = " \t,;:.-–—"
_HALF = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Line:
    """`timed` if it speaks of a day or a time at all.

    `sure` if customer, day and time are told and nothing is left that might change them.
    """

    customer: str = ""
    day: date | None = None
    at: time | None = None
    timed: bool = False
    sure: bool = False


def line(text: str, now: datetime) -> Line:
    """`now` is the wall clock of who writes; a time alone is today's."""
    told = timed(" ".join(text.split()), now)
    customer = _LEAD.sub("", told.left.strip(_EDGES)).strip(_EDGES)[:LONGEST_CUSTOMER]
    at = next((each.at.time() for each in told.clocks if each.at), None)
    day = next((_coming(each, now.date()) for each in told.dated), None)
    doubtful = told.doubtful or bool(_LEFT_OVER.search(customer))
    if day is None and at is not None and not doubtful:
        day = now.date()
    said = told.doubtful or at is not None or day is not None
    return Line(customer, day, at, said, bool(customer and day and at) and not doubtful)


def _coming(moment: Moment, today: date) -> date:
    """“Tue 14:00”, said on a Wednesday, is next week; “5 January”, said in December, next year."""
    day = moment.first
    if moment.sort is Sort.TIME and day < today:
        return day + timedelta(days=7)
    if moment.relative or _YEAR.search(moment.said) or today - day < _HALF:
        return day
    return _next_year(day)


def _next_year(day: date) -> date:
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else day
