"""Acts that can be taken back for a quarter of an hour."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from handlers.kit.feature import Refused, Turn
from handlers.kit.times import when
from storage import acts
from storage.acts import Act

UNDOABLE = timedelta(minutes=15)
NOTHING = "There is nothing of yours to undo: what you did can be taken back for 15 minutes."
TOO_LATE = "That was done more than 15 minutes ago, so it stays. Change it by hand if it is wrong."
TWICE = "That has been undone already."
NOT_YOURS = "Only the person who did this can undo it."


def keep(turn: Turn, kind: str, says: str, detail: Mapping[str, Any]) -> int:
    """The act's number. `kind` names the feature's `Undo`, which is handed the detail."""
    return acts.keep(
        turn.session,
        workspace=turn.workspace.id,
        person=turn.actor.id,
        kind=kind,
        says=says,
        detail=detail,
        at=turn.now,
    )


def undo(turn: Turn, number: str) -> str:
    """What was undone. Raises Refused if it is somebody else's, too old, or undone before."""
    known = number.isascii() and number.isdigit() and len(number) <= 18
    act = acts.find(turn.session, turn.workspace.id, int(number)) if known else None
    if act is None:
        raise Refused(NOTHING)
    if act.person != turn.actor.id:
        raise Refused(NOT_YOURS)
    return take_back(turn, act)


def undo_last(turn: Turn) -> str | None:
    """What was undone, if there was anything."""
    since = turn.now - UNDOABLE
    act = acts.last(turn.session, turn.workspace.id, turn.actor.id, since)
    return take_back(turn, act) if act else None


def take_back(turn: Turn, act: Act) -> str:
    if act.undone_at is not None:
        raise Refused(f"{TWICE} ({when(turn, act.undone_at)})")
    if turn.now - act.at > UNDOABLE:
        raise Refused(TOO_LATE)
    if not acts.undo(turn.session, turn.workspace.id, act.id, turn.now):
        raise Refused(TWICE)
    undo = turn.registry.undos.get(act.kind)
    if undo is None:
        raise Refused(NOTHING)
    return undo.work(turn, act.detail)


def can_be_undone(act: Act | None, now: Any) -> bool:
    return act is not None and act.undone_at is None and now - act.at <= UNDOABLE
