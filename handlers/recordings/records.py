"""One call found by its person, changed and taken back, and what follows from it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from handlers.kit import acts, homes, records, reminding
from handlers.kit.feature import Refused, Scene, Turn
from handlers.kit.rights import insist
from handlers.recordings import words
from handlers.recordings.controls import CHANGED
from policies.recordings import Call, RecordingSheet, State
from policies.recordings.reminders import ROUTINE, subject
from policies.rights import Action
from storage import recorded_calls

POLICY = "recordings"
GONE = "I can't find that call any more. `/handrail recording list` shows yours."
OVER = "That call has begun, so this can't be changed any more. What you ticked stays yours."
CANCELLED = "That call was cancelled. Put it down again if it takes place."
TWICE = "You have that call at that time already. `/handrail recording list` shows it."
SINCE = "Something else was done with this call since, so that stays."
LONGEST_NUMBER = 18
KEPT = ("at", "state", "ticked")
"""What an act changes, and taking it back restores."""


def sheet_of(scene: Scene) -> RecordingSheet:
    """Raises Refused in an edition that knows no such steps."""
    found = scene.pack.recordings
    if found is None:
        raise Refused(scene.pack.lacks(POLICY))
    return found


def number(text: str) -> int:
    """Zero, which no call has, for what is none."""
    known = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if known else 0


def find(turn: Turn, text: str) -> Call:
    """Raises Refused for what is no call here, or somebody else's."""
    return _theirs(turn, recorded_calls.find(turn.session, turn.workspace.id, number(text)))


def held(turn: Turn, text: str) -> Call:
    """To be changed: nobody else changes it before this turn ends."""
    return _theirs(turn, recorded_calls.locked(turn.session, turn.workspace.id, number(text)))


def _theirs(turn: Turn, call: Call | None) -> Call:
    if call is None:
        raise Refused(GONE)
    insist(turn, Action.OWN, owner=call.person)
    return call


def ahead(turn: Turn, call: Call) -> Call:
    """Raises Refused for one that was cancelled or has begun."""
    if not call.stands:
        raise Refused(CANCELLED)
    if call.has_begun(turn.now):
        raise Refused(OVER)
    return call


def change(turn: Turn, call: Call, says: str, **values: Any) -> tuple[Call, int]:
    """As it is now, and the act that can be taken back. Raises Refused if it is there twice."""
    new = _put(turn, call, values)
    act = keep(turn, says, call, new)
    _settle(turn, call, new, says, act)
    follow(turn, new)
    return new, act


def _put(turn: Turn, call: Call, values: Mapping[str, Any]) -> Call:
    moved = {"moves": call.moves + 1} if values.get("at", call.at) != call.at else {}
    new = recorded_calls.change(turn.session, call, {**values, **moved})
    if new is None:
        raise Refused(TWICE)
    return new


def keep(turn: Turn, says: str, before: Call | None, after: Call) -> int:
    """In the audit log only that there was something: what was ticked is nobody else's matter."""
    records.keep(turn, "recording.changed", {"call": after.id})
    now = spelt(after)
    was = spelt(before) if before else {**now, "state": str(State.CANCELLED)}
    names = [name for name in KEPT if was[name] != now[name]]
    detail = {"before": {name: was[name] for name in names}}
    detail |= {"after": {name: now[name] for name in names}}
    return acts.keep(turn, CHANGED, f"{says}: {after.customer}", {"call": after.id, **detail})


def spelt(call: Call) -> dict[str, Any]:
    return {"at": call.at.isoformat(), "state": str(call.state), "ticked": sorted(call.ticked)}


def _settle(turn: Turn, old: Call, new: Call, says: str, act: int | None) -> None:
    """What was told of it asks no more once it is elsewhere, off, left, or all ticked."""
    sheet, about = sheet_of(turn), subject(old)
    was_full = words.is_complete(sheet, old)
    left = new.state is not State.PLANNED and new.state is not old.state
    if subject(new) != about or left or words.is_complete(sheet, new):
        reminding.settle(turn, ROUTINE, about, says, act)
    elif new.state is State.PLANNED and (old.state is not new.state or was_full):
        reminding.reopen(turn, ROUTINE, about)
    reminding.follow(turn, ROUTINE, about, undoable=act is not None)


def follow(turn: Turn, call: Call) -> None:
    """Home and what is planned."""
    homes.follow(turn, [call.person])
    reminding.replan(turn, [call.person])


def take_back(turn: Turn, detail: Mapping[str, Any]) -> str:
    """Unless the same was changed since. Raises Refused."""
    call = held(turn, str(detail["call"]))
    if not detail["after"].items() <= spelt(call).items():
        raise Refused(SINCE)
    new = _put(turn, call, _read(detail["before"]))
    records.keep(turn, "recording.undone", {"call": call.id})
    _settle(turn, call, new, "taken back", None)
    follow(turn, new)
    if not new.stands:
        return f"I don't remind you of the call with {words.customer(new)}."
    reader = words.rhythm(turn, new.person)
    when = words.moment(turn, reader, new.at)
    return f"The call with {words.customer(new)} is as it was: {when}."


READS: Mapping[str, Callable[[Any], object]] = {
    "at": datetime.fromisoformat,
    "state": State,
    "ticked": frozenset,
}


def _read(before: Mapping[str, Any]) -> dict[str, Any]:
    return {name: READS[name](value) for name, value in before.items()}
