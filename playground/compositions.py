"""What Slack's composer makes of what people type: escaped text, links, and rich text."""

import re
from collections.abc import Iterator
from hashlib import sha256

from playground.shapes import Json

KEPT = re.compile(r"<(?:@[UW][A-Z0-9]+|#[CG][A-Z0-9]+(?:\|[^<>]*)?|!(?:here|channel|everyone))>")
ENDINGS = "com|org|net|io|dev|co|app|ai|eu|de|uk|fr|nl|ch|at|jp|in"
LINK = re.compile(
    r"(?P<url>https?://[^\s<>]*[^\s<>.,;:!?'\")\]*_~`])"
    r"|(?<![\w.+-])(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,})"
    rf"|(?<![\w@./-])(?P<domain>(?:[\w-]+\.)+(?:{ENDINGS})(?:/[^\s<>]*[\w/])?)(?![\w@.-]*\w)",
    re.IGNORECASE,
)
PARTS = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|<@(?P<user>[UW][A-Z0-9]+)>|<#(?P<channel>[CG][A-Z0-9]+)(?:\|[^>]*)?>"
    r"|<!(?P<range>here|channel|everyone)>"
    r"|<(?P<link>(?:https?://|mailto:)[^|>]+)(?:\|(?P<label>[^>]*))?>"
    r"|(?<![\w*])\*(?P<bold>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
    r"|(?<![\w_])_(?P<italic>[^\s_](?:[^_\n]*[^\s_])?)_(?![\w_])"
    r"|(?<![\w~])~(?P<strike>[^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])"
    r"|(?<![\w:]):(?P<emoji>[a-z0-9_+'-]+):(?![\w:])"
)
STYLES = ("bold", "italic", "strike", "code")
FENCE = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def compose(text: str) -> str:
    """Escape all but the mentions the page has put in, and make links of addresses."""
    parts, end = [], 0
    for kept in KEPT.finditer(text):
        parts += [linked(escape(text[end : kept.start()])), kept.group()]
        end = kept.end()
    return "".join([*parts, linked(escape(text[end:]))])


def linked(text: str) -> str:
    pieces = re.split(r"(```.+?```|`[^`\n]+`)", text, flags=re.DOTALL)
    return "".join(p if p.startswith("`") else LINK.sub(link, p) for p in pieces)


def link(found: re.Match[str]) -> str:
    whole = found.group()
    if found["url"]:
        return f"<{whole}>"
    return f"<mailto:{whole}|{whole}>" if found["email"] else f"<http://{whole}|{whole}>"


def rich_text(composed: str) -> Json:
    """The block that Slack keeps beside the text of what a person wrote."""
    name = sha256(composed.encode()).hexdigest()[:5]
    return {"type": "rich_text", "block_id": name, "elements": list(pieces(composed))}


def pieces(composed: str) -> Iterator[Json]:
    end = 0
    for fence in FENCE.finditer(composed):
        yield from lines(composed[end : fence.start()].removesuffix("\n"))
        yield element("rich_text_preformatted", [words(fence[1])])
        end = fence.end()
    rest = composed[end:]
    yield from lines(rest.removeprefix("\n") if end else rest)


def lines(text: str) -> Iterator[Json]:
    """Runs of quoted and of plain lines, each one element."""
    held: list[str] = []
    quoted = False
    for line in text.split("\n") if text else ():
        if line.startswith("&gt;") != quoted and held:
            yield passage(held, quoted)
            held = []
        quoted = line.startswith("&gt;")
        held.append(line.removeprefix("&gt;").removeprefix(" ") if quoted else line)
    if held:
        yield passage(held, quoted)


def passage(held: list[str], quoted: bool) -> Json:
    kind = "rich_text_quote" if quoted else "rich_text_section"
    return element(kind, list(spans("\n".join(held))))


def element(kind: str, inside: list[Json]) -> Json:
    return {"type": kind, "elements": inside}


def words(text: str) -> Json:
    return {"type": "text", "text": unescape(text)}


def spans(text: str) -> Iterator[Json]:
    end = 0
    for found in PARTS.finditer(text):
        if found.start() > end:
            yield words(text[end : found.start()])
        yield span(found)
        end = found.end()
    if end < len(text):
        yield words(text[end:])


def span(found: re.Match[str]) -> Json:
    kind, value = found.lastgroup or "", found[found.lastgroup or 0]
    match kind:
        case "user":
            return {"type": "user", "user_id": value}
        case "channel":
            return {"type": "channel", "channel_id": value}
        case "range":
            return {"type": "broadcast", "range": value}
        case "emoji":
            return {"type": "emoji", "name": value}
        case "link" | "label":
            shown = {"text": unescape(found["label"])} if found["label"] else {}
            return {"type": "link", "url": unescape(found["link"]), **shown}
        case _:
            return {**words(value), "style": {kind: True}}
