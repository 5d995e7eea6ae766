"""One lead, found by whoever may see or change it, and what is kept of what was done with it."""

from collections.abc import Iterable, Mapping
from typing import Any

from handlers.kit import homes, records, reminding
from handlers.kit.feature import Refused, Scene, Turn
from handlers.kit.rights import insist, may
from policies.leads import Act, Event, Lead
from policies.rights import Action
from storage import lead_events, leads

GONE = "I can't find that lead any more. `/handrail mql` lists yours."
OVER = "This lead is closed: {outcome}. Reopen it to change something."
LONGEST_NUMBER = 18
GIVING = (Action.CHANGE, Action.REASSIGN)
"""Whoever may do one of these for the SDR or the AE may give them a lead."""


def number(text: str) -> int:
    """Zero, which no lead has, for what is none."""
    known = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if known else 0


def find(scene: Scene, text: str) -> Lead | None:
    return leads.find(scene.session, scene.workspace.id, number(text))


def again(scene: Scene, lead: Lead) -> Lead:
    """As it is now, after something of it was changed."""
    found = leads.find(scene.session, scene.workspace.id, lead.id)
    assert found is not None
    return found


def seen(turn: Turn, text: str) -> Lead:
    """Raises Refused for what is no lead here, or nobody's business of the actor's."""
    found = find(turn, text)
    if found is None:
        raise Refused(GONE)
    if not may_see(turn, found):
        insist(turn, *GIVING, Action.SEE, owner=found.sdr)
    return found


def may_see(turn: Turn, lead: Lead) -> bool:
    """Its SDR, its AE, and whoever may see or give what is theirs."""
    of_either = any(may(turn, Action.SEE, owner=each) for each in people_of(lead))
    return of_either or may_give(turn, lead)


def held(turn: Turn, text: str, *actions: Action) -> Lead:
    """To be changed by its SDR: nobody else changes it before this turn ends."""
    found = _locked(turn, text)
    insist(turn, *(actions or (Action.CHANGE,)), owner=found.sdr)
    return found


def held_by_ae(turn: Turn, text: str) -> Lead:
    found = _locked(turn, text)
    insist(turn, Action.CHANGE, owner=found.ae or found.sdr)
    return found


def _locked(turn: Turn, text: str) -> Lead:
    found = leads.locked(turn.session, turn.workspace.id, number(text))
    if found is None:
        raise Refused(GONE)
    return found


def standing(lead: Lead) -> Lead:
    """One that is not over. Raises Refused."""
    if lead.is_over:
        raise Refused(OVER.format(outcome=lead.outcome))
    return lead


def may_work(turn: Turn, lead: Lead) -> bool:
    return may(turn, Action.CHANGE, owner=lead.sdr)


def may_give(turn: Turn, lead: Lead) -> bool:
    return may(turn, *GIVING, owner=lead.sdr)


def people_of(lead: Lead) -> list[str]:
    return [each for each in (lead.sdr, lead.ae) if each]


def record(turn: Turn, lead: Lead, act: Act, note: str = "", link: str = "") -> int:
    """Among its events and in the audit log; the number of the event that may be undone."""
    lead_events.add(
        turn.session, turn.workspace.id, lead.id, Event(act, turn.actor.id, turn.now, note, link)
    )
    keep(turn, f"lead.{act}", lead, {"note": note, "link": link})
    return lead_events.last_change(turn.session, turn.workspace.id, lead.id)


def keep(turn: Turn, kind: str, lead: Lead, detail: Mapping[str, Any]) -> None:
    records.keep(turn, kind, {"lead": lead.id, **detail})


def follow(turn: Turn, people: Iterable[str]) -> None:
    """Home and what is planned of these people."""
    known = dict.fromkeys(each for each in people if each)
    homes.follow(turn, known)
    reminding.replan(turn, list(known))
