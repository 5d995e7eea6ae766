"""When somebody is asked for the week's audit."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from policies.clocks import day_in
from policies.reminders import Late, Wish
from policies.rhythms import Rhythm
from policies.skills.weeks import DAYS, reminded_on, week_of

ROUTINE = "skills"


def subject(person: str, week: date) -> str:
    return f"{person}/{week}"


def due_weeks(
    rhythm: Rhythm, from_end: int, now: datetime, until: datetime
) -> Iterator[tuple[date, date]]:
    """The day and its week, from today on."""
    today = day_in(now, rhythm.zone)
    week = week_of(today, rhythm.work_days)
    for each in (week, week + timedelta(days=DAYS)):
        day = reminded_on(each, rhythm, from_end)
        if day is not None and day >= today and rhythm.morning(day) <= until:
            yield day, each


def wish(person: str, day: date, week: date, entry: str) -> Wish:
    return Wish(
        key=f"{ROUTINE}/{subject(person, week)}",
        routine=ROUTINE,
        subject=subject(person, week),
        person=person,
        day=day,
        entry=entry,
        says="the week's look at the Required 7",
        late=Late.FOLD,
        late_after=timedelta(hours=12),
    )
