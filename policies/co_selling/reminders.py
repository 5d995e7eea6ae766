"""The weekly digest of a manager, and the word in the middle of the week while calls are missing.

The handbook prints the figures but no day on which somebody is told: those are the pack's, and
the bot's own defaults.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from policies.calendars import week_day
from policies.clocks import day_in
from policies.co_selling.counting import NUMBERS, Count, Reached
from policies.reminders import Late, Way, Weight, Wish
from policies.rhythms import Rhythm
from policies.sheets import Sheet

ROUTINE = "cosell"
WEEK, NUDGE = "week", "nudge"
"""What a reminder is: the last part of its subject, as in `U0ANA/2025-03-10/week`."""
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
STALE = timedelta(hours=30)


@dataclass(frozen=True, slots=True)
class Days:
    """Monday is 0."""

    digest: int
    at: time
    nudge: int

    @classmethod
    def of(cls, sheet: Sheet) -> "Days":
        digest, nudge = (int(sheet.limit(each)) - 1 for each in ("digest_day", "nudge_day"))
        return cls(digest, time(int(sheet.limit("digest_hour"))), nudge)


def wishes(
    count: Count, rhythm: Rhythm, days: Days, now: datetime, until: datetime
) -> Iterator[Wish]:
    """From yesterday on: what is older is no news any more."""
    today, last = day_in(now, rhythm.zone), day_in(until, rhythm.zone)
    monday = week_day(today, 0) - _WEEK
    while monday <= last:
        yield from (
            wish for wish in _of_week(count, monday, days) if today - _DAY <= wish.day <= last
        )
        monday += _WEEK


def _of_week(count: Count, monday: date, days: Days) -> Iterator[Wish]:
    marks = count.marks
    says = f"co-selling: {count.number} of {marks.minimum} calls, aim {marks.aim_low}"
    week = _wish(count.person, monday, WEEK, days.digest, says)
    yield replace(week, at=days.at, way=Way.ALONE, late_after=STALE)
    if count.reached is Reached.BELOW:
        nudge = _wish(count.person, monday, NUDGE, days.nudge, says)
        yield replace(nudge, weight=Weight.NUDGE, late_after=STALE)


def _wish(person: str, monday: date, what: str, weekday: int, says: str) -> Wish:
    about = subject(person, monday, what)
    day = week_day(monday, weekday)
    return Wish(f"{ROUTINE}/{about}", ROUTINE, about, person, day, NUMBERS, says, late=Late.DROP)


def subject(person: str, monday: date, what: str) -> str:
    return f"{person}/{monday.isoformat()}/{what}"


def subjects(person: str, today: date) -> tuple[str, ...]:
    """Whatever may be waiting for somebody by now."""
    mondays = (week_day(today, 0) - _WEEK, week_day(today, 0))
    return tuple(subject(person, each, what) for each in mondays for what in (WEEK, NUDGE))


def parts_of(text: str) -> tuple[str, str] | None:
    """Whose, and what; None for what is no subject of ours."""
    parts = text.split("/")
    return (parts[0], parts[2]) if len(parts) == 3 and parts[2] in (WEEK, NUDGE) else None
