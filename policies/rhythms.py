"""When a person works, and when they may be spoken to; all of it in their own zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from policies.calendars import Holidays, no_holidays
from policies.clocks import day_in, instant_of

_DAY = timedelta(days=1)
LONGEST_LOOK = 400
"""Days looked ahead for a work day; whoever has none is spoken to all the same."""


class Level(StrEnum):
    """How much a person wants to be reminded: of what is due, also before, also early."""

    LIGHT = "light"
    STANDARD = "standard"
    ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Work days count from Monday, 0. `away` holds both its days; `quiet` may cross midnight."""

    zone: tzinfo = UTC
    work_days: frozenset[int] = frozenset(range(5))
    starts: time = time(9)
    ends: time = time(18)
    quiet: tuple[time, time] | None = None
    away: tuple[date, date] | None = None
    delegate: str | None = None
    level: Level = Level.STANDARD
    muted: frozenset[str] = frozenset()
    daily_most: int = 5
    """Messages of their own in a day; what is more comes with the next digest."""
    holidays: Holidays = no_holidays

    def works_on(self, day: date) -> bool:
        return day.weekday() in self.work_days and not self.holidays(day) and not self.is_away(day)

    def is_away(self, day: date) -> bool:
        return self.away is not None and self.away[0] <= day <= self.away[1]

    @property
    def works_on_some_day(self) -> bool:
        return bool(self.work_days)

    def morning(self, day: date) -> datetime:
        """When the day's digest comes: at its start, or when the quiet hours end."""
        return self._awake(day, self.starts)

    def is_open(self, instant: datetime) -> bool:
        """Whether a message of its own may come now."""
        day = day_in(instant, self.zone)
        if not self.works_on(day):
            return False
        return self.morning(day) <= instant < self._evening(day) and not self.is_quiet(instant)

    def is_quiet(self, instant: datetime) -> bool:
        if self.quiet is None or self.quiet[0] == self.quiet[1]:
            return False
        begins, ends = self.quiet
        at = instant.astimezone(self.zone).time()
        inside = begins <= at < ends
        return inside if begins < ends else at >= begins or at < ends

    def next_open(self, instant: datetime) -> datetime:
        """The instant itself, or when they may next be spoken to."""
        if self.is_open(instant):
            return instant
        for day in self.work_days_from(day_in(instant, self.zone)):
            for opening in self._openings(day):
                if opening >= instant and self.is_open(opening):
                    return opening
        return instant

    def last_open(self, instant: datetime, lead: timedelta = timedelta(hours=1)) -> datetime | None:
        """`lead` before the end of the last working time before the instant; None if too far."""
        day = day_in(instant, self.zone)
        for back in range(15):
            past = day - back * _DAY
            moment = self._evening(past) - lead
            if self.works_on(past) and moment <= instant:
                return max(moment, self.morning(past))
        return None

    def work_days_from(self, day: date) -> Iterator[date]:
        for ahead in range(LONGEST_LOOK):
            if self.works_on(day + ahead * _DAY):
                yield day + ahead * _DAY

    def work_day_from(self, day: date) -> date:
        """The day itself or the next on which they work; the day itself if there is none."""
        return next(self.work_days_from(day), day)

    def work_day_after(self, day: date) -> date:
        return self.work_day_from(day + _DAY)

    def _evening(self, day: date) -> datetime:
        return instant_of(day, self.ends, self.zone)

    def _openings(self, day: date) -> tuple[datetime, ...]:
        ends = () if self.quiet is None else (instant_of(day, self.quiet[1], self.zone),)
        return tuple(sorted((self.morning(day), *ends)))

    def _awake(self, day: date, at: time) -> datetime:
        start = instant_of(day, at, self.zone)
        if not self.is_quiet(start):
            return start
        assert self.quiet is not None
        return max(start, instant_of(day, self.quiet[1], self.zone))
