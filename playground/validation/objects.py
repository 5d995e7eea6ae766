"""Composition objects: texts, options, confirmations and the filters of selects."""

from playground.validation.rules import (
    Rule,
    at_least_one,
    each,
    exactly_one,
    flag,
    kinds,
    one_of,
    shape,
    string,
)


def plain(most: int) -> Rule:
    return kinds({"plain_text": shape({"text": string(most)}, {"emoji": flag})})


def words(most: int) -> Rule:
    """Plain text or mrkdwn."""
    return kinds(
        {
            "plain_text": shape({"text": string(most)}, {"emoji": flag}),
            "mrkdwn": shape({"text": string(most)}, {"verbatim": flag}),
        }
    )


URL = string(3000, pattern=r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
IDENTIFIER = string(255)
USER = string(32, pattern=r"[UW][A-Z0-9]+")
CHANNEL = string(32, pattern=r"[CGD][A-Z0-9]+")
CONVERSATION = string(32, pattern=r"[CGDUW][A-Z0-9]+")
DATE = string(10, pattern=r"\d{4}-\d{2}-\d{2}")
TIME = string(5, pattern=r"([01]\d|2[0-3]):[0-5]\d")
PLACEHOLDER = plain(150)

OPTION = shape({"text": plain(75), "value": string(150)}, {"description": plain(75)})
MARKED_OPTION = shape({"text": words(75), "value": string(150)}, {"description": words(75)})
OVERFLOW_OPTION = shape(
    {"text": plain(75), "value": string(150)}, {"description": plain(75), "url": URL}
)
OPTION_GROUP = shape({"label": plain(75), "options": each(OPTION, 1, 100)})

CONFIRM = shape(
    {"title": plain(100), "text": words(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
CONVERSATION_FILTER = at_least_one(
    shape(
        {},
        {
            "include": each(one_of("im", "mpim", "private", "public"), 1, 4),
            "exclude_external_shared_channels": flag,
            "exclude_bot_users": flag,
        },
    ),
    "include",
    "exclude_external_shared_channels",
    "exclude_bot_users",
)
DISPATCH = shape(
    {}, {"trigger_actions_on": each(one_of("on_enter_pressed", "on_character_entered"), 1, 2)}
)
SLACK_FILE = exactly_one(shape({}, {"id": string(32), "url": URL}), "id", "url")
