"""A cohort, a place in it or on the waiting list, and a topic that somebody holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

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
