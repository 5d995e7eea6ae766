"""What was taken for the same call was another, or the other way round; and all is undone."""

from collections.abc import Mapping
from typing import Any

from handlers.cosell import keeping, records, words
from handlers.cosell.controls import JOINED, LOGGED, shown
from handlers.cosell.forms import Told
from handlers.kit import acts, blocks
from handlers.kit.feature import Ask, ButtonReply, Refused, Turn
from handlers.kit.people import name_in
from policies.co_selling import Act
from policies.co_selling.counting import same
from storage import acts as kept
from storage import co_selling, co_selling_events
from storage.acts import Act as Done

STAYS = "{by} has logged it too, so it stays. Open it to change who was on it."


def another(turn: Turn, ask: Ask) -> ButtonReply:
    """What was taken for the same call was none: it is kept as a call of its own."""
    told = Told.of_plain(_done(turn, ask.value, JOINED).detail["told"])
    co_selling.hold(turn.session, turn.workspace.id, [told.account])
    acts.undo(turn, ask.value)
    return shown(ask, keeping.new(turn, told, apart=True))


def the_same(turn: Turn, ask: Ask) -> ButtonReply:
    """What was logged as a call of its own is the other one after all."""
    act, _, other = ask.value.partition(" ")
    mine = records.there(turn, int(_done(turn, act, LOGGED).detail["call"]))
    there = records.taken(turn, records.number(other))
    if same([there], mine.at, mine.people, keeping.NEAR) is None:
        raise Refused(records.GONE)
    acts.undo(turn, act)
    return shown(ask, keeping.joined(turn, there, Told.of_call(mine)))


def _done(turn: Turn, value: str, kind: str) -> Done:
    """What the actor did, which only they can go on with."""
    act = kept.find(turn.session, turn.workspace.id, records.number(value))
    if act is None or act.kind != kind:
        raise Refused(acts.NOTHING)
    if act.person != turn.actor.id:
        raise Refused(acts.NOT_YOURS)
    return act


def undo(turn: Turn, ask: Ask) -> ButtonReply:
    says = acts.undo(turn, ask.value)
    return shown(ask, blocks.message(says, blocks.section(f"↩ {says}")))


def unlog(turn: Turn, detail: Mapping[str, Any]) -> str:
    """Raises Refused if somebody else has logged it meanwhile."""
    call = records.taken(turn, int(detail["call"]))
    events = co_selling_events.of(turn.session, turn.workspace.id, call.id)
    others = [each.by for each in events if each.act is Act.JOINED and each.by != turn.actor.id]
    if others:
        raise Refused(STAYS.format(by=name_in(turn.session, turn.workspace.id, others[0])))
    before = records.counts(turn, call.people)
    co_selling.remove(turn.session, call, turn.now)
    records.record(turn, call, Act.REMOVED)
    records.follow(turn, before, call.people)
    return f"The call with {words.title(call)} is not logged any more."


def unjoin(turn: Turn, detail: Mapping[str, Any]) -> str:
    """As the first one had it."""
    call = records.taken(turn, int(detail["call"]))
    before = records.counts(turn, call.people)
    blank = dict.fromkeys(detail["filled"], "")
    co_selling.change(turn.session, call, blank, call.people - set(detail["added"]))
    now = records.again(turn, call)
    records.record(turn, now, Act.SPLIT)
    records.follow(turn, before, call.people)
    return f"The call with {words.title(call)} is as it was before you logged it."
