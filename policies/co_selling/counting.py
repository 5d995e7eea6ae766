"""How many calls of a manager count today, and what is missing to the minimum and the aim."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from policies.clocks import day_in
from policies.co_selling.values import Call
from policies.sheets import Sheet

NUMBERS = "cosell-numbers"
DUTY = "cosell-duty"
ROLES = "cosell-roles"
TRAINING = "cosell-module"


class Reached(StrEnum):
    BELOW = "below the minimum"
    MINIMUM = "minimum met"
    AIM = "aim met"


@dataclass(frozen=True, slots=True)
class Marks:
    """The figures of the pack: `window` in days, today among them."""

    minimum: int
    aim_low: int
    aim_high: int
    window: int

    @classmethod
    def of(cls, sheet: Sheet) -> "Marks":
        names = ("minimum", "aim_low", "aim_high", "window")
        return cls(*(int(sheet.limit(name)) for name in names))

    def first(self, today: date) -> date:
        return today - timedelta(days=self.window - 1)


@dataclass(frozen=True, slots=True)
class Count:
    """The calls of one person within the window that ends today, the oldest first."""

    person: str
    calls: tuple[Call, ...]
    today: date
    zone: tzinfo
    marks: Marks

    @property
    def number(self) -> int:
        return len(self.calls)

    @property
    def reached(self) -> Reached:
        if self.number < self.marks.minimum:
            return Reached.BELOW
        return Reached.MINIMUM if self.number < self.marks.aim_low else Reached.AIM

    @property
    def to_minimum(self) -> int:
        return max(self.marks.minimum - self.number, 0)

    @property
    def to_aim(self) -> int:
        return max(self.marks.aim_low - self.number, 0)

    @property
    def first(self) -> date:
        return self.marks.first(self.today)

    def day(self, call: Call) -> date:
        return day_in(call.at, self.zone)

    def leaves(self, call: Call) -> date:
        """The first day on which it no longer counts."""
        return self.day(call) + timedelta(days=self.marks.window)

    @property
    def leaving(self) -> Sequence[Call]:
        """Those that fall out of the window next, on one day together."""
        soonest = [each for each in self.calls if self.leaves(each) == self.leaves(self.calls[0])]
        return tuple(soonest)

    def by_person(self, people: Iterable[str]) -> dict[str, int]:
        """How many with each of these, none of them left out."""
        return {each: sum(call.is_with(each) for call in self.calls) for each in people}


def counted(calls: Iterable[Call], person: str, marks: Marks, now: datetime, zone: tzinfo) -> Count:
    """A call alone is none that was sold together."""
    today = day_in(now, zone)
    found = [
        each
        for each in calls
        if each.removed_at is None
        and each.is_with(person)
        and len(each.people) > 1
        and marks.first(today) <= day_in(each.at, zone) <= today
    ]
    found.sort(key=lambda each: (each.at, each.id))
    return Count(person, tuple(found), today, zone, marks)


def same(
    calls: Iterable[Call], at: datetime, people: Iterable[str], within: timedelta
) -> Call | None:
    """The nearest in time of those that can be the same call: somebody was on both of them."""
    wanted = frozenset(people)
    near = [
        each
        for each in calls
        if each.removed_at is None and abs(each.at - at) <= within and each.people & wanted
    ]
    return min(near, key=lambda each: (abs(each.at - at), each.id), default=None)
