"""What became of what was told: marked wherever it is shown."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from handlers.kit import homes, letters
from handlers.kit.acts import UNDOABLE
from handlers.kit.feature import Round, Scene, Turn
from handlers.kit.rounds import round_of
from handlers.kit.routines import Item
from storage import bundles, occurrences, snoozes
from storage.bundles import State, Told

BUNDLE = "bundle"
"""The name of the screen that follows."""


def settle(turn: Turn, routine: str, subject: str, ending: str, act: int | None = None) -> None:
    """Somebody has done what was asked about this subject: no message asks for it any more.

    `ending` is what is shown instead, such as “next step updated”; `act` what can be undone.
    """
    for told in bundles.about(turn.session, turn.workspace.id, routine, subject):
        mark(turn, told, "done", ending, act)


def mark(turn: Turn, told: Told, state: State, ending: str, act: int | None = None) -> bool:
    """Whether it was still open."""
    changed = bundles.settle(
        turn.session,
        turn.workspace.id,
        told.id,
        state,
        by=turn.actor.id,
        at=turn.now,
        ending=ending,
        act=act,
    )
    if changed:
        show_again(turn, told.bundle, undoable=act is not None)
    return changed


def reopen(turn: Turn, routine: str, subject: str) -> None:
    """It was undone: what was settled within the quarter of an hour is asked for again."""
    since = turn.now - UNDOABLE - timedelta(minutes=1)
    settled = ("done", "declined", "snoozed")
    found = bundles.about(turn.session, turn.workspace.id, routine, subject, settled)
    recent = [each for each in found if each.at is not None and each.at >= since]
    bundles.reopen(turn.session, turn.workspace.id, [each.id for each in recent])
    for told in recent:
        show_again(turn, told.bundle)


def retell(scene: Scene, routine: str, subject: str, renamed: tuple[str, str]) -> None:
    """What was told was wrong: it reads by the state of now, in what is settled by its new name."""
    states = ("open", "done", "snoozed", "declined", "ended")
    found = bundles.about(scene.session, scene.workspace.id, routine, subject, states)
    for told in found:
        item = _as_now(round_of(scene), told)
        values: dict[str, Any] = {"text": told.text.replace(*renamed)}
        if item is not None:
            values = {"text": item.text, "verb": item.verb, "also": item.also}
        bundles.reword(scene.session, scene.workspace.id, told.id, values)
        show_again(scene, told.bundle)


def _as_now(round: Round, told: Told) -> Item | None:
    routine = round.registry.routines.get(told.routine)
    due = occurrences.find(round.session, round.workspace.id, told.occurrence)
    if routine is None or due is None:
        return None
    shown = routine.show(round, replace(due, subject=told.subject))
    return next((each for each in shown if each.subject == told.subject), None)


def follow(scene: Scene, routine: str, subject: str, *, undoable: bool = False) -> None:
    """Render anew whatever shows this subject, be it open or settled."""
    states = ("open", "done", "snoozed", "declined", "ended")
    found = bundles.about(scene.session, scene.workspace.id, routine, subject, states)
    for bundle in dict.fromkeys(each.bundle for each in found):
        show_again(scene, bundle, undoable)


def show_again(scene: Scene, bundle: int, undoable: bool = False) -> None:
    """There and on their Home: now, and once more when *Undo* no longer works."""
    letters.refresh(scene, BUNDLE, str(bundle))
    if found := bundles.find(scene.session, scene.workspace.id, bundle):
        homes.follow(scene, [found.person])
    if undoable:
        letters.refresh(scene, BUNDLE, str(bundle), at=scene.now + UNDOABLE)


def wake(turn: Turn, told: Told, at: datetime) -> None:
    """Snoozed no longer."""
    whose = (turn.workspace.id, told.person, told.routine, told.subject)
    snoozes.end_about(turn.session, *whose, at)
    bundles.reopen(turn.session, turn.workspace.id, [told.id])
    show_again(turn, told.bundle)
