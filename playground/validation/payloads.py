"""Whole messages and views: what `problems` puts through the tables."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from playground.validation.attachments import attachment
from playground.validation.blocks import Surface, rules_for
from playground.validation.crossings import (
    IN_HOMES,
    IN_MESSAGES,
    IN_MODALS,
    Crossing,
    input_without_submit,
    too_large,
)
from playground.validation.metadata import metadata_problems
from playground.validation.objects import plain
from playground.validation.parts import Part, parts_of
from playground.validation.rules import (
    Each,
    Flag,
    Found,
    Problem,
    Rule,
    String,
    one_of,
    shape,
    under,
)

VIEW: Mapping[str, Rule] = {
    "private_metadata": String(3000, 0),
    "callback_id": String(255, 0),
    "external_id": String(255, 0),
}
MODAL: Mapping[str, Rule] = {
    **VIEW,
    "submit": plain(24),
    "close": plain(24),
    "clear_on_close": Flag(),
    "notify_on_close": Flag(),
}
MODALS = shape(
    {"type": one_of("modal"), "title": plain(24), "blocks": Each(rules_for("modal"), 0, 100)},
    MODAL,
)
HOMES = shape({"type": one_of("home"), "blocks": Each(rules_for("home"), 0, 100)}, VIEW)

BLOCKS = Each(rules_for("message"), 0, 50)
MESSAGES: Mapping[str, Rule] = {
    "text": String(40_000, 0),
    "blocks": BLOCKS,
    "attachments": Each(attachment(BLOCKS), 0, 100),
    "metadata": metadata_problems,
}
"""What is judged of a message; what else a call brings is the method's to judge."""


def message(payload: Mapping[str, Any]) -> Found:
    given = ((key, rule, payload.get(key)) for key, rule in MESSAGES.items())
    return [p for key, rule, value in given if value is not None for p in under(key, rule(value))]


def crossings(surface: Surface) -> Sequence[Crossing]:
    match surface:
        case "message":
            return IN_MESSAGES
        case "modal":
            return IN_MODALS
        case "home":
            return IN_HOMES


def view_problems(view: Mapping[str, Any], parts: Sequence[Part]) -> Iterator[Problem]:
    if view.get("type") == "modal":
        yield from input_without_submit(view, parts)
    yield from too_large(view)


def problems(payload: Mapping[str, Any], surface: Surface) -> list[Problem]:
    """Everything Slack would refuse in a message's or a view's payload, in reading order."""
    parts = parts_of(payload)
    together = [p for crossing in crossings(surface) for p in crossing(parts)]
    match surface:
        case "message":
            return [*message(payload), *together]
        case "modal":
            return [*MODALS(payload), *together, *view_problems(payload, parts)]
        case "home":
            return [*HOMES(payload), *together, *view_problems(payload, parts)]
