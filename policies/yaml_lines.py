"""Finding the line of a YAML file that an error is about."""

from collections.abc import Sequence

import yaml

Place = Sequence[str | int]


def line_of(text: str, place: Place) -> int:
    """The line of the deepest part of `place` that the text has."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    line = 1
    for step in place:
        inner = _inside(node, step)
        if inner is not None:
            node = inner
            line = _first_line(node)
    return line


def _inside(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    match node:
        case yaml.SequenceNode() if isinstance(step, int) and step < len(node.value):
            return _node(node.value[step])
        case yaml.MappingNode():
            found = (value for key, value in node.value if key.value == str(step))
            return next(found, None)
        case _:
            return None


def _node(value: object) -> yaml.Node | None:
    return value if isinstance(value, yaml.Node) else None


def _first_line(node: yaml.Node | None) -> int:
    return 1 if node is None else node.start_mark.line + 1
