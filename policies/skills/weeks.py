"""The week of a person, who may work from Sunday on, and the day on which the audit is asked for.

Every week goes by one Monday, so that people of different weeks stand in one table.
"""

from collections.abc import Collection
from datetime import date, timedelta

from policies.rhythms import Rhythm

_DAY = timedelta(days=1)
DAYS = 7
FRIDAY = 4


def week_of(day: date, work_days: Collection[int]) -> date:
    """The Monday that the week goes by; one that begins from Friday on goes by the next."""
    begins = _begins(work_days)
    first = day - (day.weekday() - begins) % DAYS * _DAY
    return first - _offset(begins) * _DAY


def days_of(week: date, work_days: Collection[int]) -> list[date]:
    first = week + _offset(_begins(work_days)) * _DAY
    return [first + ahead * _DAY for ahead in range(DAYS)]


def before(week: date, count: int) -> list[date]:
    """That many weeks before it, the newest first."""
    return [week - number * DAYS * _DAY for number in range(1, count + 1)]


def reminded_on(week: date, rhythm: Rhythm, from_end: int) -> date | None:
    """Their last workday of it, or so many workdays from its end; None if they do not work then."""
    days = [day for day in days_of(week, rhythm.work_days) if rhythm.works_on(day)]
    return days[-min(from_end, len(days))] if days else None


def _begins(work_days: Collection[int]) -> int:
    """The weekday after the longest run of free days, Monday if that is not clear."""
    free = [_free_before(day, work_days) for day in range(DAYS)]
    return free.index(max(free))


def _free_before(day: int, work_days: Collection[int]) -> int:
    if day not in work_days:
        return 0
    back = range(1, DAYS)
    return next((number - 1 for number in back if (day - number) % DAYS in work_days), DAYS - 1)


def _offset(begins: int) -> int:
    """From the Monday to the first day."""
    return begins - DAYS if begins >= FRIDAY else begins
