"""Requests, sessions and what is left, found by whoever may see or change them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from handlers.kit import homes, records, reminding
from handlers.kit.feature import Refused, Scene, Turn
from handlers.kit.rights import insist, may
from policies.engagement import Act, Event, Request, Session
from policies.engagement.allowances import Allowance, allowance
from policies.rights import Action
from storage import support_events, support_requests, support_sessions

GONE = "I can't find that request any more. `/handrail support` lists yours."
NO_SESSION = "I can't find that session any more. `/handrail support` lists yours."
OVER = "This request is {state}, so nothing of it changes any more. Ask anew if it is needed again."
LONGEST_NUMBER = 18


def number(text: str) -> int:
    """Zero, which nothing has, for what is none."""
    known = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if known else 0


def seen(turn: Turn, text: str) -> Request:
    """Raises Refused for what is no request here, or nobody's business of the actor's."""
    found = support_requests.find(turn.session, turn.workspace.id, number(text))
    if found is None:
        raise Refused(GONE)
    if not may_see(turn, found.by, found.helper):
        insist(turn, Action.SEE, owner=found.by)
    return found


def may_see(turn: Turn, *people: str) -> bool:
    return any(may(turn, Action.SEE, owner=each) for each in people if each)


def held(turn: Turn, text: str) -> Request:
    """To be changed: nobody else changes it before this turn ends. Raises Refused."""
    found = support_requests.locked(turn.session, turn.workspace.id, number(text))
    if found is None:
        raise Refused(GONE)
    if not may_change(turn, found.by, found.helper):
        insist(turn, Action.CHANGE, owner=found.by)
    return found


def may_change(turn: Turn, *people: str) -> bool:
    return any(may(turn, Action.CHANGE, owner=each) for each in people if each)


def standing(found: Request) -> Request:
    """One that is not over. Raises Refused."""
    if found.is_over:
        raise Refused(OVER.format(state=found.state))
    return found


def session_held(turn: Turn, text: str) -> Session:
    """To be changed, by whoever logged it and those over them. Raises Refused."""
    found = support_sessions.locked(turn.session, turn.workspace.id, number(text))
    if found is None:
        raise Refused(NO_SESSION)
    insist(turn, Action.CHANGE, owner=found.by)
    return found


def left(scene: Scene, held_of_it: Iterable[Session], stage: str, on: date) -> Allowance:
    sheet = scene.pack.sheets["support"]
    most = (int(sheet.limit("sessions")), int(sheet.limit("minutes")))
    return allowance(held_of_it, stage, on, scene.pack.engagement.year, most)


def left_of(scene: Scene, account: str, stage: str, on: date) -> Allowance:
    of_it = support_sessions.of_account(scene.session, scene.workspace.id, account)
    return left(scene, of_it, stage, on)


def record(turn: Turn, account: str, about: str, act: Act, note: str = "", **detail: Any) -> None:
    """Among the account's events and in the audit log."""
    event = Event(account, about, act, turn.actor.id, turn.now, note)
    support_events.add(turn.session, turn.workspace.id, event)
    kept: Mapping[str, Any] = {"account": account, "about": about, "note": note, **detail}
    records.keep(turn, f"support.{act}", kept)


def follow(turn: Turn, people: Iterable[str]) -> None:
    """Home and what is planned of these people."""
    those = list(dict.fromkeys(each for each in people if each))
    homes.follow(turn, those)
    reminding.replan(turn, those)
