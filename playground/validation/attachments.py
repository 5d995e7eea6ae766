"""Attachments: Slack's older way to dress a message, which may hold blocks."""

from collections.abc import Mapping

from playground.validation.objects import URL
from playground.validation.rules import (
    Anything,
    Each,
    Flag,
    Rule,
    String,
    at_least_one,
    bare,
    one_of,
)

LINE = String(2000, 0)
LONG = String(40_000, 0)
FIELD = bare({}, {"title": LINE, "value": LONG, "short": Flag()})
CONTENT = ("blocks", "text", "fallback", "title", "pretext", "fields", "image_url", "author_name")


def stamp(value: object) -> object:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def attachment(blocks: Rule) -> Rule:
    keys: Mapping[str, Rule] = {
        "blocks": blocks,
        **{name: LONG for name in ("text", "pretext", "fallback")},
        **{name: LINE for name in ("title", "footer", "color", "callback_id", "author_name")},
        **{name: URL for name in ("title_link", "image_url", "thumb_url", "footer_icon")},
        **{name: URL for name in ("author_link", "author_icon", "from_url", "original_url")},
        "author_subname": LINE,
        "fields": Each(FIELD, 0, 100),
        "mrkdwn_in": Each(one_of("pretext", "text", "fields"), 0, 3),
        "actions": Each(Anything(), 0, 5),
        "attachment_type": one_of("default"),
        "ts": lambda value: String(30)(stamp(value)),
        "id": lambda value: String(30)(stamp(value)),
    }
    return at_least_one(bare({}, keys), *CONTENT)
