"""A step is ticked off, and taken back."""

from collections.abc import Mapping
from typing import Any

from handlers.kit import acts, reminding
from handlers.kit.feature import Aside, Ask, ButtonReply, Message, Place, Quiet, Refused, Turn
from handlers.kit.people import name_in
from handlers.kit.texts import excerpt
from handlers.kit.times import clock, short
from handlers.trips import pages, records, words
from handlers.trips.controls import CARD, ROUTINE, TICKED, shown
from handlers.trips.steps import DONE
from policies.trips import Tick, Trip
from policies.trips.plans import FEEDBACK, subject
from policies.trips.values import Step
from storage import trip_ticks, trips

ALREADY = "That step is done already{by}."
GONE = "The pack has no such step any more."


def tick(turn: Turn, ask: Ask) -> ButtonReply:
    number, step, where = (*ask.value.split(), "", "", "")[:3]
    trip = records.standing(turn, number)
    if step not in DONE:
        raise Refused(GONE)
    if trip.done(step):
        return Aside(Message(_already(turn, trip, step)))
    act = acts.keep(turn, TICKED, "step done", {"trip": trip.id, "step": step})
    told = Tick(step, turn.actor.id, turn.now, act)
    trip_ticks.add(turn.session, turn.workspace.id, trip.id, told)
    records.keep(turn, "trip.ticked", trip, {"step": step})
    if step == Step.FEEDBACK:
        ending = "feedback entered"
        reminding.settle(turn, ROUTINE, subject(trip, FEEDBACK), ending, act)
    records.follow(turn, trip)
    return answer(turn, ask, records.again(turn, trip), where)


def answer(turn: Turn, ask: Ask, trip: Trip, where: str) -> ButtonReply:
    """A card follows by itself; anything else is shown again."""
    if where == CARD or ask.place is Place.HOME:
        return Quiet()
    return shown(ask, pages.details(turn, trip))


def untick(turn: Turn, detail: Mapping[str, Any]) -> str:
    trip = trips.find(turn.session, turn.workspace.id, int(detail["trip"]))
    if trip is None:
        raise Refused(records.GONE)
    step = str(detail["step"])
    trip_ticks.remove(turn.session, turn.workspace.id, trip.id, step)
    records.keep(turn, "trip.unticked", trip, {"step": step})
    if step == Step.FEEDBACK:
        reminding.reopen(turn, ROUTINE, subject(trip, FEEDBACK))
    records.follow(turn, trip)
    return f"That step of {words.title(trip)} is open again."


def _already(turn: Turn, trip: Trip, step: str) -> str:
    tick = trip.ticks.get(step)
    if tick is None:
        return ALREADY.format(by="")
    local = tick.at.astimezone(words.rhythm(turn, turn.actor.id).zone)
    by = excerpt(name_in(turn.session, turn.workspace.id, tick.by))
    return ALREADY.format(by=f", by {by}, {short(local.date())}, {clock(local)}")
