"""A cohort, a place in it or on the waiting list, and a topic that somebody holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Cohort:
    """`facilitator` may be nobody we know yet."""

    id: int
    workspace: str
    starts: date
    facilitator: str
    by: str
    at: datetime

    def begun(self, today: date) -> bool:
        return self.starts <= today

    def day(self, week: int) -> date:
        """The first of a week, the first week being 1."""
        return self.starts + (week - 1) * WEEK

    def week(self, today: date, weeks: int) -> int | None:
        """Which of its weeks it is; None before the first and after the last."""
        passed = (today - self.starts).days // 7 + 1
        return passed if 1 <= passed <= weeks else None

    def is_over(self, today: date, weeks: int) -> bool:
        return today >= self.starts + weeks * WEEK

    def begun_weeks(self, today: date, weeks: int) -> int:
        """How many of its weeks have begun."""
        return min(max((today - self.starts).days // 7 + 1, 0), weeks)


@dataclass(frozen=True, slots=True)
class SignUp:
    """`number` is the order in which people put their names down; `cohort` is theirs, if any."""

    id: int
    workspace: str
    number: int
    person: str
    at: datetime
    cohort: int | None
    left_at: datetime | None


class Presence(StrEnum):
    """What is known of a week: they were there, or told the facilitator that they can't be."""

    THERE = "there"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Attendance:
    """Of one week, ticked by a participant or an admin."""

    sign_up: int
    week: int
    presence: Presence
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Hold:
    """A topic somebody has taken up, from one day to another."""

    id: int
    workspace: str
    topic: str
    person: str
    months: int
    problem: str
    commitments: str
    since: date
    until: date
    released_at: datetime | None


def waiting(those: Iterable[SignUp]) -> list[SignUp]:
    """Without a cohort yet, the first to put their name down first."""
    found = [each for each in those if each.cohort is None and each.left_at is None]
    return sorted(found, key=lambda each: each.number)


def placed(those: Iterable[SignUp], cohort: int) -> list[SignUp]:
    found = [each for each in those if each.cohort == cohort and each.left_at is None]
    return sorted(found, key=lambda each: each.number)


def to_place(those: Sequence[SignUp], cohort: int, seats: int) -> list[SignUp]:
    """Who gets the seats that are free, by the order in which they came."""
    return waiting(those)[: max(seats - len(placed(those, cohort)), 0)]
