"""One edition laid over another: key by key, lists of things with an `id` by id."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

import yaml

from policies.problems import nearest

WHOLE = frozenset({"when"})
"""Keys whose group is replaced, not merged: half of one condition in another means nothing."""
EDITS = frozenset({"add", "remove", "only"})
"""What may be said of a list without writing all of it."""
MOVES = ("before", "after", "remove")
"""Keys of an item that say what becomes of it, and are not part of it."""

Pair = tuple[yaml.Node, yaml.Node]


@dataclass
class Overlay:
    """What was wrong, each with its place, and what was taken out and where it says so."""

    faults: list[str] = field(default_factory=list)
    removed: dict[str, str] = field(default_factory=dict)

    def laid(self, base: yaml.Node, over: yaml.Node) -> yaml.Node:
        match base, over:
            case yaml.MappingNode(), yaml.MappingNode():
                return self._group(base, over)
            case yaml.SequenceNode(), yaml.MappingNode():
                return self._edited(base, over)
            case yaml.SequenceNode(), yaml.SequenceNode() if over.value and _has_ids(base):
                return _sequence(over, self.items(base.value, over.value))
            case _:
                return over

    def fault(self, node: yaml.Node, says: str) -> None:
        self.faults.append(f"{place_of(node)}: {says}")

    def _group(self, base: yaml.MappingNode, over: yaml.MappingNode) -> yaml.Node:
        pairs = {str(key.value): (key, value) for key, value in base.value}
        for key, value in over.value:
            name = str(key.value)
            if is_null(value):
                self._take(pairs, key)
            elif _is_empty(value):
                self.fault(key, f"{name} is empty; write `{name}: null` to take it away")
            elif name in pairs and name not in WHOLE:
                pairs[name] = (key, self.laid(pairs[name][1], value))
            else:
                pairs[name] = (key, value)
        return _mapping(over, pairs.values())

    def _take(self, pairs: dict[str, Pair], key: yaml.Node) -> None:
        name = str(key.value)
        if pairs.pop(name, None) is None:
            self.fault(key, f"there is no {name} to remove{_meant(name, pairs)}")
        self.removed.setdefault(name, place_of(key))

    def items(self, base: Sequence[yaml.Node], over: Iterable[yaml.Node]) -> list[yaml.Node]:
        """Items of the same id are merged, others are new; each may say where it goes."""
        items = list(base)
        for item in over:
            id = id_of(item)
            at = next((n for n, each in enumerate(items) if id and id_of(each) == id), None)
            if _says(item, "remove"):
                self._remove(items, at, item)
            else:
                self._put(items, at, item)
        return items

    def _remove(self, items: list[yaml.Node], at: int | None, item: yaml.Node) -> None:
        id = id_of(item)
        if at is None:
            there = f"there is no {id or 'item without an id'} to remove"
            self.fault(item, f"{there}{_meant(id, map(id_of, items))}")
        else:
            items.pop(at)
            self.removed[id] = place_of(item)

    def _put(self, items: list[yaml.Node], at: int | None, item: yaml.Node) -> None:
        if at is None and self._stranger(items, item):
            return
        bare = _without(item, MOVES)
        found = bare if at is None else self.laid(items[at], bare)
        place = self._place(items, item)
        if at is None:
            items.insert(len(items) if place is None else place, found)
        elif place is None:
            items[at] = found
        else:
            items.insert(place, found)
            items.pop(at if place > at else at + 1)

    def _stranger(self, items: Sequence[yaml.Node], item: yaml.Node) -> bool:
        """A new item that lacks most of what all others have was meant to change one of them."""
        usual = set.intersection(*[_keys(each) for each in items]) if items else set()
        lacks, near = usual - _keys(item), nearest(id_of(item), map(id_of, items))
        strange = bool(id_of(item) and near and 2 * len(lacks) >= len(usual) > 0)
        if strange:
            says = f"there is no {id_of(item)} to change; did you mean {near}?"
            self.fault(item, f"{says} (A new one needs {', '.join(sorted(lacks))}.)")
        return strange

    def _place(self, items: Sequence[yaml.Node], item: yaml.Node) -> int | None:
        """Where the item asks to stand."""
        for key in ("before", "after"):
            beside = _value(item, key)
            if beside is None:
                continue
            ids = [id_of(each) for each in items]
            if beside.value in ids:
                return ids.index(beside.value) + (key == "after")
            says = f"{key}: there is no {beside.value} here{_meant(str(beside.value), ids)}"
            self.fault(beside, says)
        return None

    def _edited(self, base: yaml.SequenceNode, over: yaml.MappingNode) -> yaml.Node:
        """`{add: […], remove: […]}` or `{only: […]}` where the base has a list."""
        named = {str(key.value): value for key, value in over.value}
        if not named.keys() <= EDITS or not all(map(_is_list, named.values())):
            says = "a list is replaced by a list, or changed by {add: […], remove: […]}"
            self.fault(over, f"{says}; {{only: […]}} replaces one whose items have ids")
            return base
        items = list(named["only"].value if "only" in named else base.value)
        for gone in named["remove"].value if "remove" in named else ():
            items = self._struck(items, gone)
        return _sequence(over, [*items, *(named["add"].value if "add" in named else ())])

    def _struck(self, items: list[yaml.Node], gone: yaml.Node) -> list[yaml.Node]:
        left = [item for item in items if not _matches(item, gone)]
        if len(left) == len(items):
            words = [str(item.value) for item in items if isinstance(item, yaml.ScalarNode)]
            shown = str(gone.value) if isinstance(gone, yaml.ScalarNode) else "such item"
            self.fault(gone, f"there is no {shown} to remove{_meant(shown, words)}")
        return left


def place_of(node: yaml.Node) -> str:
    return f"{node.start_mark.name}, line {node.start_mark.line + 1}"


def is_null(node: yaml.Node) -> bool:
    """Written out; a value that was forgotten removes nothing."""
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null") and node.value != ""


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")


def id_of(item: yaml.Node) -> str:
    node = _value(item, "id")
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def _value(item: yaml.Node, name: str) -> yaml.Node | None:
    pairs = item.value if isinstance(item, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)


def _says(item: yaml.Node, name: str) -> bool:
    node = _value(item, name)
    return node is not None and str(node.value).lower() in ("true", "yes")


def _keys(item: yaml.Node) -> set[str]:
    pairs = item.value if isinstance(item, yaml.MappingNode) else ()
    return {str(key.value) for key, _ in pairs}


def _has_ids(node: yaml.SequenceNode) -> bool:
    return bool(node.value) and all(id_of(item) for item in node.value)


def _is_list(node: Any) -> bool:
    return isinstance(node, yaml.SequenceNode)


def _without(item: yaml.Node, names: Iterable[str]) -> yaml.Node:
    if not isinstance(item, yaml.MappingNode):
        return item
    return _mapping(item, [pair for pair in item.value if pair[0].value not in names])


def _matches(item: yaml.Node, wanted: yaml.Node) -> bool:
    """An item is named by its value, or by some of its keys."""
    match item, wanted:
        case yaml.ScalarNode(), yaml.ScalarNode():
            return bool(item.value == wanted.value)
        case yaml.MappingNode(), yaml.MappingNode():
            pairs = [(_value(item, key.value), value) for key, value in wanted.value]
            return bool(pairs) and all(has is not None and _matches(has, v) for has, v in pairs)
        case yaml.SequenceNode(), yaml.SequenceNode():
            same = [_matches(*pair) for pair in zip(item.value, wanted.value, strict=False)]
            return len(item.value) == len(wanted.value) and all(same)
        case _:
            return False


def _meant(name: str, names: Iterable[str]) -> str:
    near = nearest(name, [each for each in names if each])
    return f"; did you mean {near}?" if near else ""


def _mapping(like: yaml.Node, pairs: Iterable[Pair]) -> yaml.MappingNode:
    tag = "tag:yaml.org,2002:map"
    return yaml.MappingNode(tag, list(pairs), like.start_mark, like.end_mark)


def _sequence(like: yaml.Node, items: Iterable[yaml.Node]) -> yaml.SequenceNode:
    tag = "tag:yaml.org,2002:seq"
    return yaml.SequenceNode(tag, list(items), like.start_mark, like.end_mark)


Nodes = Mapping[str, yaml.Node]


def spread(books: Nodes, over: Nodes, overlay: Overlay) -> dict[str, yaml.Node]:
    """Entries laid over those of the same id in whichever file; new ones stay in their own."""
    entries = {name: list(_entries(node)) for name, node in books.items()}
    homes = _homes(entries)
    laid = dict(books)
    for name, node in over.items():
        listed = _value(node, "entries")
        if not isinstance(listed, yaml.SequenceNode):
            laid[name] = overlay.laid(books[name], node) if name in books else node
            continue
        for item in listed.value:
            at = homes.get(id_of(item)) or _new(item, name, homes, overlay)
            for home in at if _says(item, "remove") else at[-1:]:
                entries[home] = overlay.items(entries.get(home, []), [item])
        entries.setdefault(name, [])
        rest = _without(node, ("entries",))
        laid[name] = overlay.laid(books[name], rest) if name in books else rest
    kept = [name for name in laid if entries.get(name) != []]
    return {name: _with_entries(laid[name], entries.get(name)) for name in kept}


def _homes(entries: Mapping[str, Sequence[yaml.Node]]) -> dict[str, list[str]]:
    """The file that has an entry; a pack in which two have it is refused later."""
    homes: dict[str, list[str]] = {}
    for name, items in entries.items():
        for item in items:
            homes.setdefault(id_of(item), []).append(name)
    return homes


def _new(item: yaml.Node, name: str, homes: Mapping[str, Any], overlay: Overlay) -> list[str]:
    """An entry of no file before it: added to this one, unless another id was meant."""
    id = id_of(item)
    if _says(item, "remove"):
        overlay.fault(item, f"there is no entry {id} to remove{_meant(id, homes)}")
        return []
    whole = {"title", "heading", "answer"} <= _keys(item)
    near = None if whole else next(iter(get_close_matches(id, homes, 1, 0.75)), None)
    if near:
        overlay.fault(item, f"there is no entry {id} to change; did you mean {near}?")
    return [] if near else [name]


def _entries(node: yaml.Node) -> Iterator[yaml.Node]:
    listed = _value(node, "entries")
    yield from listed.value if isinstance(listed, yaml.SequenceNode) else ()


def _with_entries(node: yaml.Node, items: Sequence[yaml.Node] | None) -> yaml.Node:
    """The book with these entries; the list keeps its place."""
    listed = _value(node, "entries")
    if items is None or not isinstance(node, yaml.MappingNode):
        return node
    key = next((key for key, _ in node.value if key.value == "entries"), None)
    key = key or yaml.ScalarNode("tag:yaml.org,2002:str", "entries", node.start_mark, node.end_mark)
    others = [pair for pair in node.value if pair[0].value != "entries"]
    return _mapping(node, [(key, _sequence(listed or node, items)), *others])
