"""Rules that one block alone cannot break: unique ids, one focus, initial values, totals."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from playground.validation.rules import Problem

Found: TypeAlias = Iterator[tuple[str, Mapping[str, Any]]]
TEXT_BUDGET = 12_000
VIEW_BYTES = 250_000
ONLY_IN_MODALS = ("file_input",)


def objects(value: object, at: str) -> Found:
    """Every object below a value, each with its pointer."""
    if isinstance(value, Mapping):
        yield at, value
        for key, inner in value.items():
            yield from objects(inner, f"{at}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from objects(inner, f"{at}/{index}")


def blocks_of(payload: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    blocks = payload.get("blocks")
    return [b for b in blocks if isinstance(b, Mapping)] if isinstance(blocks, list) else []


def repeated_blocks(payload: Mapping[str, Any]) -> Iterator[Problem]:
    seen: set[object] = set()
    for index, block in enumerate(blocks_of(payload)):
        name = block.get("block_id")
        if isinstance(name, str) and name in seen:
            yield Problem(f"/blocks/{index}/block_id", f"block_id already exists: {name}")
        seen.add(name if isinstance(name, str) else None)


def repeated_actions(payload: Mapping[str, Any]) -> Iterator[Problem]:
    for index, block in enumerate(blocks_of(payload)):
        seen: set[str] = set()
        for at, thing in objects(block, f"/blocks/{index}"):
            name = thing.get("action_id")
            if isinstance(name, str) and name in seen:
                yield Problem(f"{at}/action_id", f"action_id already exists: {name}")
            if isinstance(name, str):
                seen.add(name)


def second_focus(payload: Mapping[str, Any]) -> Iterator[Problem]:
    found = [at for at, thing in objects(payload, "") if thing.get("focus_on_load") is True]
    yield from (Problem(f"{at}/focus_on_load", "only one may be true") for at in found[1:])


def options_of(element: Mapping[str, Any]) -> list[object]:
    groups = element.get("option_groups")
    parts = groups if isinstance(groups, list) else [element]
    lists = [part.get("options") for part in parts if isinstance(part, Mapping)]
    return [option for options in lists if isinstance(options, list) for option in options]


def strange_initials(payload: Mapping[str, Any]) -> Iterator[Problem]:
    for at, thing in objects(payload, ""):
        if "options" not in thing and "option_groups" not in thing:
            continue
        known = options_of(thing)
        if "initial_option" in thing and thing["initial_option"] not in known:
            yield Problem(f"{at}/initial_option", "must exactly match one of the options")
        many = thing.get("initial_options")
        if isinstance(many, list) and any(option not in known for option in many):
            yield Problem(f"{at}/initial_options", "must exactly match some of the options")


def repeated_options(payload: Mapping[str, Any]) -> Iterator[Problem]:
    for at, thing in objects(payload, ""):
        values = [o.get("value") for o in options_of(thing) if isinstance(o, Mapping)]
        if len(values) != len({json.dumps(value, default=str) for value in values}):
            yield Problem(at, "option values must be unique")


def text_length(value: object) -> int:
    return sum(len(t) for _, thing in objects(value, "") if isinstance(t := thing.get("text"), str))


def too_much_text(payload: Mapping[str, Any]) -> Iterator[Problem]:
    total = text_length(payload.get("blocks"))
    if total > TEXT_BUDGET:
        yield Problem("/blocks", f"{total} characters of text; at most {TEXT_BUDGET} are safe")


def second_table(payload: Mapping[str, Any]) -> Iterator[Problem]:
    kinds = [block.get("type") for block in blocks_of(payload)]
    if kinds.count("table") > 1:
        yield Problem("/blocks", "only one table is allowed in a message")


def misplaced_elements(payload: Mapping[str, Any]) -> Iterator[Problem]:
    for index, block in enumerate(blocks_of(payload)):
        element = block.get("element")
        if isinstance(element, Mapping) and element.get("type") in ONLY_IN_MODALS:
            yield Problem(f"/blocks/{index}/element", f"{element['type']} belongs in modals only")


def input_without_submit(payload: Mapping[str, Any]) -> Iterator[Problem]:
    kinds = [block.get("type") for block in blocks_of(payload)]
    if "input" in kinds and "submit" not in payload:
        yield Problem("", "missing required field: submit (the modal has input blocks)")


def too_large(payload: Mapping[str, Any]) -> Iterator[Problem]:
    size = len(json.dumps(payload, ensure_ascii=False, default=str).encode("utf-8", "replace"))
    if size > VIEW_BYTES:
        yield Problem("", f"view is {size} bytes; at most {VIEW_BYTES} are allowed")


Crossing: TypeAlias = Callable[[Mapping[str, Any]], Iterator[Problem]]
EVERY_SURFACE: tuple[Crossing, ...] = (
    repeated_blocks,
    repeated_actions,
    second_focus,
    strange_initials,
    repeated_options,
)
MESSAGES: tuple[Crossing, ...] = (too_much_text, second_table, misplaced_elements)
HOMES: tuple[Crossing, ...] = (too_large, second_table, misplaced_elements)
MODALS: tuple[Crossing, ...] = (input_without_submit, too_large)
