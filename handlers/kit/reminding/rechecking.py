"""What was told and has been dealt with elsewhere, in an import or a form, is asked no longer."""

import logging
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from handlers.kit.feature import Round, Scene, Turn
from handlers.kit.reminding.items import show_again
from handlers.kit.rounds import round_of
from handlers.kit.routines import Routine
from storage import bundles, occurrences
from storage.bundles import Told
from storage.occurrences import Occurrence

log = logging.getLogger(__name__)

RECENT = timedelta(days=7)
OVERTAKEN = "no longer needed"
LATER, FINISHING = "recheck", "finishing"
"""Whom to look at when the turn has done its work, and what is done then."""


def recheck(scene: Scene, people: Collection[str]) -> None:
    """In a turn only once it has done its work: it may settle what it did in words of its own."""
    if isinstance(scene, Turn):
        scene.session.info.setdefault(FINISHING, {})[finish] = True
        scene.session.info.setdefault(LATER, set()).update(people)
    else:
        _recheck(round_of(scene), people)


def finish(turn: Turn) -> None:
    if people := turn.session.info.pop(LATER, None):
        _recheck(round_of(turn), people)


def recheck_of(round: Round, routine: str, people: Collection[str]) -> None:
    """Only what that routine has told, for one whose plan has seen that something is over."""
    if people:
        _recheck(round, people, routine)


def _recheck(round: Round, people: Collection[str], routine: str = "") -> None:
    where, since = (round.session, round.workspace.id), round.now - RECENT
    told: dict[int, list[Told]] = {}
    for each in bundles.open_about(*where, people, since, routine):
        told.setdefault(each.occurrence, []).append(each)
    for occurrence in occurrences.of_ids(*where, told.keys()):
        for each in _overtaken(round, occurrence, told[occurrence.id]):
            _end(round, each)


def _overtaken(round: Round, occurrence: Occurrence, told: Iterable[Told]) -> Iterator[Told]:
    """One look at all that came of it, and only at what is missing there another by itself."""
    routine = round.registry.routines.get(occurrence.routine)
    if routine is None:
        return
    asked = _asked(round, routine, occurrence)
    for each in told:
        left = asked
        if left is not None and each.subject not in left and each.subject != occurrence.subject:
            left = _asked(round, routine, replace(occurrence, subject=each.subject))
        if left is not None and each.subject not in left:
            yield each


def _asked(round: Round, routine: Routine, occurrence: Occurrence) -> Collection[str] | None:
    """The subjects that it still asks about; None if it failed, and then nothing is ended."""
    try:
        with round.session.begin_nested():
            return {item.subject for item in routine.show(round, occurrence)}
    except Exception:
        log.exception("reminder %s could not be looked at again", occurrence.id)
        return None


def _end(round: Round, told: Told) -> None:
    ended = bundles.settle(
        round.session,
        round.workspace.id,
        told.id,
        "ended",
        by="",
        at=round.now,
        ending=OVERTAKEN,
    )
    if ended:
        show_again(round, told.bundle)
