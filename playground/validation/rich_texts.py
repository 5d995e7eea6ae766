"""Rich text: sections, lists, quotes and preformatted parts, and the runs within them."""

from collections.abc import Mapping

from playground.validation.objects import CHANNEL, IDENTIFIER, URL, USER
from playground.validation.rules import Each, Flag, Kinds, Rule, String, Whole, bare, one_of, shape

WEIGHTS: Mapping[str, Rule] = {
    name: Flag() for name in ("bold", "italic", "strike", "code", "underline")
}
MARKS: Mapping[str, Rule] = {
    **WEIGHTS,
    **{name: Flag() for name in ("highlight", "client_highlight", "unlink")},
}
STYLE: Mapping[str, Rule] = {"style": bare({}, WEIGHTS)}
MARKED: Mapping[str, Rule] = {"style": bare({}, MARKS)}
LONG = String(12_000)
NAME = String(100)
ID = String(32)

TEXT = shape({"text": LONG}, STYLE)
LINK = shape({"url": URL}, {**STYLE, "text": LONG, "unsafe": Flag()})
RUNS: Mapping[str, Rule] = {
    "text": TEXT,
    "link": LINK,
    "emoji": shape(
        {"name": NAME}, {**STYLE, "unicode": NAME, "url": URL, "skin_tone": Whole(1, 6)}
    ),
    "user": shape({"user_id": USER}, MARKED),
    "usergroup": shape({"usergroup_id": ID}, MARKED),
    "channel": shape({"channel_id": CHANNEL}, MARKED),
    "team": shape({"team_id": ID}, STYLE),
    "broadcast": shape({"range": one_of("here", "channel", "everyone")}, STYLE),
    "color": shape({"value": String(20)}, STYLE),
    "date": shape(
        {"timestamp": Whole(0, 9_999_999_999), "format": String(500)},
        {**STYLE, "url": URL, "fallback": String(500)},
    ),
}

LINES = Each(Kinds(RUNS), 0, 1000)
UNFORMATTED = Each(Kinds({"text": TEXT, "link": LINK}), 0, 1000)
SECTION = shape({"elements": LINES})
BORDER: Mapping[str, Rule] = {"border": Whole(0, 1)}

PARTS: Mapping[str, Rule] = {
    "rich_text_section": SECTION,
    "rich_text_list": shape(
        {
            "elements": Each(Kinds({"rich_text_section": SECTION}), 1, 1000),
            "style": one_of("bullet", "ordered"),
        },
        {**BORDER, "indent": Whole(0, 8), "offset": Whole(0, 1_000_000)},
    ),
    "rich_text_preformatted": shape({"elements": UNFORMATTED}, {**BORDER, "language": String(50)}),
    "rich_text_quote": shape({"elements": LINES}, BORDER),
}

RICH_TEXT = shape({"elements": Each(Kinds(PARTS), 1, 1000)}, {"block_id": IDENTIFIER})
ONE_RICH_TEXT = Kinds({"rich_text": RICH_TEXT})
