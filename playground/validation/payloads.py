"""Whole messages and views: what `problems` puts through the tables."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from playground.validation.blocks import Surface, rules_for
from playground.validation.crossings import EVERY_SURFACE, HOMES, MESSAGES, MODALS, Crossing
from playground.validation.objects import plain
from playground.validation.rules import Problem, Rule, each, flag, one_of, shape, string

VIEW: Mapping[str, Rule] = {
    "private_metadata": string(3000, least=0),
    "callback_id": string(255, least=0),
    "external_id": string(255, least=0),
}
MODAL: Mapping[str, Rule] = {
    **VIEW,
    "submit": plain(24),
    "close": plain(24),
    "clear_on_close": flag,
    "notify_on_close": flag,
    "submit_disabled": flag,
}

WHOLE: Mapping[Surface, Rule] = {
    "modal": shape(
        {"type": one_of("modal"), "title": plain(24), "blocks": each(rules_for("modal"), 0, 100)},
        MODAL,
    ),
    "home": shape({"type": one_of("home"), "blocks": each(rules_for("home"), 0, 100)}, VIEW),
}
MESSAGE_BLOCKS = each(rules_for("message"), 0, 50)
CROSSINGS: Mapping[Surface, tuple[Crossing, ...]] = {
    "message": MESSAGES,
    "modal": MODALS,
    "home": HOMES,
}


def message_problems(payload: Mapping[str, Any]) -> Iterator[Problem]:
    """Blocks, the text beside them, and blocks inside attachments."""
    yield from string(40_000, least=0)(payload.get("text") or "", "/text")
    yield from MESSAGE_BLOCKS(payload.get("blocks") or [], "/blocks")
    attachments = payload.get("attachments") or []
    yield from each(attachment_problems, 0, 100)(attachments, "/attachments")


def attachment_problems(value: object, at: str) -> Iterator[Problem]:
    if not isinstance(value, Mapping):
        yield Problem(at, "must be an object")
    else:
        yield from MESSAGE_BLOCKS(value.get("blocks") or [], f"{at}/blocks")


def problems(payload: Mapping[str, Any], surface: Surface) -> list[Problem]:
    """Everything Slack would refuse in a message's or a view's payload, in reading order."""
    shaped = message_problems(payload) if surface == "message" else WHOLE[surface](payload, "")
    crossed = chain.from_iterable(c(payload) for c in (*EVERY_SURFACE, *CROSSINGS[surface]))
    return [*shaped, *crossed]
