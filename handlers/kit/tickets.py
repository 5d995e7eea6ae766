"""What a form needs to find its way back: who opened it, about what, beside which message."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from handlers.kit import letters
from handlers.kit.feature import Ask, Message, Place, Refused, Turn
from storage import cards
from storage.cards import Card

STALE = "This form is too old to be used. Close it and start again."
LIFE = timedelta(minutes=29)
"""A response_url works for 30 minutes."""


def issue(turn: Turn, ask: Ask, subject: Mapping[str, Any], *, beside: bool = False) -> str:
    """The form's `about`: it names nothing, and is worth nothing to anybody else.

    `beside`: what the form leads to is for its sender alone, and leaves the message as it is.
    """
    return cards.keep(
        turn.session,
        id=secrets.token_urlsafe(12),
        workspace=turn.workspace.id,
        user=turn.actor.id,
        response_url=ask.response_url,
        at=turn.now,
        subject={**subject, "place": ask.place, "channel": ask.channel, "beside": beside},
    )


def redeem(turn: Turn, ask: Ask) -> Card:
    """Raises Refused for a form of somebody else's, of another workspace, or nobody's."""
    card = cards.find(turn.session, turn.workspace.id, ask.about)
    if card is None or card.user != turn.actor.id:
        raise Refused(STALE)
    return card


def remember(turn: Turn, card: Card, **more: str) -> None:
    """For the next time the same form is sent: what it was told, what has changed meanwhile."""
    cards.change(turn.session, turn.workspace.id, card.id, {**card.subject, **more})


def tell(turn: Turn, card: Card, key: str, message: Message) -> None:
    """Where the form was opened; in the DM once nothing can be said there any more."""
    if _is_out_of_reach(turn, card):
        letters.post(turn, key, turn.actor.id, message)
    elif card.subject["beside"]:
        letters.whisper(turn, key, card.response_url, message)
    else:
        letters.edit(turn, key, card.response_url, message)


def _is_out_of_reach(turn: Turn, card: Card) -> bool:
    """Too late, or in the bot's own DM, where what only one can see would be lost on reload."""
    pressed = card.subject["place"] == Place.BUTTON
    in_own_dm = pressed and card.subject["channel"].startswith("D")
    late = turn.now - card.at > LIFE
    return not card.response_url or late or (card.subject["beside"] and in_own_dm)
