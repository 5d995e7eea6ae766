"""Blocks within blocks: the cards of a carousel, what a container holds, and their elements."""

from collections.abc import Iterable, Iterator

from playground.shapes import Json


def every_block(blocks: Iterable[Json]) -> Iterator[Json]:
    """Each block, followed by those that stand within it."""
    for block in blocks:
        yield block
        yield from every_block([*(block.get("child_blocks") or []), *cards(block)])


def cards(block: Json) -> list[Json]:
    return (block.get("elements") or []) if block.get("type") == "carousel" else []


def parts(block: Json) -> list[Json]:
    """The elements that stand in the block itself."""
    held = () if block.get("type") == "carousel" else block.get("elements") or ()
    found = (block.get("accessory"), block.get("element"), *held, *(block.get("actions") or ()))
    return [part for part in found if isinstance(part, dict)]
