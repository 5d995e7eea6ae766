"""One handoff with all that is known of it, found by whoever may see or change it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.handoffs.controls import CARD
from handlers.kit import homes, letters, records, reminding
from handlers.kit.feature import Refused, Scene, Turn
from handlers.kit.rights import insist, may
from policies.handoffs import Act, Event, Handoff, Kind, Side
from policies.handoffs.decisions import Decided, contact_by, decisions
from policies.handoffs.progress import Step, steps
from policies.rights import Action
from storage import handoff_events, handoffs

GONE = "I can't find that handoff any more. `/handoff` lists yours."
NO_KIND = "The pack has no handoff of that kind any more, so nothing of it can be changed."
OVER = "This handoff is {state}. Open it again to change something."
LONGEST_NUMBER = 18


@dataclass(frozen=True, slots=True)
class Case:
    """The steps are those of both sides, the events the oldest first."""

    handoff: Handoff
    kind: Kind
    steps: tuple[Step, ...]
    events: tuple[Event, ...]

    @property
    def id(self) -> int:
        return self.handoff.id

    def step(self, id: str) -> Step | None:
        return next((each for each in self.steps if each.id == id), None)

    def last(self, act: Act) -> Event | None:
        found = [each for each in self.events if each.act is act]
        return found[-1] if found else None

    @property
    def contact_by(self) -> Any:
        return contact_by(self.handoff, self.kind)

    def decided(self, scene: Scene) -> Mapping[str, Decided]:
        return decisions(self.handoff, self.kind, scene.pack)


def cases(scene: Scene, those: Iterable[Handoff]) -> list[Case]:
    """Of all of them in two statements; those of a kind that the pack has lost are left out."""
    there = [(each, kind) for each in those if (kind := scene.pack.kind(each.type))]
    where = (scene.session, scene.workspace.id, [each.id for each, _ in there])
    marks, events = handoff_events.marks_of(*where), handoff_events.events_of(*where)
    sheet = scene.pack.handoffs
    return [
        Case(
            each,
            kind,
            steps(each, kind, scene.pack.handed[each.type], marks[each.id], sheet),
            tuple(events[each.id]),
        )
        for each, kind in there
    ]


def case(scene: Scene, handoff: Handoff) -> Case:
    found = cases(scene, [handoff])
    if not found:
        raise Refused(NO_KIND)
    return found[0]


def number(text: str) -> int:
    """Zero, which no handoff has, for what is none."""
    known = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if known else 0


def again(scene: Scene, handoff: Handoff) -> Case:
    """As it is now, after something of it was changed."""
    found = handoffs.find(scene.session, scene.workspace.id, handoff.id)
    assert found is not None
    return case(scene, found)


def seen(turn: Turn, text: str) -> Case:
    """Raises Refused for what is no handoff here, or nobody's business of the actor's."""
    found = handoffs.find(turn.session, turn.workspace.id, number(text))
    if found is None:
        raise Refused(GONE)
    if not may_see(turn, found):
        insist(turn, Action.SEE, owner=found.giver)
    return case(turn, found)


def may_see(turn: Turn, handoff: Handoff) -> bool:
    return any(may(turn, Action.SEE, owner=handoff.person(side)) for side in Side)


def sides_of(turn: Turn, handoff: Handoff) -> tuple[Side, ...]:
    """On which sides the actor may act, at this moment."""
    return tuple(side for side in Side if may(turn, Action.CHANGE, owner=handoff.person(side)))


def movable_sides(turn: Turn, handoff: Handoff) -> tuple[Side, ...]:
    """Which sides the actor may give to somebody else, at this moment."""
    return tuple(
        side
        for side in Side
        if may(turn, Action.CHANGE, Action.REASSIGN, owner=handoff.person(side))
    )


def to_move(turn: Turn, text: str, side: Side | None = None) -> Case:
    """To be given to somebody else; like `held`, also for who may do nothing but that."""
    found = handoffs.locked(turn.session, turn.workspace.id, number(text))
    if found is None:
        raise Refused(GONE)
    if side is not None or not movable_sides(turn, found):
        owner = found.person(side or Side.GIVER)
        insist(turn, Action.CHANGE, Action.REASSIGN, owner=owner)
    return case(turn, found)


def held(turn: Turn, text: str, side: Side | None = None) -> Case:
    """To be changed: nobody else changes it before this turn ends.

    Raises Refused unless the actor may act on that side, or without one on either.
    """
    found = handoffs.locked(turn.session, turn.workspace.id, number(text))
    if found is None:
        raise Refused(GONE)
    if side is not None or not sides_of(turn, found):
        insist(turn, Action.CHANGE, owner=found.person(side or Side.GIVER))
    return case(turn, found)


def standing(found: Case) -> Case:
    """One that is not over. Raises Refused."""
    if found.handoff.is_over:
        raise Refused(OVER.format(state=found.handoff.state))
    return found


def record(
    turn: Turn, handoff: Handoff, act: Act, note: str = "", items: tuple[str, ...] = ()
) -> None:
    """Among its events and in the audit log."""
    event = Event(act, turn.actor.id, turn.now, note, items)
    handoff_events.add(turn.session, turn.workspace.id, handoff.id, event)
    keep(turn, f"handoff.{act}", handoff, {"note": note, "items": list(items)})


def keep(turn: Turn, kind: str, handoff: Handoff, detail: Mapping[str, Any]) -> None:
    records.keep(turn, kind, {"handoff": handoff.id, **detail})


def follow(turn: Turn, handoff: Handoff, others: Collection[str] = ()) -> None:
    """Both cards, Home and what is planned; `others` had a part in it before."""
    people = dict.fromkeys([handoff.giver, handoff.receiver, *others])
    for person in people:
        letters.refresh(turn, CARD, screen_of(handoff.id, person))
    plan(turn, people)


def plan(turn: Turn, people: Iterable[str]) -> None:
    """Home and what is planned of these people."""
    people = list(people)
    homes.follow(turn, people)
    reminding.replan(turn, people)


def screen_of(id: int, person: str) -> str:
    return f"{id}/{person}"


def letter_of(id: int, person: str) -> str:
    """The key of the letter that brought somebody their card."""
    return f"handoff/{id}/{person}"
