"""What became of what was told: marked wherever it is shown."""

from datetime import datetime, timedelta

from handlers.kit import homes, letters
from handlers.kit.acts import UNDOABLE
from handlers.kit.feature import Scene, Turn
from storage import bundles, snoozes
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
