"""One trip found by whoever may see or change it, and what follows once it has changed."""

from collections.abc import Mapping
from typing import Any

from handlers.kit import letters, records, reminding
from handlers.kit.feature import Refused, Turn
from handlers.kit.people import name_in
from handlers.kit.rights import insist
from handlers.trips.controls import ROUTINE
from policies.rights import Action
from policies.trips import Trip
from policies.trips.plans import FIGURES, NOTES, PERSONAL, subject
from storage import trips

GONE = "I can't find that trip any more. `/tripnotes` lists yours."
OVER = "That trip is cancelled. `/tripnotes plan` takes down a new one."
LONGEST_NUMBER = 18


def find(turn: Turn, number: str, action: Action = Action.CHANGE) -> Trip:
    """Raises Refused for what is no trip here, or nobody's business of the actor's."""
    known = number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER
    trip = trips.find(turn.session, turn.workspace.id, int(number)) if known else None
    if trip is None:
        raise Refused(GONE)
    insist(turn, action, owner=trip.person)
    return trip


def standing(turn: Turn, number: str) -> Trip:
    """One that is not cancelled."""
    trip = find(turn, number)
    if trip.cancelled_at is not None:
        raise Refused(OVER)
    return trip


def again(turn: Turn, trip: Trip) -> Trip:
    """As it is now, after something of it was changed."""
    found = trips.find(turn.session, turn.workspace.id, trip.id)
    assert found is not None
    return found


def name(turn: Turn, person: str) -> str:
    return name_in(turn.session, turn.workspace.id, person)


def keep(turn: Turn, kind: str, trip: Trip, detail: Mapping[str, Any] | None = None) -> None:
    records.keep(turn, kind, {"trip": trip.id, "of": trip.person, **(detail or {})})


def follow(turn: Turn, trip: Trip) -> None:
    """Cards, Home and what is planned."""
    for about in (NOTES, PERSONAL, FIGURES):
        reminding.follow(turn, ROUTINE, subject(trip, about), undoable=True)
    letters.refresh(turn, "home", trip.person)
    reminding.replan(turn, [trip.person])
