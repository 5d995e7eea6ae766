"""The untrusted dict from Slack: taken apart, whatever it holds, without harm."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from handlers.kit.feature import File

Body = Mapping[str, Any]

LINK = re.compile(r"<((?:https?:|mailto:|tel:)[^<>|]*)(?:\|([^<>]*))?>")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, from which workspace, and what tells this call from every other."""

    team: str
    user: str
    home: str
    """The workspace the person belongs to; another one means an outsider."""
    key: str


def part(body: Body, key: str) -> Body:
    part = body.get(key)
    return part if isinstance(part, Mapping) else {}


def parts(body: Body, key: str) -> Iterator[Body]:
    parts = body.get(key)
    listed = parts if isinstance(parts, list | tuple) else ()
    return (part for part in listed if isinstance(part, Mapping))


def text(body: Body, key: str) -> str:
    value = body.get(key)
    return value if isinstance(value, str) else ""


def files(holder: Body) -> Iterator[File]:
    for file in parts(holder, "files"):
        size = file.get("size")
        yield File(
            id=text(file, "id"),
            name=text(file, "name"),
            url=text(file, "url_private_download") or text(file, "url_private"),
            size=size if isinstance(size, int) else 0,
        )


def plain(text: str) -> str:
    """Words as the person typed them: links by their label, entities undone."""
    shown = LINK.sub(lambda link: link[2] or link[1].removeprefix("mailto:"), text)
    return unescape(shown).strip()


def links(text: str) -> tuple[str, ...]:
    """The addresses in a message as Slack writes them, in their order."""
    return tuple(dict.fromkeys(unescape(found[1]) for found in LINK.finditer(text)))
