"""Finding the line of a YAML file that an error is about."""

from collections.abc import Iterator, Sequence
from typing import Any

import yaml

Place = Sequence[str | int]


def found(node: yaml.Node | None, place: Place) -> Iterator[tuple[Any, yaml.Node]]:
    """Each step that the text has, with the mark where it begins; others are passed over."""
    for step in place:
        inner = _inside(node, step)
        if inner is not None:
            mark, node = inner
            yield mark, node


def keys_at(node: yaml.Node | None, place: Place) -> tuple[str, ...]:
    """The keys that stand beside the place's last step."""
    inner = [each for _, each in found(node, place[:-1])]
    match inner[-1] if inner else node:
        case yaml.MappingNode(value=pairs):
            return tuple(str(key.value) for key, _ in pairs)
        case _:
            return ()


def _inside(node: yaml.Node | None, step: str | int) -> tuple[Any, yaml.Node] | None:
    match node:
        case yaml.SequenceNode(value=items) if isinstance(step, int) and step < len(items):
            return items[step].start_mark, items[step]
        case yaml.MappingNode(value=pairs):
            named = ((key.start_mark, value) for key, value in pairs if _is(key, step))
            return next(named, None)
        case _:
            return None


def _is(key: yaml.Node, step: str | int) -> bool:
    return bool(key.value == str(step))
