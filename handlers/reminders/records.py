"""What somebody was reminded of, as its buttons find it, and what became of it."""

from datetime import datetime

from handlers.kit.feature import Aside, Message, Refused, Turn
from handlers.kit.people import name_in
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.texts import excerpt
from handlers.kit.times import clock, short
from policies.rhythms import Rhythm
from storage import bundles, members
from storage.bundles import Told

GONE = "I can't find that reminder any more. `/handrail today` lists what waits for you."
NOT_YOURS = "Only the person who is reminded can use these buttons."
ALREADY = {
    "done": "That is done already: {ending} by {name}, {when}.",
    "snoozed": "That is snoozed already, by {name}, {when}.",
    "declined": "That was marked as not yours already, {when}.",
    "ended": "That reminder is over.",
}


def held(turn: Turn, number: str) -> Told:
    """Raises Refused for what is nobody's, or another person's."""
    known = number.isascii() and number.isdigit() and len(number) <= 18
    told = bundles.item(turn.session, turn.workspace.id, int(number)) if known else None
    bundle = bundles.find(turn.session, turn.workspace.id, told.bundle) if told else None
    if told is None or bundle is None:
        raise Refused(GONE)
    if bundle.person != turn.actor.id:
        raise Refused(NOT_YOURS)
    return told


def parts(value: str) -> tuple[str, str]:
    number, _, what = value.partition(" ")
    return number, what


def settled_already(turn: Turn, told: Told) -> Aside | None:
    return None if told.state == "open" else Aside(Message(already(turn, told)))


def already(turn: Turn, told: Told) -> str:
    if told.state == "open":
        return "That waits for you still."
    name = excerpt(name_in(turn.session, turn.workspace.id, told.by)) if told.by else ""
    return ALREADY[told.state].format(ending=told.ending, name=name, when=_moment(turn, told.at))


def _moment(turn: Turn, at: datetime | None) -> str:
    rhythm = rhythm_here(turn)
    local = (at or turn.now).astimezone(rhythm.zone)
    same = local.date() == turn.now.astimezone(rhythm.zone).date()
    return clock(local) if same else f"{short(local.date())}, {clock(local)}"


def rhythm_here(turn: Turn) -> Rhythm:
    member = members.find(turn.session, turn.workspace.id, turn.actor.id)
    return rhythm_of(turn, member) if member else Rhythm()
