"""One call found by whoever may see or change it, and what follows once something has changed."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from handlers.cosell import books
from handlers.kit import homes, records, reminding
from handlers.kit.feature import Refused, Scene, Turn
from handlers.kit.rights import insist, may
from policies.clocks import day_in
from policies.co_selling import Act, Call, Event
from policies.co_selling.counting import Count
from policies.co_selling.reminders import ROUTINE, subjects
from policies.rights import Action
from storage import co_selling, co_selling_events

GONE = "I can't find that call any more. `/handrail cosell list` shows yours."
REMOVED = "That call was removed. Log it again if it did take place."
LONGEST_NUMBER = 18


def number(text: str) -> int:
    """Zero, which no call has, for what is none."""
    known = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if known else 0


def find(turn: Turn, text: str, action: Action = Action.CHANGE) -> Call:
    """Raises Refused for what is no call here, or nobody's business of the actor's."""
    call = co_selling.find(turn.session, turn.workspace.id, number(text))
    if call is None:
        raise Refused(GONE)
    if not may_any(turn, action, call.people):
        first = call.logged_by if call.logged_by in call.people else min(call.people)
        insist(turn, action, owner=first)
    return call


def may_any(turn: Turn, action: Action, people: Iterable[str]) -> bool:
    return any(may(turn, action, owner=each) for each in people)


def held(turn: Turn, text: str, *accounts: str) -> Call:
    """To be changed, also into one of these accounts: nobody else does so before this turn ends."""
    before = find(turn, text)
    co_selling.hold(turn.session, turn.workspace.id, [before.account, *accounts])
    call = find(turn, text)
    if call.removed_at is not None:
        raise Refused(REMOVED)
    return call


def there(turn: Turn, id: int) -> Call:
    """Whoever did something may take it back, though they may not be on the call any more."""
    found = co_selling.find(turn.session, turn.workspace.id, id)
    if found is None:
        raise Refused(GONE)
    return found


def taken(turn: Turn, id: int, *accounts: str) -> Call:
    """The same, held, of a call that is not removed."""
    before = there(turn, id)
    co_selling.hold(turn.session, turn.workspace.id, [before.account, *accounts])
    now = there(turn, id)
    if now.removed_at is not None:
        raise Refused(REMOVED)
    return now


def again(turn: Turn, call: Call) -> Call:
    """As it is now, after something of it was changed."""
    found = co_selling.find(turn.session, turn.workspace.id, call.id)
    assert found is not None
    return found


def record(turn: Turn, call: Call, act: Act, note: str = "", **detail: Any) -> None:
    """Among its events and in the audit log."""
    event = Event(act, turn.actor.id, turn.now, note)
    co_selling_events.add(turn.session, turn.workspace.id, call.id, event)
    told = {"call": call.id, "account": call.account, "people": sorted(call.people)}
    records.keep(turn, f"cosell.{act}", told | detail)


def counts(scene: Scene, people: Collection[str]) -> Mapping[str, Count]:
    return books.counts(scene, books.known(scene, people))


def follow(turn: Turn, before: Mapping[str, Count], people: Collection[str]) -> None:
    """Cards, Home and what is planned; who has come to the minimum is asked for no more.

    `before` are the counts of these people before something was changed.
    """
    for id, now in counts(turn, people).items():
        _settle(turn, before.get(id), now)
    homes.follow(turn, people)
    reminding.replan(turn, people)


def _settle(turn: Turn, before: Count | None, now: Count) -> None:
    met = before is not None and before.to_minimum > 0 and now.to_minimum == 0
    lost = before is not None and before.to_minimum == 0 and now.to_minimum > 0
    for subject in subjects(now.person, day_in(turn.now, now.zone)):
        if met:
            reminding.settle(turn, ROUTINE, subject, "minimum met")
        elif lost:
            reminding.reopen(turn, ROUTINE, subject)
        reminding.follow(turn, ROUTINE, subject)
