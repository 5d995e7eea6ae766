"""Rich text: sections, lists, quotes and preformatted parts, and the runs within them."""

from collections.abc import Mapping

from playground.validation.objects import CHANNEL, IDENTIFIER, URL, USER
from playground.validation.rules import Rule, each, flag, kinds, one_of, shape, string, whole

STYLE: Mapping[str, Rule] = {
    "style": shape(
        {},
        {
            "bold": flag,
            "italic": flag,
            "strike": flag,
            "code": flag,
            "underline": flag,
            "highlight": flag,
            "client_highlight": flag,
            "unlink": flag,
        },
    )
}

RUNS: Mapping[str, Rule] = {
    "text": shape({"text": string(12_000)}, STYLE),
    "link": shape({"url": URL}, {**STYLE, "text": string(12_000), "unsafe": flag}),
    "emoji": shape(
        {"name": string(100)},
        {**STYLE, "unicode": string(100), "url": URL, "skin_tone": whole(1, 6)},
    ),
    "user": shape({"user_id": USER}, STYLE),
    "usergroup": shape({"usergroup_id": string(32)}, STYLE),
    "channel": shape({"channel_id": CHANNEL}, STYLE),
    "team": shape({"team_id": string(32)}, STYLE),
    "broadcast": shape({"range": one_of("here", "channel", "everyone")}, STYLE),
    "color": shape({"value": string(20)}, STYLE),
    "date": shape(
        {"timestamp": whole(0, 9_999_999_999), "format": string(500)},
        {**STYLE, "url": URL, "fallback": string(500)},
    ),
}

LINES = each(kinds(RUNS), 0, 1000)
SECTION = shape({"elements": LINES})
BORDER: Mapping[str, Rule] = {"border": whole(0, 1)}

PARTS: Mapping[str, Rule] = {
    "rich_text_section": SECTION,
    "rich_text_list": shape(
        {
            "elements": each(kinds({"rich_text_section": SECTION}), 1, 1000),
            "style": one_of("bullet", "ordered"),
        },
        {**BORDER, "indent": whole(0, 8), "offset": whole(0, 1_000_000)},
    ),
    "rich_text_preformatted": shape({"elements": LINES}, {**BORDER, "language": string(50)}),
    "rich_text_quote": shape({"elements": LINES}, BORDER),
}

RICH_TEXT = shape({"elements": each(kinds(PARTS), 1, 1000)}, {"block_id": IDENTIFIER})
