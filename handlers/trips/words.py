"""A trip in words: its name, its days, what is missing."""

from collections.abc import Iterator
from datetime import date, datetime

from handlers.kit.blocks import escape
from handlers.kit.feature import Scene, Turn
from handlers.kit.people import name_in
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.texts import capital, cut, excerpt
from handlers.kit.times import MONTHS, WEEKDAYS
from policies.clocks import day_in, zone_of
from policies.rhythms import Rhythm
from policies.trips import Notes, Purpose, Trip
from policies.trips.plans import due_day, first_day_back
from policies.trips.sheet import TripSheet
from storage import members

FIGURES = (("cost", "cost"), ("hours", "hours away"), ("commitment", "commitment"))
OURS = "The handbook prints no deadline: this one is my default."
LONGEST_LINE = 140


def title(trip: Trip) -> str:
    """`KubeCon, Paris`, escaped."""
    named = [excerpt(trip.event), *([excerpt(trip.place)] if trip.place else [])]
    return cut(", ".join(named), LONGEST_LINE)


def span(trip: Trip) -> str:
    """`Tue 17 – Sat 21 March 2026`, with no more months and years than are needed."""
    first, last = trip.starts, trip.ends
    if first == last:
        return day(last)
    year = f" {first.year}" if first.year != last.year else ""
    month = f" {MONTHS[first.month - 1]}" if year or first.month != last.month else ""
    return f"{WEEKDAYS[first.weekday()][:3]} {first.day}{month}{year} – {day(last)}"


def day(when: date) -> str:
    """`Sat 21 March 2026`."""
    return f"{soon(when)} {when.year}"


def soon(when: date) -> str:
    """`Sat 21 March`, where the year is plain."""
    return f"{WEEKDAYS[when.weekday()][:3]} {when.day} {MONTHS[when.month - 1]}"


def line(trip: Trip) -> str:
    """`*KubeCon, Paris* · Tue 17 – Sat 21 March 2026`, and whether it is private."""
    private = " · private" if trip.purpose is Purpose.PERSONAL else ""
    return f"*{title(trip)}* · {span(trip)}{private}"


def linked(notes: Notes, text: str = "Open the notes") -> str:
    """The address was checked when it was given: nothing in it ends the link."""
    return f"<{escape(notes.url)}|{text}>"


def rhythm(scene: Scene, person: str) -> Rhythm:
    member = members.find(scene.session, scene.workspace.id, person)
    return rhythm_of(scene, member) if member else Rhythm()


def today(scene: Scene, person: str) -> date:
    return day_in(scene.now, rhythm(scene, person).zone)


def local_day(turn: Turn, instant: datetime) -> date:
    """The day it was for the one who asks."""
    return day_in(instant, zone_of(turn.actor.zone))


def traveller(scene: Scene, trip: Trip) -> str:
    return excerpt(name_in(scene.session, scene.workspace.id, trip.person))


def state(trip: Trip, sheet: TripSheet, works: Rhythm, on: date) -> str:
    """What is missing, in one line; empty if nothing is."""
    return capital(" · ".join(_gaps(trip, sheet, works, on)))


def _gaps(trip: Trip, sheet: TripSheet, works: Rhythm, on: date) -> Iterator[str]:
    business = trip.purpose is Purpose.BUSINESS
    if business and trip.starts > on:
        yield from _before(trip, sheet)
    elif trip.is_shared:
        if business and not trip.done("feedback"):
            yield "feedback to enter"
    elif trip.notes is not None:
        yield "link kept, to be posted"
    elif business and trip.ends >= on:
        yield f"notes: I ask on {soon(first_day_back(trip, works))}"
    elif business:
        due = due_day(trip, works, sheet)
        yield f"notes {'due' if due >= on else 'were due'} {soon(due)}"


def _before(trip: Trip, sheet: TripSheet) -> Iterator[str]:
    lacking = [label for name, label in FIGURES if getattr(trip, name) is None]
    if lacking:
        yield f"missing: {', '.join(lacking)}"
    open_ones = [each.says for each in sheet.bookings if each.id not in trip.booked]
    if open_ones:
        yield f"open: {', '.join(escape(each[:1].lower() + each[1:]) for each in open_ones)}"
