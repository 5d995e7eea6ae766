"""One dispute found by whoever may, what happened to it, and what follows a change of it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from handlers.kit import reminding
from handlers.kit.feature import Refused, Scene, Turn
from handlers.kit.records import keep
from handlers.kit.rights import admins_of
from handlers.roe import cases
from policies.disputes.reminders import ADMINS, ROUTINE
from storage import dispute_events, disputes
from storage.dispute_events import Act, Event
from storage.disputes import Dispute

NOT_DECIDER = "Only {name} decides disputes here."
NOBODY = (
    "Only whom HANDRAIL_DECIDER names decides disputes, and it names nobody. "
    "The admin of Handrail sets it."
)
NOT_SHOWN = "Only {asker} and whoever decides disputes can see this one."
GONE = "I can't find that dispute. `/roe disputes` lists yours."


def find(turn: Turn, id: str) -> Dispute:
    """Raises Refused for what is no dispute of this workspace."""
    known = id.isascii() and id.isdigit() and len(id) <= 18
    dispute = disputes.find(turn.session, turn.workspace.id, int(id)) if known else None
    if dispute is None:
        raise Refused(GONE)
    return dispute


def to_decide(turn: Turn, id: str) -> Dispute:
    """Raises Refused unless the actor decides, at this moment."""
    dispute = find(turn, id)
    insist_on_deciding(turn)
    return dispute


def insist_on_deciding(turn: Turn) -> None:
    if not decides(turn):
        raise Refused(who_decides(turn))


def decides(turn: Turn) -> bool:
    return turn.actor.id in turn.deciders


def who_decides(turn: Turn) -> str:
    return NOT_DECIDER.format(name=cases.deciders(turn)) if turn.deciders else NOBODY


def is_party(turn: Turn, dispute: Dispute) -> bool:
    return turn.actor.id == dispute.asker or decides(turn)


def can_reopen(turn: Turn, dispute: Dispute) -> bool:
    """Whether it was decided, and not too long ago."""
    days = timedelta(days=turn.pack.disputes.count("reopen"))
    ended = dispute.decided_at
    return dispute.state == "decided" and ended is not None and turn.now - ended <= days


def record(turn: Turn, dispute: Dispute, act: Act, detail: Mapping[str, Any]) -> None:
    """Among its events and in the audit log."""
    note, team = str(detail.get("reason", "")), str(detail.get("team", ""))
    event = Event(act, turn.actor.id, turn.now, team, note)
    dispute_events.add(turn.session, turn.workspace.id, dispute.id, event)
    keep(turn, f"dispute.{act}", {"dispute": dispute.number, **detail})


def settle(turn: Turn, dispute: Dispute, ending: str) -> None:
    """No digest asks for it any more."""
    for subject in (str(dispute.id), f"{dispute.id}/{ADMINS}"):
        reminding.settle(turn, ROUTINE, subject, ending)


def follow(scene: Scene, dispute: Dispute) -> None:
    """The Homes of all whom it concerns, and what is planned."""
    people = {dispute.asker, *scene.deciders, *admins_of(scene)}
    reminding.replan(scene, sorted(people))
