"""Instants worth moving to, on the wall clock of whoever asks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TypeAlias

NINE, JUST_BEFORE_NINE = time(9, 0), time(8, 59)
MONDAY, SATURDAY = 0, 5


@dataclass(frozen=True)
class Moment:
    key: str
    label: str
    at: datetime


Offers: TypeAlias = Callable[[datetime], list[Moment]]


def usual(now: datetime) -> list[Moment]:
    return [
        Moment("hour", "In an hour", after(now, timedelta(hours=1))),
        Moment("tomorrow", "Tomorrow, 09:00", on(now + timedelta(days=1), NINE)),
        Moment("workday", "Next workday, 08:59", on(next_workday(now), JUST_BEFORE_NINE)),
        Moment("monday", "Next Monday, 08:59", on(next_monday(now), JUST_BEFORE_NINE)),
        Moment("month", "In thirty days", on(now + timedelta(days=30), now.time())),
    ]


def after(now: datetime, length: timedelta) -> datetime:
    """That much real time later; on the wall clock summer time may come between."""
    return (now.astimezone(UTC) + length).astimezone(now.tzinfo)


def on(day: datetime, at: time) -> datetime:
    return datetime.combine(day.date(), at, day.tzinfo)


def next_workday(now: datetime) -> datetime:
    days = (now + timedelta(days=ahead) for ahead in range(1, 8))
    return next(day for day in days if day.weekday() < SATURDAY)


def next_monday(now: datetime) -> datetime:
    return now + timedelta(days=(MONDAY - now.weekday() - 1) % 7 + 1)
