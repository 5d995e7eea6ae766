"""Whose next step is due, missing or old, in what order they come, and which day is meant."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import takewhile
from typing import Protocol, TypeVar

from policies.answer import Answer
from policies.asking import Question, answer
from policies.pack import Pack
from policies.reading.cleaning import clean
from policies.reading.moments import Sort, moments
from policies.rhythms import Rhythm

POLICY = "nextstep"
FIT = "ok"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BARE_WEEKDAY = re.compile(r"(?:on\s+)?(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBER = re.compile(r"^[\W\d_]+")


class Figured(Protocol):
    """What an opportunity is like at some time; money is whole dollars."""

    @property
    def stage(self) -> str: ...
    @property
    def net_arr(self) -> int | None: ...
    @property
    def amount(self) -> int | None: ...
    @property
    def close_date(self) -> date | None: ...
    @property
    def next_step(self) -> str: ...
    @property
    def next_step_date(self) -> date | None: ...


class Stepped(Figured, Protocol):
    """An opportunity, as far as its next step goes."""

    @property
    def id(self) -> int: ...


Each = TypeVar("Each", bound=Stepped)


class Standing(StrEnum):
    OVERDUE = "overdue"
    TODAY = "today"
    UNWRITTEN = "unwritten"
    UNDATED = "undated"
    AHEAD = "ahead"


DUE = frozenset({Standing.OVERDUE, Standing.TODAY})
MISSING = frozenset({Standing.UNWRITTEN, Standing.UNDATED})
WAITING = DUE | MISSING
"""What a person is asked about in the morning."""


@dataclass(frozen=True, slots=True)
class Order:
    """The stages nearest to closing first; amounts and dates decide within one."""

    stages: Mapping[str, int]

    @classmethod
    def of(cls, pack: Pack) -> "Order":
        names = pack.sheets[POLICY].words["stages"]
        return cls({name: place for place, name in enumerate(names)})

    def stage(self, written: str) -> int:
        """“6-Awaiting Signature” is “awaiting signature”; one that nobody knows comes last."""
        return self.stages.get(_NUMBER.sub("", written.casefold()).strip(), len(self.stages))

    def key(self, each: Stepped, today: date) -> tuple[int, date, int, int, date, int]:
        """What is due by its date, then what is missing, then what lies ahead by its date."""
        standing = standing_of(each, today)
        place = (standing in WAITING) + (standing in DUE)
        day = date.min if standing in MISSING else each.next_step_date or date.max
        worth = each.amount if each.amount is not None else each.net_arr or 0
        closes = each.close_date or date.max
        return -place, day, self.stage(each.stage), -worth, closes, each.id


def standing_of(each: Stepped, today: date) -> Standing:
    """A day that has come is due, whether or not a text says what for."""
    day = each.next_step_date
    if day is not None and day <= today:
        return Standing.TODAY if day == today else Standing.OVERDUE
    if not each.next_step.strip():
        return Standing.UNWRITTEN
    return Standing.UNDATED if day is None else Standing.AHEAD


def ordered(those: Iterable[Each], today: date, order: Order) -> list[Each]:
    return sorted(those, key=lambda each: order.key(each, today))


def waiting(those: Iterable[Each], today: date, order: Order) -> list[Each]:
    """What is due or missing, the most pressing first."""
    return ordered((each for each in those if standing_of(each, today) in WAITING), today, order)


def is_far(day: date, today: date, pack: Pack) -> bool:
    """Thirty days are not more than thirty days."""
    return (day - today).days > pack.sheets[POLICY].limit("far_days")


def is_stale(day: date, today: date, pack: Pack) -> bool:
    """So long overdue that the step may no longer be the right one."""
    return (today - day).days > pack.sheets[POLICY].limit("stale_days")


@dataclass(frozen=True, slots=True)
class Cause:
    """How many opportunities of a person have this next step date, or None: one is missing.

    `since` is when the first of them became as it is.
    """

    day: date | None
    count: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Morning:
    """A work day on which somebody is asked about this many."""

    day: date
    due: int
    missing: int

    @property
    def says(self) -> str:
        due = f"{self.due:,} due" if self.due else ""
        missing = f"{self.missing:,} without text or date" if self.missing else ""
        return "next steps: " + ", ".join(each for each in (due, missing) if each)


def mornings(
    causes: Sequence[Cause], rhythm: Rhythm, today: date, until: datetime
) -> Iterator[Morning]:
    """From today on; what has become so after this morning waits for the next one.

    Who is away has none, unless somebody stands in for them.
    """
    if rhythm.away and rhythm.delegate:
        rhythm = replace(rhythm, away=None)
    for day, morning in _mornings_until(rhythm, today, until):
        there = [each for each in causes if day > today or each.since <= morning]
        due = sum(each.count for each in there if each.day is not None and each.day <= day)
        missing = sum(each.count for each in there if each.day is None)
        if due or missing:
            yield Morning(day, due, missing)


@lru_cache(maxsize=1024)
def _mornings_until(
    rhythm: Rhythm, today: date, until: datetime
) -> Sequence[tuple[date, datetime]]:
    """The same for all who keep these hours."""
    ahead = ((day, rhythm.morning(day)) for day in rhythm.work_days_from(today))
    return tuple(takewhile(lambda each: each[1] <= until, ahead))


def check(text: str, now: datetime, pack: Pack) -> Answer:
    """What the handbook says of a text for the field; outcome FIT if nothing is against it."""
    return answer(Question(f"/handrail {POLICY} ?", now, given={"next_step": text}), pack)


def day_of(text: str, now: datetime) -> date | None:
    """The one day that is meant: “12 Dec” is the next one, as “Friday” is. None if it is not clear.

    Raises ValueError with both days if it could be either of two.
    """
    plain, today = clean(text).lower().strip(), now.date()
    if bare := _BARE_WEEKDAY.fullmatch(plain):
        ahead = (_WEEKDAYS.index(bare[1]) - today.weekday()) % 7
        return today + timedelta(days=ahead or 7)
    found = moments(plain, now)
    if len(found) != 1 or found[0].sort is not Sort.DAY or found[0].fault:
        return None
    first, last = found[0].first, found[0].last
    if first != last:
        raise ValueError(f"{first.isoformat()} or {last.isoformat()}")
    if first < today and not found[0].relative and not _YEAR.search(plain):
        return _next_year(first)
    return first


def _next_year(day: date) -> date | None:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return None
