"""The working time in which the hour of an MQL runs, where its SDR is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from policies.clocks import day_in, instant_of
from policies.rhythms import LONGEST_LOOK, Rhythm

_DAY = timedelta(days=1)
_MINUTES = 24 * 60
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Hours:
    """From and until are minutes of the day; an absence does not stop the clock."""

    rhythm: Rhythm
    begins: int
    ends: int

    def is_open(self, instant: datetime) -> bool:
        return self.runs_from(instant) == instant

    def runs_from(self, instant: datetime) -> datetime:
        """The instant itself, or when working time begins next."""
        first = next(self._spans(instant), None)
        return max(first[0], instant) if first else instant

    def after(self, instant: datetime, lasting: timedelta) -> datetime:
        """When so much working time will have gone by."""
        left = lasting
        for opens, closes in self._spans(instant):
            begins = max(opens, instant)
            if left <= closes - begins:
                return begins + left
            left -= closes - begins
        return instant + lasting

    def between(self, first: datetime, last: datetime) -> timedelta:
        """The working time from one to the other; none if the second comes first."""
        if last <= first:
            return timedelta()
        spans = takewhile(lambda span: span[0] < last, self._spans(first))
        parts = (min(closes, last) - max(opens, first) for opens, closes in spans)
        return sum(parts, timedelta())

    def _spans(self, instant: datetime) -> Iterator[Span]:
        """The working times that end after the instant, day by day."""
        today = day_in(instant, self.rhythm.zone)
        for ahead in range(LONGEST_LOOK):
            day = today + ahead * _DAY
            if self._works_on(day):
                opens, closes = self._at(day, self.begins), self._at(day, self.ends)
                if closes > max(opens, instant):
                    yield opens, closes

    def _works_on(self, day: date) -> bool:
        rhythm = self.rhythm
        known = day.weekday() in rhythm.work_days or not rhythm.works_on_some_day
        return known and not rhythm.holidays(day)

    def _at(self, day: date, minutes: int) -> datetime:
        days, left = divmod(minutes, _MINUTES)
        return instant_of(day + days * _DAY, time(*divmod(left, 60)), self.rhythm.zone)
