"""The blocks, what each must and may hold, and the surfaces that show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from playground.validation.elements import (
    ELEMENTS,
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUTS,
    IN_SECTIONS,
    any_element,
)
from playground.validation.objects import IDENTIFIER, SLACK_FILE, URL, plain, words
from playground.validation.rich_texts import RICH_TEXT
from playground.validation.rules import (
    NONE,
    Rule,
    at_least_one,
    each,
    exactly_one,
    flag,
    kinds,
    number,
    one_of,
    shape,
    string,
)

Surface: TypeAlias = Literal["message", "modal", "home"]
EVERYWHERE: tuple[Surface, ...] = ("message", "modal", "home")


@dataclass(frozen=True)
class Block:
    rule: Rule
    surfaces: tuple[Surface, ...] = EVERYWHERE


def block(required: Mapping[str, Rule], optional: Mapping[str, Rule] = NONE) -> Rule:
    return shape(required, {"block_id": IDENTIFIER, **optional})


CELL = kinds(
    {
        "raw_text": shape({"text": string(12_000)}),
        "raw_number": shape({"value": number}, {"text": string(200)}),
        "rich_text": RICH_TEXT,
    }
)
COLUMN = shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})
CONTEXT = {
    "image": ELEMENTS["image"],
    "plain_text": shape({"text": string(2000)}, {"emoji": flag}),
    "mrkdwn": shape({"text": string(2000)}, {"verbatim": flag}),
}

BLOCKS: Mapping[str, Block] = {
    "section": Block(
        at_least_one(
            block(
                {},
                {
                    "text": words(3000),
                    "fields": each(words(2000), 1, 10),
                    "accessory": any_element(IN_SECTIONS),
                    "expand": flag,
                },
            ),
            "text",
            "fields",
        )
    ),
    "header": Block(block({"text": plain(150)})),
    "context": Block(block({"elements": each(kinds(CONTEXT), 1, 10)})),
    "actions": Block(block({"elements": each(any_element(IN_ACTIONS), 1, 25)})),
    "divider": Block(block({})),
    "image": Block(
        exactly_one(
            block(
                {"alt_text": string(2000)},
                {"image_url": URL, "slack_file": SLACK_FILE, "title": plain(2000)},
            ),
            "image_url",
            "slack_file",
        )
    ),
    "input": Block(
        block(
            {"label": plain(2000), "element": any_element(IN_INPUTS)},
            {"hint": plain(2000), "optional": flag, "dispatch_action": flag},
        )
    ),
    "rich_text": Block(RICH_TEXT),
    "markdown": Block(block({"text": string(12_000)}), ("message",)),
    "table": Block(
        block({"rows": each(each(CELL, 1, 20), 1, 100)}, {"column_settings": each(COLUMN, 1, 20)}),
        ("message", "home"),
    ),
    "context_actions": Block(
        block({"elements": each(any_element(IN_CONTEXT_ACTIONS), 1, 5)}), ("message",)
    ),
    "file": Block(block({"external_id": string(255), "source": one_of("remote")}), ("message",)),
}


def rules_for(surface: Surface) -> Rule:
    return kinds({name: kind.rule for name, kind in BLOCKS.items() if surface in kind.surfaces})
