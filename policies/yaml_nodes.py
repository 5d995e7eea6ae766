"""The nodes of a YAML file: what they hold, by which key or id, and where they stand."""

from collections.abc import Iterable
from typing import Any

import yaml

Pair = tuple[yaml.Node, yaml.Node]


def place_of(node: yaml.Node) -> str:
    return f"{node.start_mark.name}, line {node.start_mark.line + 1}"


def is_null(node: yaml.Node) -> bool:
    """Written out; a value that was forgotten removes nothing."""
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null") and node.value != ""


def is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")


def id_of(item: yaml.Node) -> str:
    node = value_of(item, "id")
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def value_of(item: yaml.Node, name: str) -> yaml.Node | None:
    pairs = item.value if isinstance(item, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)


def is_marked(item: yaml.Node, name: str) -> bool:
    node = value_of(item, name)
    return node is not None and str(node.value).lower() in ("true", "yes")


def keys_of(item: yaml.Node) -> set[str]:
    pairs = item.value if isinstance(item, yaml.MappingNode) else ()
    return {str(key.value) for key, _ in pairs}


def has_ids(node: yaml.SequenceNode) -> bool:
    return bool(node.value) and all(id_of(item) for item in node.value)


def is_list(node: Any) -> bool:
    return isinstance(node, yaml.SequenceNode)


def without(item: yaml.Node, names: Iterable[str]) -> yaml.Node:
    if not isinstance(item, yaml.MappingNode):
        return item
    return mapping_like(item, [pair for pair in item.value if pair[0].value not in names])


def matches(item: yaml.Node, wanted: yaml.Node) -> bool:
    """An item is named by its value, or by some of its keys."""
    match item, wanted:
        case yaml.ScalarNode(), yaml.ScalarNode():
            return bool(item.value == wanted.value)
        case yaml.MappingNode(), yaml.MappingNode():
            pairs = [(value_of(item, key.value), value) for key, value in wanted.value]
            return bool(pairs) and all(has is not None and matches(has, v) for has, v in pairs)
        case yaml.SequenceNode(), yaml.SequenceNode():
            same = [matches(*pair) for pair in zip(item.value, wanted.value, strict=False)]
            return len(item.value) == len(wanted.value) and all(same)
        case _:
            return False


def mapping_like(like: yaml.Node, pairs: Iterable[Pair]) -> yaml.MappingNode:
    tag = "tag:yaml.org,2002:map"
    return yaml.MappingNode(tag, list(pairs), like.start_mark, like.end_mark)


def sequence_like(like: yaml.Node, items: Iterable[yaml.Node]) -> yaml.SequenceNode:
    tag = "tag:yaml.org,2002:seq"
    return yaml.SequenceNode(tag, list(items), like.start_mark, like.end_mark)
