"""From when to when somebody is away, and who stands in, from what they write."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from policies.reading.cleaning import clean
from policies.reading.moments import Moment, Sort, moments, without

LONGEST_DAYS = 366
EXAMPLE = "/handrail away 2026-12-21 to 2026-12-31 delegate @ben"
DELEGATE = re.compile(
    r"\b(?:delegate|delegates?\s+to|covered\s+by|cover|stand-?in|ask)\b[:\s]*(?P<who>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
JOINS = re.compile(r"\b(?:from|to|until|till|through|and|on|with|by|i am|i'm|away)\b|[¤.,;–—-]+")


class Unclear(ValueError):
    """What cannot be meant, as one sentence with an example."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Both days included; `delegate` as it was written, or nothing."""

    first: date
    last: date
    delegate: str = ""


def leave(text: str, now: datetime) -> Leave:
    """`now` is the wall clock of who writes."""
    found = DELEGATE.search(text)
    when = clean(text[: found.start()] if found else text).lower()
    delegate = found["who"].strip() if found else ""
    said = [moment for moment in moments(when, now) if moment.sort is Sort.DAY]
    rest = JOINS.sub(" ", without(when, said)).strip()
    if rest or not 1 <= len(said) <= 2:
        raise Unclear(f"Say from when to when, for example `{EXAMPLE}`.")
    days = [_day(moment, now.date()) for moment in said]
    return checked(Leave(days[0], days[-1], delegate), now.date())


def checked(found: Leave, today: date) -> Leave:
    if found.first > found.last:
        raise Unclear("The last day is before the first. Write the first day first.")
    if found.last < today:
        raise Unclear("Those days are over. Give a last day that is still to come.")
    if (found.last - found.first).days >= LONGEST_DAYS:
        raise Unclear("That is more than a year. Ask an admin to take the person off the team.")
    return found


def _day(moment: Moment, today: date) -> date:
    if moment.fault:
        raise Unclear(f"{moment.fault[0].upper()}{moment.fault[1:]}. For example `{EXAMPLE}`.")
    if moment.first != moment.last:
        raise Unclear(f"“{moment.said}” may be two days. Write it like {moment.first.isoformat()}.")
    if moment.relative or re.search(r"\d{4}", moment.said) or moment.first >= today:
        return moment.first
    return _next_year(moment.first)


def _next_year(day: date) -> date:
    """A day without a year is the next one of that name."""
    leap = day.month == 2 and day.day == 29
    return date(day.year + 1, day.month, 28 if leap else day.day)
