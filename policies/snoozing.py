"""When a snoozed reminder comes again."""

from datetime import date, datetime, time, timedelta

from policies.clocks import day_in, instant_of
from policies.rhythms import Rhythm

AFTERNOON = time(14)
LATER_THAT_DAY = timedelta(hours=2)
HOUR = timedelta(hours=1)
LONGEST = timedelta(days=366)


class NotThen(ValueError):
    """That is no time to come again, and why."""


def in_an_hour(now: datetime, rhythm: Rhythm) -> datetime:
    return now + HOUR


def this_afternoon(now: datetime, rhythm: Rhythm) -> datetime:
    """At two, or two hours from now if that is later. Raises NotThen when work ends before."""
    today = day_in(now, rhythm.zone)
    wanted = max(instant_of(today, AFTERNOON, rhythm.zone), now + LATER_THAT_DAY)
    if now >= instant_of(today, AFTERNOON, rhythm.zone) - HOUR and not rhythm.is_open(wanted):
        raise NotThen("The afternoon is nearly over. Choose “Next workday” or “1 hour”.")
    if day_in(wanted, rhythm.zone) != today:
        raise NotThen("The afternoon is over. Choose “Next workday” or “1 hour”.")
    return wanted


def next_workday(now: datetime, rhythm: Rhythm) -> datetime:
    return rhythm.morning(rhythm.work_day_after(day_in(now, rhythm.zone)))


def on(day: date, now: datetime, rhythm: Rhythm) -> datetime:
    """That day's morning, work day or not. Raises NotThen for today, the past, and far ahead."""
    today = day_in(now, rhythm.zone)
    if day <= today:
        raise NotThen("Pick a day after today.")
    if day - today > LONGEST:
        raise NotThen("That is more than a year ahead. Pick a nearer day.")
    return rhythm.morning(day)
