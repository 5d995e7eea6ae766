"""Days of a month: work days, the day in its middle, its first and last; nothing of any rule."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeAlias

Holidays: TypeAlias = Callable[[date], bool]
"""Whether a day is free where the team works."""

FRIDAY, SATURDAY = 4, 5
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
"""Deals lie between these; another year is a slip of the finger."""

_DAY = timedelta(days=1)


def no_holidays(day: date) -> bool:
    return False


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def is_work_day(day: date, holidays: Holidays = no_holidays) -> bool:
    return not is_weekend(day) and not holidays(day)


def first_of(day: date, months: int = 0) -> date:
    """The first of the day's month, or of one so many months later."""
    whole = day.year * 12 + day.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)


def last_of(day: date) -> date:
    return first_of(day, 1) - _DAY


def week_day_before(day: date) -> date:
    """The day itself, or the Friday before its weekend."""
    return day - max(0, day.weekday() - FRIDAY) * _DAY


def mid_month(month: date, number: int) -> date:
    """That day of the month, or the closest week day before it; holidays do not move it."""
    return week_day_before(month.replace(day=max(1, min(number, last_of(month).day))))


def last_work_days(month: date, count: int, holidays: Holidays = no_holidays) -> tuple[date, ...]:
    """The last work days of the month in their order; fewer if it has no more."""
    days = [day for day in _back_from(last_of(month)) if is_work_day(day, holidays)]
    return tuple(reversed(days[:count]))


def _back_from(last: date) -> Iterator[date]:
    return (last - back * _DAY for back in range(last.day))


def friday_from(day: date) -> date:
    """The day itself or the first Friday after it."""
    return day + (FRIDAY - day.weekday()) % 7 * _DAY


def week_day(day: date, weekday: int) -> date:
    """That day of the week, which begins on Monday."""
    return day + (weekday - day.weekday()) * _DAY


def spoken(day: date) -> str:
    """“Thu 30 April 2026”."""
    return f"{day:%a} {day.day} {day:%B %Y}"
