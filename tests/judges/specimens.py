"""One good example of everything Slack has, and ways to place it and to spoil it."""

import copy
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from playground.validation import Surface
from playground.validation.blocks import BLOCKS as KNOWN
from playground.validation.elements import IN_CONTEXT_ACTIONS, IN_SECTIONS

Json: TypeAlias = dict[str, Any]
KEPT: Mapping[str, dict[str, Json]] = json.loads(
    Path(__file__).with_name("specimens.json").read_text("utf-8")
)
ELEMENTS, BLOCKS, CHARTS = KEPT["elements"], KEPT["blocks"], KEPT["charts"]
SURFACES: tuple[Surface, ...] = ("message", "modal", "home")
GONE = object()
"""Put in a place to leave it out."""


def plain(words: str = "x") -> Json:
    return {"type": "plain_text", "text": words}


def section(words: str = "x") -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": words}}


def payload(surface: Surface, *blocks: Any) -> Json:
    match surface:
        case "message":
            return {"text": "x", "blocks": list(blocks)}
        case "modal":
            head = {"type": "modal", "title": plain("Form"), "submit": plain("Save")}
            return {**head, "blocks": list(blocks)}
        case "home":
            return {"type": "home", "blocks": list(blocks)}


def held(kind: str) -> tuple[Json, str, Surface]:
    """A block with this element in it, the element's place there, and where the block may be."""
    element = ELEMENTS[kind]
    if kind == "url":
        return {**BLOCKS["task_card"], "sources": [element]}, "/sources/0", "message"
    if kind in IN_CONTEXT_ACTIONS:
        return {"type": "context_actions", "elements": [element]}, "/elements/0", "message"
    if kind in IN_SECTIONS:
        return {**section(), "accessory": element}, "/accessory", "message"
    return {"type": "input", "label": plain(), "element": element}, "/element", "modal"


def charted(kind: str) -> Json:
    return {**BLOCKS["data_visualization"], "chart": CHARTS[kind]}


def everything() -> Iterator[tuple[Json, Surface]]:
    """A block for each kind of block, element and chart, and a surface that shows it."""
    yield from ((block, KNOWN[kind].surfaces[0]) for kind, block in BLOCKS.items())
    yield from ((charted(kind), "message") for kind in CHARTS)
    for kind in ELEMENTS:
        holder, _, surface = held(kind)
        yield holder, surface


def places(value: Any, at: str = "") -> Iterator[str]:
    """The pointer of every part of a value."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield f"{at}/{key}"
        if isinstance(item, dict | list):
            yield from places(item, f"{at}/{key}")


def spoiled(whole: Any, pointer: str, value: Any) -> Any:
    """A copy with another value at a JSON pointer; `-` at the end of a list adds to it."""
    changed = copy.deepcopy(whole)
    *path, last = pointer.removeprefix("/").split("/")
    at = changed
    for step in path:
        at = at[int(step)] if isinstance(at, list) else at[step]
    put(at, last, value)
    return changed


def put(at: Any, last: str, value: Any) -> None:
    if value is GONE:
        del at[int(last) if isinstance(at, list) else last]
    elif last == "-":
        at.append(value)
    else:
        at[int(last) if isinstance(at, list) else last] = value
