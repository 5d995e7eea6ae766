"""Before an SA is asked for on a discovery call: the best practice, and which reason applies."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.kit import blocks, forms, tickets
from handlers.kit.feature import Ask, Change, Turn
from handlers.kit.forms import text_in
from handlers.kit.texts import escape
from handlers.support import words
from handlers.support.controls import DISCOVERY as FORM
from handlers.support.forms import LONGEST_NEED, Unfit
from policies.engagement import Discovery
from policies.engagement.values import DISCOVERY
from storage.cards import Card

OTHER, ANOTHER = "other", "Another reason"
QUESTION = "Which reason applies?"
WHY_HINT = "If you like. It stands in the request."
BEGINS = "Discovery call: "
"""How what is needed begins once a reason has been told."""
NO_CHOICE = "Choose one; “Another reason” will do too."
LONGEST_WHY = 200


def is_open(turn: Turn, found: Mapping[str, Any]) -> bool:
    """Whether nobody has said yet why there should be an SA on it."""
    asked = turn.pack.engagement.discovery is not None and found["wish"] == DISCOVERY
    return asked and not found["need"].startswith(BEGINS)


def question(turn: Turn, ticket: Card, found: Mapping[str, Any]) -> Change:
    """The next page of the form, which remembers what stood in the one before."""
    asked = turn.pack.engagement.discovery
    assert asked is not None
    tickets.remember(turn, ticket, found=json.dumps(found, default=date.isoformat))
    reasons = [*((each.id, each.says) for each in asked.reasons), (OTHER, ANOTHER)]
    return Change(
        forms.form(
            FORM,
            "An SA on discovery",
            blocks.section(escape(asked.says)),
            blocks.context(words.cited(turn, asked.entry)),
            forms.choice("reason", QUESTION, reasons, optional=False),
            forms.text("why", "In your words", most=LONGEST_WHY, hint=WHY_HINT),
            submit="Go on",
            about=ticket.id,
        )
    )


def told(turn: Turn, ticket: Card, ask: Ask) -> dict[str, Any]:
    """What stood in the first page, and the reason with what is needed. Raises Unfit."""
    found: dict[str, Any] = json.loads(str(ticket.subject["found"]))
    if found["wanted"]:
        found["wanted"] = date.fromisoformat(found["wanted"])
    said = _reason(turn.pack.engagement.discovery, text_in(ask, "reason"))
    why = " ".join(text_in(ask, "why").split())[:LONGEST_WHY]
    reason = f"{BEGINS}{said}{f' ({why})' if why else ''}"
    return found | {"need": f"{reason}\n{found['need']}"[:LONGEST_NEED]}


def _reason(asked: Discovery | None, id: str) -> str:
    known = {each.id: each.says for each in asked.reasons} if asked else {}
    if id not in known and id != OTHER:
        raise Unfit({"reason": NO_CHOICE})
    return known.get(id, ANOTHER)
