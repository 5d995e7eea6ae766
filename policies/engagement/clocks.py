"""When an answer is due, and whether a meeting is asked for too late."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice

from policies.calendars import Holidays, is_work_day
from policies.clocks import day_in, instant_of
from policies.engagement.sheet import Hours
from policies.rhythms import Rhythm

DAY = timedelta(days=1)


def answer_by(
    posted: datetime, hours: int, kind: Hours, zone: tzinfo, holidays: Holidays
) -> datetime:
    """By the clock; or without the days on which nobody works, each a whole day long."""
    left, at = timedelta(hours=hours), posted
    if kind.of == "clock":
        return at + left
    while True:
        day = day_in(at, zone)
        midnight = instant_of(day + DAY, time(0), zone)
        if is_work_day(day, holidays):
            if at + left <= midnight:
                return at + left
            left -= midnight - at
        at = midnight


def is_short(today: date, wanted: date, notice: int, rhythm: Rhythm) -> bool:
    """Fewer work days than that lie between; asked on Monday, two of them make it Wednesday."""
    earliest = list(islice(work_days_after(today, rhythm), notice))
    return bool(earliest) and wanted < earliest[-1]


def work_days_after(day: date, rhythm: Rhythm) -> Iterator[date]:
    return rhythm.work_days_from(day + DAY)
