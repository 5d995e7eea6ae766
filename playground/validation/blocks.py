"""The blocks, what each must and may hold, and the surfaces that show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from playground.validation.cards import CARD, CAROUSEL, PLAN, TASK, container, provider
from playground.validation.charts import CHART
from playground.validation.elements import (
    ELEMENTS,
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUTS,
    IN_MODALS,
    IN_SECTIONS,
    elements,
)
from playground.validation.objects import (
    IDENTIFIER,
    SLACK_FILE,
    URL,
    link,
    plain,
    secure_link,
    words,
)
from playground.validation.rich_texts import RICH_TEXT
from playground.validation.rules import (
    NONE,
    Anything,
    Each,
    Flag,
    Kinds,
    Rule,
    String,
    at_least_one,
    exactly_one,
    one_of,
    shape,
)
from playground.validation.tables import DATA_TABLE, TABLE

Surface: TypeAlias = Literal["message", "modal", "home"]
EVERYWHERE: tuple[Surface, ...] = ("message", "modal", "home")
WIDE: tuple[Surface, ...] = ("message", "home")
MESSAGES: tuple[Surface, ...] = ("message",)


@dataclass(frozen=True)
class Block:
    rule: Rule
    surfaces: tuple[Surface, ...] = EVERYWHERE


def block(required: Mapping[str, Rule], optional: Mapping[str, Rule] = NONE) -> Rule:
    return shape(required, {"block_id": IDENTIFIER, **optional})


def question(more: Mapping[str, Rule] = NONE) -> Rule:
    return block(
        {"label": plain(2000), "element": Kinds({**elements(*IN_INPUTS), **more})},
        {"hint": plain(2000), "optional": Flag(), "dispatch_action": Flag()},
    )


CONTEXT: Mapping[str, Rule] = {
    "image": ELEMENTS["image"],
    "plain_text": shape({"text": String(2000)}, {"emoji": Flag()}),
    "mrkdwn": shape({"text": String(2000)}, {"verbatim": Flag()}),
}

SIMPLE: Mapping[str, Block] = {
    "section": Block(
        at_least_one(
            block(
                {},
                {
                    "text": words(3000),
                    "fields": Each(words(2000), 1, 10),
                    "accessory": Kinds(elements(*IN_SECTIONS)),
                    "expand": Flag(),
                },
            ),
            "text",
            "fields",
        )
    ),
    "header": Block(block({"text": plain(150)})),
    "context": Block(block({"elements": Each(Kinds(CONTEXT), 1, 10)})),
    "actions": Block(block({"elements": Each(Kinds(elements(*IN_ACTIONS)), 1, 25)})),
    "divider": Block(block({})),
    "image": Block(
        exactly_one(
            block(
                {"alt_text": String(2000)},
                {"image_url": URL, "slack_file": SLACK_FILE, "title": plain(2000)},
            ),
            "image_url",
            "slack_file",
        )
    ),
    "input": Block(question()),
    "rich_text": Block(RICH_TEXT),
    "table": Block(TABLE, WIDE),
    "video": Block(
        block(
            {
                "alt_text": String(2000),
                "title": plain(199),
                "thumbnail_url": link(3000),
                "video_url": secure_link(3000),
            },
            {
                "title_url": secure_link(2000),
                "description": plain(200),
                "author_name": String(49),
                "provider_name": String(50),
                "provider_icon_url": link(2000),
            },
        )
    ),
    "file": Block(block({"external_id": String(255), "source": one_of("remote")}), MESSAGES),
}
"""The blocks that a container may hold."""

BLOCKS: Mapping[str, Block] = {
    **SIMPLE,
    "markdown": Block(block({"text": String(12_000)}), MESSAGES),
    "context_actions": Block(
        block({"elements": Each(Kinds(elements(*IN_CONTEXT_ACTIONS)), 1, 5)}), MESSAGES
    ),
    "data_table": Block(DATA_TABLE, WIDE),
    "data_visualization": Block(block({"title": String(50), "chart": CHART}), MESSAGES),
    "alert": Block(
        block(
            {"text": words(200)},
            {"level": one_of("default", "info", "warning", "error", "success")},
        ),
        ("modal",),
    ),
    "card": Block(CARD),
    "carousel": Block(CAROUSEL, WIDE),
    "container": Block(container({name: kind.rule for name, kind in SIMPLE.items()}), WIDE),
    "task_card": Block(TASK, MESSAGES),
    "plan": Block(PLAN, MESSAGES),
    "call": Block(
        block({"call_id": String(255)}, {"api_decoration_available": Flag(), "call": Anything()}),
        MESSAGES,
    ),
    "auth_provider": Block(provider({name: kind.rule for name, kind in SIMPLE.items()}), WIDE),
}


def rules_for(surface: Surface) -> Rule:
    table = {name: kind.rule for name, kind in BLOCKS.items() if surface in kind.surfaces}
    return Kinds({**table, "input": question(IN_MODALS)} if surface == "modal" else table)
