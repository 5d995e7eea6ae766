"""One edition laid over another: key by key, lists of things with an `id` by id."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

import yaml

from policies.problems import nearest
from policies.yaml_nodes import (
    Pair,
    has_ids,
    id_of,
    is_empty,
    is_list,
    is_marked,
    is_null,
    keys_of,
    mapping_like,
    matches,
    place_of,
    sequence_like,
    value_of,
    without,
)

WHOLE = frozenset({"when"})
"""Keys whose group is replaced, not merged: half of one condition in another means nothing."""
EDITS = frozenset({"add", "remove", "only"})
"""What may be said of a list without writing all of it."""
MOVES = ("before", "after", "remove")
"""Keys of an item that say what becomes of it, and are not part of it."""

Nodes = Mapping[str, yaml.Node]


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
            case yaml.SequenceNode(), yaml.SequenceNode() if over.value and has_ids(base):
                return sequence_like(over, self.items(base.value, over.value))
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
            elif is_empty(value):
                self.fault(key, f"{name} is empty; write `{name}: null` to take it away")
            elif name in pairs and name not in WHOLE:
                pairs[name] = (key, self.laid(pairs[name][1], value))
            else:
                pairs[name] = (key, value)
        return mapping_like(over, pairs.values())

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
            if is_marked(item, "remove"):
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
        bare = without(item, MOVES)
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
        usual = set.intersection(*[keys_of(each) for each in items]) if items else set()
        lacks, near = usual - keys_of(item), nearest(id_of(item), map(id_of, items))
        strange = bool(id_of(item) and near and 2 * len(lacks) >= len(usual) > 0)
        if strange:
            says = f"there is no {id_of(item)} to change; did you mean {near}?"
            self.fault(item, f"{says} (A new one needs {', '.join(sorted(lacks))}.)")
        return strange

    def _place(self, items: Sequence[yaml.Node], item: yaml.Node) -> int | None:
        """Where the item asks to stand."""
        for key in ("before", "after"):
            beside = value_of(item, key)
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
        if not named.keys() <= EDITS or not all(map(is_list, named.values())):
            says = "a list is replaced by a list, or changed by {add: […], remove: […]}"
            self.fault(over, f"{says}; {{only: […]}} replaces one whose items have ids")
            return base
        items = list(named["only"].value if "only" in named else base.value)
        for gone in named["remove"].value if "remove" in named else ():
            items = self._struck(items, gone)
        return sequence_like(over, [*items, *(named["add"].value if "add" in named else ())])

    def _struck(self, items: list[yaml.Node], gone: yaml.Node) -> list[yaml.Node]:
        left = [item for item in items if not matches(item, gone)]
        if len(left) == len(items):
            words = [str(item.value) for item in items if isinstance(item, yaml.ScalarNode)]
            shown = str(gone.value) if isinstance(gone, yaml.ScalarNode) else "such item"
            self.fault(gone, f"there is no {shown} to remove{_meant(shown, words)}")
        return left


def _meant(name: str, names: Iterable[str]) -> str:
    near = nearest(name, [each for each in names if each])
    return f"; did you mean {near}?" if near else ""


def spread(books: Nodes, over: Nodes, overlay: Overlay) -> dict[str, yaml.Node]:
    """Entries laid over those of the same id in whichever file; new ones stay in their own."""
    entries = {name: list(_entries(node)) for name, node in books.items()}
    homes = _homes(entries)
    laid = dict(books)
    for name, node in over.items():
        listed = value_of(node, "entries")
        if not isinstance(listed, yaml.SequenceNode):
            laid[name] = overlay.laid(books[name], node) if name in books else node
            continue
        for item in listed.value:
            at = homes.get(id_of(item)) or _new(item, name, homes, overlay)
            for home in at if is_marked(item, "remove") else at[-1:]:
                entries[home] = overlay.items(entries.get(home, []), [item])
        entries.setdefault(name, [])
        rest = without(node, ("entries",))
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
    if is_marked(item, "remove"):
        overlay.fault(item, f"there is no entry {id} to remove{_meant(id, homes)}")
        return []
    whole = {"title", "heading", "answer"} <= keys_of(item)
    near = None if whole else next(iter(get_close_matches(id, homes, 1, 0.75)), None)
    if near:
        overlay.fault(item, f"there is no entry {id} to change; did you mean {near}?")
    return [] if near else [name]


def _entries(node: yaml.Node) -> Iterator[yaml.Node]:
    listed = value_of(node, "entries")
    yield from listed.value if isinstance(listed, yaml.SequenceNode) else ()


def _with_entries(node: yaml.Node, items: Sequence[yaml.Node] | None) -> yaml.Node:
    """The book with these entries; the list keeps its place."""
    listed = value_of(node, "entries")
    if items is None or not isinstance(node, yaml.MappingNode):
        return node
    key = next((key for key, _ in node.value if key.value == "entries"), None)
    key = key or yaml.ScalarNode("tag:yaml.org,2002:str", "entries", node.start_mark, node.end_mark)
    others = [pair for pair in node.value if pair[0].value != "entries"]
    return mapping_like(node, [(key, sequence_like(listed or node, items)), *others])
