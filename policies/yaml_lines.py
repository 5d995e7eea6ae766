"""Finding the line of a YAML file that an error is about."""

from collections.abc import Iterator, Sequence

import yaml

Place = Sequence[str | int]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def line_of(text: str, place: Place) -> int:
    """The line of the deepest part of `place` that the text has."""
    return max([line for line, _ in _found(text, place)], default=1)


def keys_at(text: str, place: Place) -> tuple[str, ...]:
    """The keys that stand beside the place's last step."""
    node = next((node for _, node in reversed([*_found(text, place[:-1])])), None)
    match node or yaml.compose(text, Loader=_Loader):
        case yaml.MappingNode(value=pairs):
            return tuple(str(key.value) for key, _ in pairs)
        case _:
            return ()


def _found(text: str, place: Place) -> Iterator[tuple[int, yaml.Node]]:
    """Each step that the text has, by the line where it begins; others are passed over."""
    node = yaml.compose(text, Loader=_Loader)
    for step in place:
        inner = _inside(node, step)
        if inner is not None:
            line, node = inner
            yield line, node


def _inside(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    match node:
        case yaml.SequenceNode(value=items) if isinstance(step, int) and step < len(items):
            return items[step].start_mark.line + 1, items[step]
        case yaml.MappingNode(value=pairs):
            found = ((key.start_mark.line + 1, value) for key, value in pairs if _is(key, step))
            return next(found, None)
        case _:
            return None


def _is(key: yaml.Node, step: str | int) -> bool:
    return bool(key.value == str(step))
