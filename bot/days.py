"""Days as the demo's data names them: from today, or by the beginning and end of a month."""

from datetime import date, timedelta

from policies.calendars import first_of, is_weekend, last_of

PARKED, END = "first", "eom"


def when(word: str, today: date) -> date | None:
    """`+9`, `-4`, `first+1` (the first of next month), `eom` (this month's last week day)."""
    if not word:
        return None
    name, _, number = word.partition("+")
    months = int(number or 0)
    if name == PARKED:
        return first_of(today, months)
    if name == END:
        return _week_day_until(last_of(first_of(today, months)))
    return work_day(today + timedelta(days=int(word)))


def is_parked(word: str) -> bool:
    return word.startswith(PARKED)


def work_day(day: date) -> date:
    """The day itself, or the Monday after its weekend."""
    while is_weekend(day):
        day += timedelta(days=1)
    return day


def _week_day_until(day: date) -> date:
    while is_weekend(day):
        day -= timedelta(days=1)
    return day
