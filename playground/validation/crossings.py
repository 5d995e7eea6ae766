"""Rules that one block alone cannot break: unique ids, one focus, how many and how much in all."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from playground.validation.parts import Part, own, places
from playground.validation.rules import Problem

ALL_TEXT = 13_200
ALL_MARKDOWN = 12_000
ALL_CELLS = 10_000
VIEW_BYTES = 250_000
AT_MOST: Mapping[str, int] = {"table": 1, "data_visualization": 2}
"""How many blocks of a kind a message or Home may have."""

Crossing: TypeAlias = Callable[[Sequence[Part]], Iterator[Problem]]


def named(part: Part, key: str) -> list[str]:
    """What a key names anywhere in a block; not in the blocks that it holds."""
    return [name for each in part.objects if isinstance(name := each.get(key), str)]


def twice(names: list[str]) -> bool:
    return len(names) != len(set(names))


def again(parts: Sequence[Part], key: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for part in parts:
        for at, thing in places(own(part.block), part.at):
            name = thing.get(key)
            if isinstance(name, str):
                if name in seen:
                    yield Problem(f"{at}/{key}", f"{key} already exists: {name[:255]}")
                seen.add(name)


def repeated_blocks(parts: Sequence[Part]) -> Iterator[Problem]:
    if twice([name for part in parts for name in named(part, "block_id")]):
        yield from again(parts, "block_id")


def repeated_actions(parts: Sequence[Part]) -> Iterator[Problem]:
    for part in parts:
        if twice(named(part, "action_id")):
            yield from again([part], "action_id")


def focused(part: Part) -> list[str]:
    if not any(each.get("focus_on_load") is True for each in part.objects):
        return []
    within = places(own(part.block), part.at)
    return [at for at, thing in within if thing.get("focus_on_load") is True]


def second_focus(parts: Sequence[Part]) -> Iterator[Problem]:
    found = [at for part in parts for at in focused(part)]
    yield from (Problem(f"{at}/focus_on_load", "only one may be true") for at in found[1:])


def of_kind(parts: Sequence[Part], *kinds: str) -> list[Part]:
    return [part for part in parts if part.block.get("type") in kinds]


def text_length(parts: Sequence[Part]) -> int:
    return sum(len(text) for part in parts for text in named(part, "text"))


def too_much_text(parts: Sequence[Part]) -> Iterator[Problem]:
    total = text_length(parts)
    if total > ALL_TEXT:
        yield Problem("/blocks", f"{total} characters of text; at most {ALL_TEXT} in all blocks")


def too_much_markdown(parts: Sequence[Part]) -> Iterator[Problem]:
    found = of_kind(parts, "markdown")
    if (total := text_length(found)) > ALL_MARKDOWN:
        text = f"{total} characters in markdown blocks; at most {ALL_MARKDOWN} together"
        yield Problem(found[-1].at, text)


def too_much_in_cells(parts: Sequence[Part]) -> Iterator[Problem]:
    found = of_kind(parts, "table", "data_table")
    if (total := text_length(found)) > ALL_CELLS:
        text = f"{total} characters in cells; at most {ALL_CELLS} in all tables together"
        yield Problem(found[-1].at, text)


def one_too_many(parts: Sequence[Part]) -> Iterator[Problem]:
    for kind, most in AT_MOST.items():
        for extra in of_kind(parts, kind)[most:]:
            yield Problem(extra.at, f"only {most} of type {kind} allowed in a message")


def input_without_submit(view: Mapping[str, Any], parts: Sequence[Part]) -> Iterator[Problem]:
    if "submit" not in view and of_kind(parts, "input"):
        yield Problem("", "missing required field: submit (the modal has input blocks)")


def too_large(view: Mapping[str, Any]) -> Iterator[Problem]:
    try:
        written = json.dumps(view, ensure_ascii=False, default=str)
    except RecursionError:
        yield Problem("", "view is nested too deeply")
        return
    if (size := len(written.encode("utf-8", "replace"))) > VIEW_BYTES:
        yield Problem("", f"view is {size} bytes; at most {VIEW_BYTES} are allowed")


UNIQUE: tuple[Crossing, ...] = (repeated_blocks, repeated_actions, second_focus)
COUNTED: tuple[Crossing, ...] = (too_much_markdown, too_much_in_cells, one_too_many)
IN_MESSAGES: tuple[Crossing, ...] = (*UNIQUE, too_much_text, *COUNTED)
IN_HOMES: tuple[Crossing, ...] = (*UNIQUE, *COUNTED)
IN_MODALS: tuple[Crossing, ...] = UNIQUE
