"""What Slack takes and a careful bot does not send: live controls and loose entities in mrkdwn.

Slack accepts all of it, so `problems` says nothing; tests ask for it by name.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from playground.validation.parts import places
from playground.validation.rules import Problem

ENTITY = re.compile(r"&(?:amp|lt|gt);")
TOKEN = re.compile(r"<(?P<control>[^<>\n]*)>")
LOUD = re.compile(r"!(?:channel|here|everyone)\b|!subteam\^|@|#")
LINK = re.compile(r"(?:https?://|mailto:|tel:)[^|\s]+(?:\|[^\n]*)?|!date\^[0-9]+\^.+", re.DOTALL)
QUOTE = re.compile(r"^>+", re.MULTILINE)


def text_problems(payload: Mapping[str, Any], wanted: Collection[str] = ()) -> list[Problem]:
    """Mentions that were not `wanted`, and `&`, `<`, `>` that are neither entity nor token."""
    return [
        Problem(f"{at}/text" if at else "/text", text)
        for at, thing in places(payload, "")
        if isinstance(thing.get("text"), str) and (not at or thing.get("type") == "mrkdwn")
        for text in sentences(thing["text"], wanted)
    ]


def sentences(text: str, wanted: Collection[str] = ()) -> Iterator[str]:
    for token in TOKEN.finditer(text):
        control = token["control"]
        if LOUD.match(control):
            if token[0] not in wanted:
                yield f"mentions somebody: {token[0][:100]}"
        elif not LINK.fullmatch(control):
            yield f"is not a link that Slack knows: {token[0][:100]}"
    yield from loose(TOKEN.sub("", text))


def loose(text: str) -> Iterator[str]:
    """Characters that were not escaped; a quote's `>` at the head of a line is meant."""
    rest = ENTITY.sub("", QUOTE.sub("", text))
    for character, entity in {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.items():
        if character in rest:
            yield f"has a bare {character}; write {entity}"
