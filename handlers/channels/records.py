"""A channel with a customer, found by whoever may see or change it, and what follows a change."""

from collections.abc import Iterable
from typing import Any

from handlers.channels.controls import CARD
from handlers.kit import homes, letters, records, reminding
from handlers.kit.feature import Refused, Turn
from handlers.kit.rights import insist, may
from policies.channels import Act, Channel, Event
from policies.rights import Action
from storage import channel_events, customer_channels

GONE = "I can't find that channel any more. `/handrail customer-slack` lists yours."
OVER = "This one is {state}. Ask anew if it is needed again."
LONGEST_NUMBER = 18


def number(text: str) -> int:
    """Zero, which nothing has, for what is none."""
    known = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if known else 0


def seen(turn: Turn, text: str) -> Channel:
    """Raises Refused for what is none here, or nobody's business of the actor's."""
    found = customer_channels.find(turn.session, turn.workspace.id, number(text))
    if found is None:
        raise Refused(GONE)
    if not any(may(turn, Action.SEE, owner=each) for each in people_of(found)):
        insist(turn, Action.SEE, owner=found.by)
    return found


def people_of(channel: Channel) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in (channel.by, channel.tam) if each))


def may_change(turn: Turn, channel: Channel) -> bool:
    return any(may(turn, Action.CHANGE, owner=each) for each in people_of(channel))


def held(turn: Turn, text: str) -> Channel:
    """To be changed by whoever asked or the TAM: nobody else changes it meanwhile."""
    found = locked(turn, text)
    if not may_change(turn, found):
        insist(turn, Action.CHANGE, owner=found.by)
    return found


def locked(turn: Turn, text: str) -> Channel:
    found = customer_channels.locked(turn.session, turn.workspace.id, number(text))
    if found is None:
        raise Refused(GONE)
    return found


def standing(found: Channel) -> Channel:
    """One that is not over. Raises Refused."""
    if found.is_over:
        raise Refused(OVER.format(state=found.state))
    return found


def record(turn: Turn, channel: Channel, act: Act, note: str = "", **detail: Any) -> None:
    """Among its events and in the audit log."""
    event = Event(act, turn.actor.id, turn.now, note)
    channel_events.add(turn.session, turn.workspace.id, channel.id, event)
    kept = {"channel": channel.id, "account": channel.account, "note": note, **detail}
    records.keep(turn, f"customer-slack.{act}", kept)


def follow(turn: Turn, channel: Channel) -> None:
    """The TAM's card, Home, and what is planned of both."""
    letters.refresh(turn, CARD, str(channel.id))
    people: Iterable[str] = people_of(channel)
    homes.follow(turn, list(people))
    reminding.replan(turn, list(people))


def letter_of(channel: Channel) -> str:
    """The key of the letter that brought the TAM their card."""
    return f"customer-slack/{channel.id}/card"
