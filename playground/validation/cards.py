"""Blocks that hold others or stand for a thing: cards, containers, tasks and providers."""

from collections.abc import Mapping
from typing import Any

from playground.validation.elements import elements
from playground.validation.objects import IDENTIFIER, mrkdwn, plain, secure_link, words
from playground.validation.rich_texts import ONE_RICH_TEXT
from playground.validation.rules import (
    FINE,
    Each,
    Flag,
    Found,
    Kinds,
    Rule,
    String,
    also,
    at_least_one,
    one_of,
    shape,
    under,
    wrong,
)

ID: Mapping[str, Rule] = {"block_id": IDENTIFIER}
PICTURE = Kinds(elements("image"))
ICON = Kinds({"icon": shape({"name": String(100)})})


def one_icon(block: Mapping[str, Any]) -> Found:
    both = "icon" in block and "slack_icon" in block
    return wrong("must not have both: icon, slack_icon") if both else FINE


CARD = also(
    at_least_one(
        shape(
            {},
            {
                **ID,
                "hero_image": PICTURE,
                "icon": PICTURE,
                "slack_icon": ICON,
                "title": mrkdwn(150),
                "subtitle": mrkdwn(150),
                "body": mrkdwn(200),
                "subtext": mrkdwn(200),
                "actions": Each(Kinds(elements("button")), 1, 3),
            },
        ),
        "hero_image",
        "title",
        "actions",
        "body",
    ),
    one_icon,
)
CAROUSEL = shape({"elements": Each(Kinds({"card": CARD}), 1, 10)}, ID)


def collapses_if_it_may(block: Mapping[str, Any]) -> Found:
    if not block.get("default_collapsed") or block.get("is_collapsible"):
        return FINE
    return under("default_collapsed", wrong("needs is_collapsible"))


def divides_if_it_stays(block: Mapping[str, Any]) -> Found:
    if not (block.get("has_header_divider") and block.get("is_collapsible")):
        return FINE
    return under("has_header_divider", wrong("is not for a container that is_collapsible"))


def container(children: Mapping[str, Rule]) -> Rule:
    return also(
        at_least_one(
            shape(
                {"child_blocks": Each(Kinds(children), 1, 10)},
                {
                    **ID,
                    "title": plain(150),
                    "rich_text_title": ONE_RICH_TEXT,
                    "subtitle": words(150),
                    "width": one_of("narrow", "standard", "wide", "full"),
                    "icon": PICTURE,
                    "is_collapsible": Flag(),
                    "default_collapsed": Flag(),
                    "has_header_divider": Flag(),
                },
            ),
            "title",
            "rich_text_title",
        ),
        collapses_if_it_may,
        divides_if_it_stays,
    )


def task(*statuses: str) -> Rule:
    return shape(
        {"task_id": String(255), "title": String(3000), "status": one_of(*statuses)},
        {
            **ID,
            "details": ONE_RICH_TEXT,
            "output": ONE_RICH_TEXT,
            "sources": Each(Kinds(elements("url")), 0, 100),
        },
    )


BEGUN = ("in_progress", "complete", "error")
TASK = task(*BEGUN)
PLANNED = Kinds({"task_card": task("pending", *BEGUN)})


def tasks_differ(block: Mapping[str, Any]) -> Found:
    names = [each["task_id"] for each in block.get("tasks", ())]
    same = len(names) != len(set(names))
    return under("tasks", wrong("task_id must be unique")) if same else FINE


PLAN = also(shape({"title": String(3000)}, {**ID, "tasks": Each(PLANNED, 1, 50)}), tasks_differ)


def provider(fallback: Mapping[str, Rule]) -> Rule:
    return shape(
        {"value": String(150), "name": plain(75), "is_connected": Flag()},
        {
            **ID,
            "description": plain(150),
            "icon_url": secure_link(3000),
            "auth_url": secure_link(3000),
            "disconnect_url": secure_link(3000),
            "connected_identity": plain(75),
            "connected_context": plain(75),
            "accessory": Kinds(elements("overflow")),
            "fallback": Each(Kinds(fallback), 1, 50),
        },
    )
