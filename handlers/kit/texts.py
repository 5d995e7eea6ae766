"""Text of strangers made harmless, and text of any length made to fit."""

import re
import unicodedata

INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
"""Controls, marks that turn the reading direction, tags and halves of characters."""
LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
ENTITY_BEGUN = re.compile(r"&[a-z]{0,4}$")
LINK_BEGUN = re.compile(r"<[^<>]*$")
JOINER = "\u200d"
MORE = "…"
EXCERPT_CHARACTERS = 140


def clean(text: str) -> str:
    """The text without what no reader can see."""
    if text.isprintable():  # so there is nothing of it, as of almost every text
        return text
    return INVISIBLE.sub("", LINE_ENDS.sub("\n", text))


def escape(text: str) -> str:
    """Text that can mention nobody and link nowhere."""
    visible = clean(text)
    return visible.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def code(text: str) -> str:
    """User text in a code span, which it cannot leave."""
    inside = " ".join(escape(text).replace("`", "'").split())
    return f"`{cut(inside, EXCERPT_CHARACTERS)}`" if inside else ""


def excerpt(text: str) -> str:
    """One line of somebody's text, escaped, short enough to be quoted."""
    return cut(" ".join(escape(text).split()), EXCERPT_CHARACTERS)


def cut(escaped: str, limit: int) -> str:
    """At most `limit` characters, never ending inside an entity, a link or a letter."""
    if len(escaped) <= limit:
        return escaped
    end = limit - len(MORE)
    while end > 0 and _is_inside_a_letter(escaped, end):
        end -= 1
    kept = ENTITY_BEGUN.sub("", escaped[:end])
    return LINK_BEGUN.sub("", kept).rstrip() + MORE


def _is_inside_a_letter(text: str, at: int) -> bool:
    """Before an accent or a variation, or on either side of a joiner."""
    joined = JOINER in (text[at], text[at - 1])
    return joined or unicodedata.category(text[at]) in ("Mn", "Me")


def capital(text: str) -> str:
    """The first letter large, the others as they are."""
    return f"{text[:1].upper()}{text[1:]}"


def listed(names: list[str], last: str = "or") -> str:
    """`A`, `A or B`, `A, B or C`."""
    *most, end = names or [""]
    return f"{', '.join(most)} {last} {end}" if most else end


def counted(number: int, one: str, many: str = "") -> str:
    """`1 row`, `5,000 rows`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
