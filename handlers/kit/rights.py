"""Who may use what, looked at at the moment of acting; handlers/kit/rows.py has the table."""

from collections.abc import Callable
from typing import TypeVar

from handlers.kit.feature import Ask, Refused, Scene, Turn
from handlers.kit.people import name_in
from handlers.kit.rows import ANYBODY, row_of
from policies import rights
from policies.clocks import day_in
from policies.rights import Action, Subject
from storage import admins, people, profiles

T = TypeVar("T")
HIGHEST = 12
"""How many managers above somebody are looked at."""


def guarded(listener: str, answer: Callable[[Turn, Ask], T]) -> Callable[[Turn, Ask], T]:
    """The handler, and before it what its row says; an owned record is the handler's to guard."""
    row = row_of(listener)
    if row is None or row.owned or row == ANYBODY:
        return answer

    def insisting(turn: Turn, ask: Ask) -> T:
        insist(turn, *row.actions)
        return answer(turn, ask)

    return insisting


def insist(turn: Turn, *actions: Action, owner: str = "") -> None:
    """Raises Refused, with who may, for the actor who may none; `owner` is whose record it is."""
    if not may(turn, *actions, owner=owner):
        name = name_in(turn.session, turn.workspace.id, owner) if owner else ""
        raise Refused(rights.refusal(actions[-1], name))


def may(turn: Turn, *actions: Action, owner: str = "") -> bool:
    """Read from what is kept at this moment, never from what a form was opened with."""
    subjects = subjects_of(turn, owner)
    return any(rights.may(subjects, action) for action in actions)


def subjects_of(turn: Turn, owner: str = "") -> frozenset[Subject]:
    """What the actor is to the owner of a record, or with no owner to the workspace."""
    actor = profiles.find(turn.session, turn.workspace.id, turn.actor.id)
    standings = [turn.pack.standing(role) for role in actor.confirmed]
    above = managers_above(turn, owner) if owner else ()
    duties = (*_duties(turn), *_stand_in(turn, owner))
    return rights.subjects(turn.actor.id, owner, above, standings, duties)


def managers_above(scene: Scene, person: str) -> tuple[str, ...]:
    """Their manager, that one's manager, and so on."""
    found: list[str] = []
    at: str | None = person
    while at and len(found) < HIGHEST:
        at = profiles.find(scene.session, scene.workspace.id, at).manager
        if at is None or at in found:
            break
        found.append(at)
    return tuple(found)


def admins_of(scene: Scene) -> tuple[str, ...]:
    """Those whom the settings name, then those kept, in the order in which they became it."""
    kept = (each.person for each in admins.all_of(scene.session, scene.workspace.id))
    return tuple(dict.fromkeys([*sorted(scene.admins), *kept]))


def is_admin(scene: Scene, person: str) -> bool:
    return person in scene.admins or admins.is_one(scene.session, scene.workspace.id, person)


def _stand_in(turn: Turn, owner: str) -> tuple[Subject, ...]:
    """Whoever the owner has named, in the days in which the owner is away."""
    kept = profiles.find(turn.session, turn.workspace.id, owner) if owner else None
    if kept is None or kept.delegate != turn.actor.id:
        return ()
    person = people.find(turn.session, turn.workspace.id, owner)
    rhythm = kept.rhythm(person.zone if person else "UTC")
    return (Subject.STAND_IN,) if rhythm.is_away(day_in(turn.now, rhythm.zone)) else ()


def _duties(turn: Turn) -> tuple[Subject, ...]:
    begins = turn.actor.admin and not admins_of(turn)
    held = (
        (Subject.ADMIN, is_admin(turn, turn.actor.id)),
        (Subject.DECIDER, turn.actor.id in turn.deciders),
        (Subject.FOUNDER, begins),
    )
    return tuple(subject for subject, holds in held if holds)
