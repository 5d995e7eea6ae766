"""What a trip has to bring back, as the event policy says."""

from handlers.kit.answers import Asked, decide
from handlers.kit.feature import Turn
from handlers.kit.texts import escape
from policies.answer import Status
from policies.trips import Purpose, Trip

ASK = "/handrail event"
UNKNOWN = "Say what the trip costs, and I say what it has to bring back."


def line(turn: Turn, trip: Trip) -> str:
    """Empty for private travel; escaped."""
    if trip.purpose is Purpose.PERSONAL:
        return ""
    if trip.cost is None:
        return UNKNOWN
    hours = f" {trip.hours} hours" if trip.hours is not None else ""
    answer = decide(turn, Asked(f"{ASK} cost ${trip.cost}{hours}"))
    if answer.status is not Status.DECIDED:
        return UNKNOWN
    return f"{escape(answer.headline)}{_short(trip, answer.values.get('net_arr_to_close'))}"


def _short(trip: Trip, target: object) -> str:
    if trip.commitment is None or not isinstance(target, int | float):
        return ""
    lacking = target - trip.commitment
    short = f", ${lacking:,.0f} short of that" if lacking > 0 else ", which is enough"
    return f" You are committed to ${trip.commitment:,}{short}."
