"""What was told and has been dealt with elsewhere, in an import or a form, is asked no longer."""

import logging
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from handlers.kit.feature import Round, Scene, Turn
from handlers.kit.reminding.items import show_again
from handlers.kit.rounds import round_of
from storage import bundles, occurrences
from storage.bundles import Told

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


def _recheck(round: Round, people: Collection[str]) -> None:
    since = round.now - RECENT
    for told in bundles.open_about(round.session, round.workspace.id, people, since):
        if not _still_asks(round, told):
            _end(round, told)


def _still_asks(round: Round, told: Told) -> bool:
    routine = round.registry.routines.get(told.routine)
    occurrence = occurrences.find(round.session, round.workspace.id, told.occurrence)
    if routine is None or occurrence is None:
        return True
    try:
        with round.session.begin_nested():
            alone = replace(occurrence, subject=told.subject)
            return any(item.subject == told.subject for item in routine.show(round, alone))
    except Exception:
        log.exception("reminder %s could not be looked at again", told.id)
        return True


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
