"""What is asked of somebody who travels, and when: before the trip, and until its notes are shared.

The handbook prints the duty and the four steps but no days: those are the pack's, as defaults.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from policies.clocks import day_in
from policies.reminders import Late, Way, Weight, Wish
from policies.rhythms import Rhythm
from policies.trips.sheet import TripSheet
from policies.trips.values import Purpose, Step, Trip

ROUTINE = "trips"
FIGURES, NOTES, FEEDBACK, PERSONAL, MANAGER = "figures", "notes", "feedback", "personal", "manager"
"""What a reminder is about: the second part of its subject, as in `17/notes`."""
COMMITMENT, DUTY, STEPS = "event-commitment", "trip-notes-duty", "trip-notes-steps"
PURPOSE = "trip-notes-purpose"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Traveller:
    """Whom a trip's reminders are for, and who is told when they were in vain."""

    rhythm: Rhythm
    manager: str | None = None


def subject(trip: Trip, about: str) -> str:
    return f"{trip.id}/{about}"


def wishes(
    trips: Iterable[Trip], travellers: Mapping[str, Traveller], sheet: TripSheet, now: datetime
) -> Iterator[Wish]:
    """`now` only says which trips have begun: what was to be known before is then past."""
    for trip in trips:
        traveller = travellers.get(trip.person)
        if traveller is not None and not trip.is_settled:
            if trip.starts > day_in(now, traveller.rhythm.zone):
                yield from _before(trip, traveller.rhythm, sheet)
            yield from _after(trip, traveller, sheet)


def first_day_back(trip: Trip, rhythm: Rhythm) -> date:
    """The first workday after the trip, or after it was told of if that was later."""
    return rhythm.work_day_after(_since(trip, rhythm))


def due_day(trip: Trip, rhythm: Rhythm, sheet: TripSheet) -> date:
    """By when the notes are asked for."""
    return _workdays(trip, rhythm, sheet.days("due"))[-1]


def fitting(trip: Trip, today: date, sheet: TripSheet) -> bool:
    """Whether a document that its traveller gives today may be its notes."""
    begun = trip.starts <= today <= trip.ends + timedelta(days=sheet.days("fitting"))
    return begun and trip.cancelled_at is None and trip.notes is None


def _since(trip: Trip, rhythm: Rhythm) -> date:
    told = day_in(trip.created_at, rhythm.zone)
    if trip.resumed_at is not None:
        return max(trip.ends, told, day_in(trip.resumed_at, rhythm.zone))
    return max(trip.ends, told)


def _workdays(trip: Trip, rhythm: Rhythm, count: int) -> list[date]:
    """The first so many workdays after the trip."""
    following = rhythm.work_days_from(_since(trip, rhythm) + ONE_DAY)
    found = list(islice(following, count))
    return found or [_since(trip, rhythm) + ONE_DAY]


def _before(trip: Trip, rhythm: Rhythm, sheet: TripSheet) -> Iterator[Wish]:
    """The agenda is the traveller's own job once the trip is approved: asked while it is open."""
    if not trip.lacks_figures:
        return
    told = day_in(trip.created_at, rhythm.zone)
    series = (
        ("approval", rhythm.work_day_after(told), Weight.EARLY),
        ("early", trip.starts - timedelta(days=sheet.days("early")), Weight.EARLY),
        ("nudge", trip.starts - timedelta(days=sheet.days("nudge")), Weight.NUDGE),
    )
    for name, day, weight in series:
        if told < day < trip.starts:
            yield Wish(
                key=f"{ROUTINE}/{trip.id}/{FIGURES}/{name}",
                routine=ROUTINE,
                subject=subject(trip, FIGURES),
                person=trip.person,
                day=day,
                entry=COMMITMENT,
                says=f"say what {trip.event} costs and is to bring",
                weight=weight,
                late=Late.DROP,
                late_after=timedelta(hours=30),
            )


def _after(trip: Trip, traveller: Traveller, sheet: TripSheet) -> Iterator[Wish]:
    if trip.purpose is Purpose.PERSONAL:
        yield from _personal(trip, traveller.rhythm)
    elif trip.is_shared:
        yield from _feedback(trip, traveller.rhythm)
    else:
        yield from _notes(trip, traveller, sheet)


def _personal(trip: Trip, rhythm: Rhythm) -> Iterator[Wish]:
    """Welcome and optional: asked once."""
    if trip.wanted is None:
        yield Wish(
            key=f"{ROUTINE}/{trip.id}/{PERSONAL}",
            routine=ROUTINE,
            subject=subject(trip, PERSONAL),
            person=trip.person,
            day=first_day_back(trip, rhythm),
            entry=DUTY,
            says=f"ask once whether there are notes of {trip.event}",
            weight=Weight.NUDGE,
        )


def _feedback(trip: Trip, rhythm: Rhythm) -> Iterator[Wish]:
    assert trip.notes is not None
    assert trip.notes.shared_at is not None
    if Step.FEEDBACK not in trip.ticks:
        yield Wish(
            key=f"{ROUTINE}/{trip.id}/{FEEDBACK}",
            routine=ROUTINE,
            subject=subject(trip, FEEDBACK),
            person=trip.person,
            day=rhythm.work_day_after(day_in(trip.notes.shared_at, rhythm.zone)),
            entry=STEPS,
            says=f"enter the feedback on {trip.event}",
        )


def _notes(trip: Trip, traveller: Traveller, sheet: TripSheet) -> Iterator[Wish]:
    days = reminder_days(trip, traveller.rhythm, sheet)
    for number, day in enumerate(days[:-1], 1):
        first = number == 1 and not trip.resumed
        yield Wish(
            key=f"{ROUTINE}/{trip.id}/{NOTES}/{trip.resumed}/{number}",
            routine=ROUTINE,
            subject=subject(trip, NOTES),
            person=trip.person,
            day=day,
            at=traveller.rhythm.starts if first else None,
            entry=STEPS if first else DUTY,
            says=f"share the notes of {trip.event}",
            way=Way.ALONE if first else Way.DIGEST,
        )
    if traveller.manager:
        yield _unshared(trip, traveller.manager, days[-1])


def _unshared(trip: Trip, manager: str, day: date) -> Wish:
    return Wish(
        key=f"{ROUTINE}/{trip.id}/{MANAGER}",
        routine=ROUTINE,
        subject=subject(trip, MANAGER),
        person=manager,
        about=trip.person,
        day=day,
        entry=DUTY,
        says=f"the notes of {trip.event} are not shared",
    )


def reminder_days(trip: Trip, rhythm: Rhythm, sheet: TripSheet) -> list[date]:
    """The first workday back, the day they are due, then at their distance; last the manager's."""
    due, spacing, cap = sheet.days("due"), sheet.days("spacing"), sheet.days("cap")
    counts = [1, *(due + spacing * more for more in range(cap + 1))]
    wanted = sorted({max(count, 1) for count in counts})[: cap + 1]
    days = _workdays(trip, rhythm, wanted[-1])
    return [days[min(count, len(days)) - 1] for count in wanted]
