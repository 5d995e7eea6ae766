"""Instants as a person reads them: their own zone, the weekday beside the date."""

from datetime import date, datetime, tzinfo

from handlers.kit.feature import Scene, Turn
from policies.clocks import zone_of
from storage import people

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def local(turn: Turn) -> datetime:
    """Now, on the wall clock of the person who asks."""
    return turn.now.astimezone(zone(turn.actor.zone))


def zone(name: str) -> tzinfo:
    return zone_of(name)


def when(turn: Turn, instant: datetime) -> str:
    """`Thursday 20 November 2025, 10:42`."""
    there = instant.astimezone(zone(turn.actor.zone))
    month = MONTHS[there.month - 1]
    return f"{WEEKDAYS[there.weekday()]} {there.day} {month} {there.year}, {there:%H:%M}"


def when_there(scene: Scene, person: str, instant: datetime) -> str:
    """`Thu 20 November, 10:42`, on the wall clock of whoever reads it."""
    known = people.find(scene.session, scene.workspace.id, person)
    there = instant.astimezone(zone(known.zone if known else "UTC"))
    name = WEEKDAYS[there.weekday()][:3]
    return f"{name} {there.day} {MONTHS[there.month - 1]}, {there:%H:%M}"


def weekday(day: date) -> str:
    """`Thursday 20 November`, the year only where it may be doubted."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def short(day: date) -> str:
    """`Thu 20 Nov`, for lists."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def clock(there: datetime) -> str:
    """`09:05`."""
    return f"{there:%H:%M}"


def dated(day: date, today: date) -> str:
    """`Thu 4 December`, with the year where it is another."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1]}{year}"
