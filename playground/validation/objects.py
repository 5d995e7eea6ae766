"""Composition objects: texts, options, confirmations and the filters of selects."""

from playground.validation.moments import is_a_day, is_a_zone
from playground.validation.rules import (
    Each,
    Flag,
    Kinds,
    Rule,
    String,
    also,
    at_least_one,
    bare,
    exactly_one,
    one_of,
    shape,
)


def plain(most: int) -> Rule:
    return Kinds({"plain_text": shape({"text": String(most)}, {"emoji": Flag()})})


def mrkdwn(most: int) -> Rule:
    return Kinds({"mrkdwn": shape({"text": String(most)}, {"verbatim": Flag()})})


def words(most: int) -> Rule:
    """Plain text or mrkdwn."""
    return Kinds(
        {
            "plain_text": shape({"text": String(most)}, {"emoji": Flag()}),
            "mrkdwn": shape({"text": String(most)}, {"verbatim": Flag()}),
        }
    )


def link(most: int) -> Rule:
    return String(most, pattern=r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def secure_link(most: int) -> Rule:
    return String(most, pattern=r"https://\S+")


URL = link(3000)
IDENTIFIER = String(255)
USER = String(32, pattern=r"[UW][A-Z0-9]+")
USERS = Each(USER, 1, 100)
CHANNEL = String(32, pattern=r"[CGD][A-Z0-9]+")
CONVERSATION = String(32, pattern=r"[CGDUW][A-Z0-9]+")
DATE = also(String(10, pattern=r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), is_a_day)
TIME = String(5, pattern=r"([01][0-9]|2[0-3]):[0-5][0-9]")
ZONE = also(String(100), is_a_zone)
PLACEHOLDER = plain(150)
SPOKEN_LABEL = String(75)
EMPHASIS = one_of("primary", "danger")

OPTION = bare({"text": plain(75), "value": String(150)}, {"description": plain(75)})
MARKED_OPTION = bare({"text": words(75), "value": String(150)}, {"description": words(75)})
OVERFLOW_OPTION = bare(
    {"text": plain(75), "value": String(150)}, {"description": plain(75), "url": URL}
)
OPTION_GROUP = bare({"label": plain(75), "options": Each(OPTION, 1, 100)})

CONFIRM = bare(
    {"title": plain(100), "text": words(300), "confirm": plain(30), "deny": plain(30)},
    {"style": EMPHASIS},
)
CONVERSATION_FILTER = at_least_one(
    bare(
        {},
        {
            "include": Each(one_of("im", "mpim", "private", "public"), 1, 4),
            "exclude_external_shared_channels": Flag(),
            "exclude_bot_users": Flag(),
        },
    ),
    "include",
    "exclude_external_shared_channels",
    "exclude_bot_users",
)
DISPATCH = bare(
    {}, {"trigger_actions_on": Each(one_of("on_enter_pressed", "on_character_entered"), 1, 2)}
)
SLACK_FILE = exactly_one(bare({}, {"id": String(32), "url": URL}), "id", "url")
PARAMETER = bare({"name": String(255), "value": String(3000, 0)})
WORKFLOW = bare(
    {"trigger": bare({"url": URL}, {"customizable_input_parameters": Each(PARAMETER, 0, 100)})}
)
