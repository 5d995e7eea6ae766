"""Who may use what: a row for every listener, and the check at the moment of acting.

To add a listener, add its row to ROWS: `"<kind> <name>": ANYBODY` for what any colleague may use,
`to(Action.…)` for what takes a standing, `of(Action.…)` for what is about somebody's record. The
last is for the handler to `insist` on once it has found whose record it is; the others are checked
before the handler runs. tests/handlers/test_rights.py names those without a row, and sends every
kind of person to every one of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from handlers.kit.feature import Ask, Refused, Scene, Turn
from handlers.kit.people import name_in
from policies import rights
from policies.clocks import day_in
from policies.rights import Action, Subject
from storage import admins, people, profiles

T = TypeVar("T")
HIGHEST = 12
"""How many managers above somebody are looked at."""


@dataclass(frozen=True, slots=True)
class Row:
    """Any of the actions will do; `owned` if the handler alone can find whose record it is."""

    actions: tuple[Action, ...]
    owned: bool = False


def to(*actions: Action) -> Row:
    return Row(actions)


def of(*actions: Action) -> Row:
    """The same, with regard to the owner of a record."""
    return Row(actions, owned=True)


ANYBODY = to(Action.ASK)
"""Also for what is only ever about the one who acts."""
OWN = of(Action.OWN)
ADMIN = to(Action.ORGANISE)

ROWS: Mapping[str, Row] = {
    "slash /roe": ANYBODY,
    "slash /roe list": ANYBODY,
    "slash /roe disputes": ANYBODY,
    "slash /deal": ANYBODY,
    "slash /nextsteps": ANYBODY,
    "slash /handoff": ANYBODY,
    "slash /redgreen": ANYBODY,
    "slash /handrail": ANYBODY,
    "slash /handrail ask": ANYBODY,
    "slash /handrail away": ANYBODY,
    "slash /handrail back": ANYBODY,
    "slash /handrail closedate": ANYBODY,
    "slash /handrail closedate board": ANYBODY,
    "slash /handrail cosell": ANYBODY,
    "slash /handrail coverage": ANYBODY,
    "slash /handrail customer-slack": ANYBODY,
    "slash /handrail event": ANYBODY,
    "slash /handrail forecast": ANYBODY,
    "slash /handrail giveback": ANYBODY,
    "slash /handrail help": ANYBODY,
    "slash /handrail me": ANYBODY,
    "slash /handrail mql": ANYBODY,
    "slash /handrail nextstep": ANYBODY,
    "slash /handrail opportunity": ANYBODY,
    "slash /handrail policy": ANYBODY,
    "slash /handrail rank": ANYBODY,
    "slash /handrail segment": ANYBODY,
    "slash /handrail settings": ANYBODY,
    "slash /handrail strategic": ANYBODY,
    "slash /handrail support": ANYBODY,
    "slash /handrail team": of(Action.LIST_TEAM),
    "slash /handrail today": ANYBODY,
    "slash /handrail undo": ANYBODY,
    "slash /handrail why": ANYBODY,
    "slash /tripnotes": ANYBODY,
    "button answer.choose": OWN,
    "button answer.entry": ANYBODY,
    "button answer.fill": OWN,
    "button answer.rate": ANYBODY,
    "button answer.share": OWN,
    "button answer.why": OWN,
    "button closedate.board": of(Action.ROLL_UP),
    "button closedate.csv": of(Action.ROLL_UP),
    "button closedate.form": of(Action.CHANGE),
    "button closedate.move": of(Action.CHANGE),
    "button closedate.undo": OWN,
    "button deals.list": of(Action.SEE),
    "button deals.see": of(Action.SEE),
    "button desk.deal": ANYBODY,
    "button desk.open": ANYBODY,
    "button forecast.csv": of(Action.ROLL_UP),
    "button forecast.give": of(Action.CHANGE),
    "button forecast.see": ANYBODY,
    "button forecast.settings": to(Action.SET_RULES),
    "button forecast.team": of(Action.ROLL_UP),
    "button forecast.undo": OWN,
    "button forecast.values": OWN,
    "button files.take": OWN,
    "button handoffs.accept": of(Action.CHANGE),
    "button handoffs.board": of(Action.ROLL_UP),
    "button handoffs.csv": of(Action.ROLL_UP),
    "button handoffs.done": of(Action.CHANGE),
    "button handoffs.draft": of(Action.CHANGE),
    "button handoffs.list": ANYBODY,
    "button handoffs.more": of(Action.CHANGE),
    "button handoffs.note": of(Action.CHANGE),
    "button handoffs.reopen": of(Action.CHANGE),
    "button handoffs.return": of(Action.CHANGE),
    "button handoffs.show": of(Action.SEE),
    "button handoffs.sign": of(Action.CHANGE),
    "button handoffs.start": ANYBODY,
    "button handoffs.undo": OWN,
    "button home.dead": ADMIN,
    "button nextsteps.keep": of(Action.CHANGE),
    "button nextsteps.move": of(Action.CHANGE),
    "button nextsteps.page": of(Action.SEE),
    "button nextsteps.rewrite": of(Action.CHANGE),
    "button nextsteps.take": of(Action.CHANGE),
    "button nextsteps.undo": OWN,
    "button nextsteps.update": of(Action.CHANGE),
    "button opportunities.apply": OWN,
    "button opportunities.apply_whole": OWN,
    "button opportunities.columns": OWN,
    "button opportunities.day_first": OWN,
    "button opportunities.drop": OWN,
    "button opportunities.edit": of(Action.CHANGE),
    "button opportunities.history": of(Action.SEE),
    "button opportunities.import": ANYBODY,
    "button opportunities.lost": of(Action.CHANGE),
    "button opportunities.month_first": OWN,
    "button opportunities.reopen": of(Action.CHANGE),
    "button opportunities.show": of(Action.SEE),
    "button opportunities.won": of(Action.CHANGE),
    "button people.admin": ADMIN,
    "button people.admins": ADMIN,
    "button people.apply": ADMIN,
    "button people.away": ANYBODY,
    "button people.back": ANYBODY,
    "button people.decline": OWN,
    "button people.discard": ADMIN,
    "button people.export": to(Action.EXPORT),
    "button people.first": to(Action.BEGIN),
    "button people.import": ADMIN,
    "button people.pick": ADMIN,
    "button people.remove": ADMIN,
    "button people.right": ANYBODY,
    "button people.say": ANYBODY,
    "button people.settings": ANYBODY,
    "button people.unadmin": ADMIN,
    "button people.undo": OWN,
    "button redgreen.accuracy": ANYBODY,
    "button redgreen.again": of(Action.LEAD),
    "button redgreen.back": of(Action.LEAD),
    "button redgreen.board": ANYBODY,
    "button redgreen.chart": ANYBODY,
    "button redgreen.choose": of(Action.OWN, Action.LEAD),
    "button redgreen.end": of(Action.LEAD),
    "button redgreen.goon": of(Action.LEAD),
    "button redgreen.held": of(Action.LEAD),
    "button redgreen.jump": of(Action.LEAD),
    "button redgreen.keep": of(Action.LEAD),
    "button redgreen.keepall": of(Action.LEAD),
    "button redgreen.lookback": ANYBODY,
    "button redgreen.mark": of(Action.CHANGE),
    "button redgreen.notes": of(Action.LEAD),
    "button redgreen.notyet": of(Action.LEAD),
    "button redgreen.override": of(Action.LEAD),
    "button redgreen.park": of(Action.LEAD),
    "button redgreen.picture": ANYBODY,
    "button redgreen.reason": of(Action.CHANGE),
    "button redgreen.recolour": of(Action.LEAD),
    "button redgreen.resume": of(Action.LEAD),
    "button redgreen.see": of(Action.OWN, Action.LEAD),
    "button redgreen.sheet": ANYBODY,
    "button redgreen.skip": of(Action.LEAD),
    "button redgreen.span": to(Action.SET_RULES),
    "button redgreen.start": of(Action.LEAD),
    "button redgreen.sure": of(Action.LEAD),
    "button redgreen.threshold": to(Action.SET_RULES),
    "button redgreen.write": of(Action.OWN, Action.LEAD),
    "button remind.done": OWN,
    "button remind.more": OWN,
    "button remind.snooze": OWN,
    "button remind.undo": OWN,
    "button remind.wake": OWN,
    "button roe.decide": of(Action.DECIDE),
    "button roe.dispute": OWN,
    "button roe.disputes": ANYBODY,
    "button roe.form": ANYBODY,
    "button roe.list": ANYBODY,
    "button roe.rules": of(Action.OWN, Action.DECIDE),
    "button roe.withdraw": OWN,
    "button trips.anyway": ANYBODY,
    "button trips.cancel": of(Action.CHANGE),
    "button trips.decline": of(Action.CHANGE),
    "button trips.edit": of(Action.CHANGE),
    "button trips.list": ANYBODY,
    "button trips.notes": of(Action.CHANGE),
    "button trips.open": of(Action.SEE),
    "button trips.page": ANYBODY,
    "button trips.pass": ANYBODY,
    "button trips.plan": ANYBODY,
    "button trips.post": of(Action.CHANGE),
    "button trips.take": of(Action.CHANGE),
    "button trips.tick": of(Action.CHANGE),
    "button trips.undo": OWN,
    "button trips.withdraw": of(Action.CHANGE),
    "form answer.fill": OWN,
    "form closedate.form": of(Action.CHANGE),
    "form desk.form": ANYBODY,
    "form forecast.form": of(Action.CHANGE),
    "form forecast.settings": to(Action.SET_RULES),
    "form handoffs.cancel": of(Action.CHANGE),
    "form handoffs.copy": of(Action.CHANGE),
    "form handoffs.draft": of(Action.CHANGE),
    "form handoffs.edit": of(Action.CHANGE),
    "form handoffs.form": ANYBODY,
    "form handoffs.note": of(Action.CHANGE),
    "form handoffs.reassign": of(Action.CHANGE),
    "form handoffs.return": of(Action.CHANGE),
    "form nextsteps.capture": of(Action.CHANGE),
    "form nextsteps.form": of(Action.CHANGE),
    "form opportunities.add": ANYBODY,
    "form opportunities.columns": OWN,
    "form opportunities.edit": of(Action.CHANGE),
    "form opportunities.import": ANYBODY,
    "form opportunities.pick": of(Action.SEE),
    "form people.admin": ADMIN,
    "form people.away": ANYBODY,
    "form people.edit": ADMIN,
    "form people.import": ADMIN,
    "form people.pick": ADMIN,
    "form people.say": ANYBODY,
    "form people.settings": ANYBODY,
    "form redgreen.answered": of(Action.OWN, Action.LEAD),
    "form redgreen.aside": of(Action.LEAD),
    "form redgreen.marked": of(Action.CHANGE),
    "form redgreen.missing": of(Action.LEAD),
    "form redgreen.noted": of(Action.LEAD),
    "form redgreen.period": to(Action.SET_RULES),
    "form redgreen.reasoned": of(Action.CHANGE),
    "form redgreen.scoped": to(Action.SET_RULES),
    "form remind.snoozed": OWN,
    "form roe.decide": of(Action.DECIDE),
    "form roe.dispute": OWN,
    "form roe.form": ANYBODY,
    "form roe.list": ANYBODY,
    "heard app_home_opened": ANYBODY,
    "form trips.notes": of(Action.CHANGE),
    "form trips.plan": of(Action.CHANGE),
    "heard app_mention": ANYBODY,
    "heard assistant_thread_started": ANYBODY,
    "heard channel_message": ANYBODY,
    "heard channel_message_changed": ANYBODY,
    "heard channel_message_deleted": ANYBODY,
    "heard file_share": ANYBODY,
    "heard message": ANYBODY,
    "fetched opportunities.done": ANYBODY,
    "fetched opportunities.read": ANYBODY,
    "fetched people.roster": ADMIN,
    "fetched redgreen.draw": ANYBODY,
    "fetched roe.list": ANYBODY,
    "shortcut handoffs.shortcut": ANYBODY,
    "suggestion handoffs.opportunity": ANYBODY,
    "shortcut nextsteps.capture": ANYBODY,
    "suggestion nextsteps.opportunity": ANYBODY,
    "suggestion opportunities.find": ANYBODY,
    "shortcut trips.shortcut": ANYBODY,
    "suggestion people.zone": ANYBODY,
}
"""A name that ends in a number, such as `answer.choose.3`, stands under the name without it."""


def row_of(listener: str) -> Row | None:
    name, _, place = listener.rpartition(".")
    return ROWS.get(name if place.isdigit() else listener)


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
        (Subject.DECIDER, turn.actor.id == turn.decider),
        (Subject.FOUNDER, begins),
    )
    return tuple(subject for subject, holds in held if holds)
