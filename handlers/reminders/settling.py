"""A reminder is dealt with, as done or as not theirs, and what was done is taken back."""

from collections.abc import Mapping
from typing import Any

from handlers.kit import acts, blocks
from handlers.kit.acts import keep as keep_act
from handlers.kit.feature import Aside, Ask, ButtonReply, Message, Quiet, Refused, Turn
from handlers.kit.records import keep
from handlers.kit.reminding import items, rendering
from handlers.kit.reminding.planning import replan
from handlers.reminders.lists import why
from handlers.reminders.records import GONE, held, parts, settled_already
from storage import snoozes
from storage.bundles import Told

DECLINED = "remind.declined"


def done(turn: Turn, ask: Ask) -> ButtonReply:
    told = held(turn, ask.value)
    if refusal := settled_already(turn, told):
        return refusal
    routine = turn.registry.routines.get(told.routine)
    if routine is None or routine.done is None:
        raise Refused(GONE)
    routine.done(turn, told.subject)
    replan(turn, [told.person])
    return Quiet()


def more(turn: Turn, ask: Ask) -> ButtonReply:
    number, what = parts(ask.value)
    told = held(turn, number)
    match what:
        case rendering.WHY:
            return Aside(why(turn, told))
        case rendering.NOT_MINE:
            return _not_mine(turn, told)
        case _:
            raise Refused(GONE)


def _not_mine(turn: Turn, told: Told) -> ButtonReply:
    if refusal := settled_already(turn, told):
        return refusal
    whose = {"person": told.person, "routine": told.routine, "subject": told.subject}
    subject = (told.person, told.routine, told.subject)
    snoozes.decline(turn.session, turn.workspace.id, *subject, turn.now)
    routine = turn.registry.routines.get(told.routine)
    said = routine.decline(turn, told.subject) if routine and routine.decline else "not theirs"
    act = keep_act(turn, DECLINED, "not mine", whose)
    items.mark(turn, told, "declined", said, act)
    keep(turn, "reminder.declined", whose)
    replan(turn, [told.person])
    return Quiet()


def undone_decline(turn: Turn, detail: Mapping[str, Any]) -> str:
    subject = (detail["person"], detail["routine"], detail["subject"])
    snoozes.accept(turn.session, turn.workspace.id, *subject)
    items.reopen(turn, detail["routine"], detail["subject"])
    replan(turn, [detail["person"]])
    return "It is yours again, and I remind you of it."


def undo(turn: Turn, ask: Ask) -> ButtonReply:
    acts.undo(turn, ask.value)
    return Quiet()


def undo_last(turn: Turn, ask: Ask) -> Message:
    said = acts.undo_last(turn)
    if said is None:
        return blocks.message(acts.NOTHING, blocks.section(acts.NOTHING))
    return blocks.message(said, blocks.section(f"↩ {said}"))
