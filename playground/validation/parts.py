"""A payload taken apart once: each block with its place and every object in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Json: TypeAlias = Mapping[str, Any]
DEEPEST = 64
WITHIN: Mapping[object, str] = {
    "container": "child_blocks",
    "carousel": "elements",
    "auth_provider": "fallback",
    "plan": "tasks",
}
"""Where the blocks that hold other blocks hold them."""


@dataclass(frozen=True, slots=True)
class Part:
    at: str
    block: Json
    objects: Sequence[Json]


def listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def objects(value: object) -> list[Json]:
    """Every object in a value; a loop, since a stranger decides how deep it goes."""
    found: list[Json] = []
    waiting = [value]
    for item in waiting:
        if isinstance(item, dict):
            found.append(item)
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item
    return found


def places(value: object, at: str) -> list[tuple[str, Json]]:
    """The same in reading order, each with its pointer, as deep as anything is ever shown."""
    found: list[tuple[str, Json]] = []
    waiting = [(at, value)]
    while waiting:
        place, item = waiting.pop()
        if place.count("/") > DEEPEST:
            continue
        if isinstance(item, dict):
            found.append((place, item))
            waiting += [(f"{place}/{key}", inner) for key, inner in reversed(item.items())]
        elif isinstance(item, list):
            waiting += reversed([(f"{place}/{n}", inner) for n, inner in enumerate(item)])
    return found


def inner_key(block: Json) -> str:
    kind = block.get("type")
    return WITHIN.get(kind, "") if isinstance(kind, str) else ""


def own(block: Json) -> Json:
    """A block without the blocks in it."""
    key = inner_key(block)
    return {name: value for name, value in block.items() if name != key} if key else block


def numbered(at: str, blocks: object) -> Iterator[tuple[str, Json]]:
    found = ((f"{at}/{n}", block) for n, block in enumerate(listed(blocks)))
    return ((place, block) for place, block in found if isinstance(block, dict))


def parts_at(at: str, blocks: object) -> Iterator[Part]:
    """No block that is held by another may hold a third."""
    for place, block in numbered(at, blocks):
        yield Part(place, block, objects(own(block)))
        if key := inner_key(block):
            for within, held in numbered(f"{place}/{key}", block.get(key)):
                yield Part(within, held, objects(own(held)))


def parts_of(payload: Json) -> list[Part]:
    """The blocks of a message or view, those of attachments too, and the blocks in blocks."""
    found = list(parts_at("/blocks", payload.get("blocks")))
    for number, attachment in enumerate(listed(payload.get("attachments"))):
        if isinstance(attachment, dict):
            found += parts_at(f"/attachments/{number}/blocks", attachment.get("blocks"))
    return found
