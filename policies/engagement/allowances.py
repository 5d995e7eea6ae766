"""What is left of an account's live help: smb-sync-limits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from policies.engagement.sheet import Year
from policies.engagement.values import POST, SMB, Session

ROLLING = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What was held before the sale, or in one year after it, and how much may be."""

    stage: str
    sessions: int
    minutes: int
    most_sessions: int
    most_minutes: int

    @property
    def sessions_left(self) -> int:
        return max(0, self.most_sessions - self.sessions)

    @property
    def minutes_left(self) -> int:
        return max(0, self.most_minutes - self.minutes)

    @property
    def is_used(self) -> bool:
        return not (self.sessions_left and self.minutes_left)

    @property
    def is_exceeded(self) -> bool:
        return self.sessions > self.most_sessions or self.minutes > self.most_minutes


def allowance(
    held: Iterable[Session], stage: str, on: date, year: Year, most: tuple[int, int]
) -> Allowance:
    """Of one account; `most` are the sessions and the minutes that there may be."""
    those = [each for each in held if counts(each, stage, on, year)]
    minutes = sum(each.minutes for each in those)
    return Allowance(stage, len(those), minutes, *most)


def counts(held: Session, stage: str, on: date, year: Year) -> bool:
    """Before the sale every session does, after it those of the year that `on` is in."""
    if held.stage != stage or held.segment != SMB:
        return False
    return stage != POST or is_same_year(held.day, on, year)


def is_same_year(day: date, on: date, year: Year) -> bool:
    if year.of == "rolling":
        return on - ROLLING < day <= on
    return begin_of(day, year.month) == begin_of(on, year.month)


def begin_of(day: date, month: int) -> date:
    """The first day of the year that begins in that month."""
    begun = day.replace(month=month, day=1)
    return begun if begun <= day else begun.replace(year=day.year - 1)
