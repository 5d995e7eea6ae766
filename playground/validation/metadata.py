"""Message metadata: an event type and a flat payload, small and named as Slack's guide asks."""

import json
import re
from collections.abc import Mapping
from typing import Any

from playground.validation.rules import (
    FINE,
    Each,
    Found,
    Number,
    Rule,
    String,
    bare,
    under,
    wrong,
)

METADATA_BYTES = 8000
KEY = re.compile(r"[a-z][a-z0-9_]*")
SCALAR = "must be a string, a number, a boolean or null"


def scalar(value: object) -> Found:
    # Bolt itself keeps the context of an agent's thread with a null enterprise_id.
    match value:
        case None | bool() | str():
            return FINE
        case int() | float():
            return Number()(value)
        case _:
            return wrong(SCALAR)


def keyed(value: object, rule: Rule) -> Found:
    if not isinstance(value, dict):
        return wrong("must be an object")
    found: list[Any] = []
    for key, inner in value.items():
        if not KEY.fullmatch(str(key)):
            text = "must begin with a to z and hold only a to z, digits and _"
            found += under(str(key)[:100], wrong(f"the name {text}"))
        elif deeper := rule(inner):
            found += under(key, deeper)
    return found


def flat(value: object) -> Found:
    return keyed(value, scalar)


def item(value: object) -> Found:
    return flat(value) if isinstance(value, dict) else scalar(value)


def member(value: object) -> Found:
    """What the payload's keys may hold: a scalar, a flat object, or a list of either."""
    match value:
        case dict():
            return flat(value)
        case list():
            return Each(item, 0, 100)(value)
        case _:
            return scalar(value)


METADATA = bare(
    {
        "event_type": String(255, pattern=r"[A-Za-z0-9_.:/#-]+"),
        "event_payload": lambda value: keyed(value, member),
    }
)


def metadata_problems(value: Mapping[str, Any]) -> Found:
    """The problems of a message's metadata."""
    if found := METADATA(value):
        return found
    size = len(json.dumps(value))
    large = f"metadata is {size} bytes; at most {METADATA_BYTES} are allowed"
    return wrong(large) if size > METADATA_BYTES else FINE
