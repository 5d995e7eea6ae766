"""The period a review is about, and the days on which its sessions are held: rg-dates, X17, X18."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from policies.calendars import Holidays, first_of, last_of, last_work_days, mid_month
from policies.sheets import Sheet

MONTH, QUARTER = "month", "quarter"
MONTHS_IN_A_QUARTER = 3
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Both days belong to it."""

    starts: date
    ends: date

    def has(self, day: date) -> bool:
        return self.starts <= day <= self.ends

    @property
    def name(self) -> str:
        """“November 2025”, “August to October 2025”."""
        if (self.starts.year, self.starts.month) == (self.ends.year, self.ends.month):
            return f"{self.ends:%B %Y}"
        return f"{self.starts:%B} to {self.ends:%B %Y}"


@dataclass(frozen=True, slots=True)
class Calendar:
    """A team's sessions, by the sheet's figures and the team's holidays."""

    sheet: Sheet
    holidays: Holidays
    kind: str = ""
    """`month` or `quarter`, where the team says so."""

    def period_of(self, day: date) -> Period:
        months = MONTHS_IN_A_QUARTER if self.kind == QUARTER else 1
        if self.kind not in (MONTH, QUARTER):
            months = int(self.sheet.limit("period_months"))
        past = (day.month - int(self.sheet.limit("quarter_starts"))) % months
        return Period(first_of(day, -past), last_of(first_of(day, months - past - 1)))

    def before(self, period: Period) -> Period:
        return self.period_of(period.starts - _DAY)

    def in_month(self, month: date) -> list[date]:
        first = first_of(month)
        middle = mid_month(first, int(self.sheet.limit("mid_month")))
        last = last_work_days(first, int(self.sheet.limit("last_days")), self.holidays)
        return sorted({middle, *last})

    def is_session(self, day: date) -> bool:
        return day in self.in_month(day)

    def next_after(self, day: date) -> date:
        return next(each for each in self._from(day) if each > day)

    def last_in(self, period: Period) -> date:
        return self.in_month(period.ends)[-1]

    def first_in(self, period: Period) -> date:
        return next(each for each in self._from(period.starts) if each >= period.starts)

    def is_last(self, day: date) -> bool:
        """Whether no session of its period comes after it."""
        return day >= self.last_in(self.period_of(day))

    def _from(self, day: date) -> Iterator[date]:
        for ahead in range(13):
            yield from self.in_month(first_of(day, ahead))
