"""A Home within Slack's limits, however much there is to show."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.kit import blocks
from handlers.kit.feature import Block

MOST_BLOCKS = 100
MOST_BYTES = 240_000
"""Slack takes 250 KB of JSON; here every letter beyond ASCII counts six."""
CAPS = (40, 20, 12, 8, 6, 4)
CUT = "There is more than fits here."


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part of Home; `more` says where the rest of it is, should it be cut."""

    title: str
    blocks: Sequence[Block]
    more: str = CUT


def fitted(head: Sequence[Block], parts: Sequence[Part], foot: Sequence[Block]) -> list[Block]:
    """Every part keeps its beginning; the longest are cut first."""
    for cap in CAPS:
        laid = [*head, *(block for part in parts for block in _laid(part, cap)), *foot]
        if len(laid) <= MOST_BLOCKS and _size(laid) <= MOST_BYTES:
            return laid
    end = [blocks.context(CUT), *foot]
    return [*_until_full(laid, MOST_BLOCKS - len(end), MOST_BYTES - _size(end)), *end]


def _until_full(laid: Sequence[Block], most: int, room: int) -> Iterator[Block]:
    for block in laid[:most]:
        room -= _size(block) + 2
        if room < 0:
            return
        yield block


def _size(value: Sequence[Block] | Block) -> int:
    return len(json.dumps(value))


def _laid(part: Part, cap: int) -> Sequence[Block]:
    title = [blocks.divider(), blocks.section(f"*{part.title}*")] if part.title else []
    if len(part.blocks) <= cap:
        return [*title, *part.blocks]
    return [*title, *part.blocks[: cap - 1], blocks.context(part.more)]
