"""The editions that an edition builds on, and what they make together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from policies.asks import Way, ways_of
from policies.overlays import Overlay, spread
from policies.problems import nearest
from policies.written import Written
from policies.yaml_texts import Unreadable, composed, constructed, read

BOOKS = ("entries-",)
ASKS = "asks-"
"""How the name of a file with ways of asking begins."""

OUTSIDE = "outside"
"""What people ask and no entry answers, in the form of the ways of asking."""

KEYWORD = "extends"


class BadLayers(ValueError):
    """Editions that do not fit over each other: one line for each thing to mend."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = list(lines)


@dataclass(frozen=True)
class Layer:
    """One edition's own files by name; `label` tells those of a base from one's own."""

    key: str
    files: Mapping[str, str]
    label: str = ""

    def named(self, file: str) -> str:
        return f"{self.label}{file}"

    @cached_property
    def sheets(self) -> dict[str, str]:
        return {_bare(f): text for f, text in self.files.items() if not f.endswith(".txt")}

    def file_of(self, bare: str) -> str:
        return self.named(next(file for file in self.files if _bare(file) == bare))


@dataclass(frozen=True)
class Laid:
    """The files of an edition with those it builds on, and the ways of asking."""

    files: Mapping[str, Written]
    ways: list[Way]
    beyond: list[Way]
    texts: Mapping[str, str] = field(default_factory=dict)
    removed: Mapping[str, str] = field(default_factory=dict)


def layers_of(files: Mapping[str, str], edition: str) -> list[Layer]:
    """The edition itself last, before it those that it builds on; none if there is no such."""
    found: list[Layer] = []
    layer: Layer | None = _layer(files, edition, "")
    while layer is not None:
        found.insert(0, layer)
        layer = _base(files, found)
    return found if found[-1].files else []


def _layer(files: Mapping[str, str], key: str, label: str) -> Layer:
    inside = {file[len(key) + 1 :]: text for file, text in files.items() if _in(file, key)}
    flat = {file: text for file, text in files.items() if "/" not in file}
    return Layer(key if inside else "", inside or ({} if label else flat), label)


def _in(file: str, key: str) -> bool:
    return file.startswith(f"{key}/") and file.count("/") == key.count("/") + 1


def _base(files: Mapping[str, str], found: Sequence[Layer]) -> Layer | None:
    top = found[0]
    wanted = _extends(top)
    if wanted is None:
        return None
    parent, _, _ = top.key.rpartition("/")
    key = wanted if "/" in wanted or not parent else f"{parent}/{wanted}"
    if key in [layer.key for layer in found]:
        says = f"the editions build on each other in a circle: {_circle(found, key)}"
        raise BadLayers([f"{_line(top)}: {says}; one of them has to stand by itself"])
    layer = _layer(files, key, f"{key}/")
    if not layer.files:
        raise BadLayers([f"{_line(top)}: {_no_base(files, wanted, top.key)}"])
    return layer


def _circle(found: Sequence[Layer], key: str) -> str:
    keys = [layer.key for layer in reversed(found)]
    return " on ".join([*keys, key])


def _no_base(files: Mapping[str, str], wanted: str, own: str) -> str:
    there = sorted({file.rpartition("/")[0] for file in files} - {"", own})
    near = nearest(wanted, there)
    instead = f"did you mean {near}?" if near else "write commercial-sales/fy23 for the one shipped"
    return f"there is no edition {wanted} to build on; {instead}"


def _extends(layer: Layer) -> str | None:
    try:
        cover = read(layer.sheets.get("pack", ""))
    except Unreadable as error:
        file = layer.file_of("pack")
        raise BadLayers([f"{file}, line {error.line}: {error}"]) from error
    wanted = cover.get(KEYWORD) if isinstance(cover, dict) else None
    if wanted is not None and not isinstance(wanted, str):
        raise BadLayers([f"{_line(layer)}: {KEYWORD} is the name of one edition, such as fy23"])
    return wanted


def _line(layer: Layer) -> str:
    file = layer.file_of("pack")
    written = Written.of(file, layer.sheets["pack"])
    return written.where((KEYWORD,))


def laid(layers: Sequence[Layer]) -> Laid:
    """Raises BadLayers."""
    texts = {layer.named(f): text for layer in layers for f, text in layer.files.items()}
    if len(layers) == 1:
        ways, beyond = (ways_of(_lines(layers[0], start)) for start in (ASKS, OUTSIDE))
        return Laid(_single(layers[0]), ways, beyond, texts)
    overlay = Overlay()
    files = _over(layers, overlay)
    ways, gone = _parted(_ways(layers, ASKS, overlay), overlay)
    beyond = [*_ways(layers, OUTSIDE, overlay), *gone]
    if overlay.faults:
        raise BadLayers(overlay.faults)
    return Laid(files, ways, beyond, texts, overlay.removed)


def _single(layer: Layer) -> dict[str, Written]:
    return _each(layer, Written.of, layer.sheets)


def _each(layer: Layer, reads: Callable[[str, str], Any], names: Iterable[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    problems: list[str] = []
    for bare in names:
        file = layer.file_of(bare)
        try:
            found[bare] = reads(file, layer.sheets[bare])
        except Unreadable as error:
            problems.append(f"{file}, line {error.line}: {error}")
    if problems:
        raise BadLayers(problems)
    return found


def _over(layers: Sequence[Layer], overlay: Overlay) -> dict[str, Written]:
    touched = _touched(layers[1:])
    base = layers[0].sheets
    nodes = _nodes(layers[0], touched)
    for layer in layers[1:]:
        nodes = _laid_over(nodes, _nodes(layer, None), overlay)
    whole = _each(layers[0], Written.of, [bare for bare in base if not _in_reach(bare, touched)])
    return whole | {bare: _built(bare, node, overlay) for bare, node in nodes.items()}


def _touched(layers: Sequence[Layer]) -> frozenset[str]:
    return frozenset(bare for layer in layers for bare in layer.sheets)


def _in_reach(bare: str, touched: frozenset[str]) -> bool:
    """Entries are changed from any file of entries; every other file only by its namesake."""
    return bare in touched or (_is_book(bare) and any(map(_is_book, touched)))


def _built(bare: str, node: yaml.Node, overlay: Overlay) -> Written:
    data = constructed(node)
    entries = data.get("entries") if _is_book(bare) and isinstance(data, dict) else None
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("see"), list):
            entry["see"] = [id for id in entry["see"] if id not in overlay.removed]
    return Written(f"{bare}.yml", data, _given(node))


def _given(node: yaml.Node) -> Any:
    return lambda: node


def _nodes(layer: Layer, touched: frozenset[str] | None) -> dict[str, yaml.Node]:
    """Of the files in reach; the others are read as they stand."""
    names = [bare for bare in layer.sheets if touched is None or _in_reach(bare, touched)]
    found = _each(layer, _node, names)
    return {bare: node for bare, node in found.items() if node is not None}


def _node(file: str, text: str) -> yaml.Node | None:
    read(text)
    return composed(file, text)


def _laid_over(
    base: Mapping[str, yaml.Node], over: Mapping[str, yaml.Node], overlay: Overlay
) -> dict[str, yaml.Node]:
    books, more = ({b: n for b, n in each.items() if _is_book(b)} for each in (base, over))
    others = {bare: node for bare, node in base.items() if not _is_book(bare)}
    found = {**others, **spread(books, more, overlay)}
    for bare, node in over.items():
        if not _is_book(bare):
            found[bare] = overlay.laid(base[bare], node) if bare in base else node
    return found


def _is_book(bare: str) -> bool:
    return bare.startswith(BOOKS)


def _lines(layer: Layer, start: str) -> dict[str, str]:
    asked = {file: text for file, text in layer.files.items() if file.startswith(start)}
    return {layer.named(file): text for file, text in asked.items()}


def _ways(layers: Sequence[Layer], start: str, overlay: Overlay) -> list[Way]:
    """Those of every layer; a line `- …` takes one of a base away again."""
    found = ways_of(_lines(layers[0], start))
    for layer in layers[1:]:
        for way in ways_of(_lines(layer, start)):
            found = _without(found, way, overlay) if way.text.startswith("- ") else [*found, way]
    return found


def _parted(ways: list[Way], overlay: Overlay) -> tuple[list[Way], list[Way]]:
    """Those of entries that stay, and those of entries taken out: nothing answers them now."""
    gone = [way for way in ways if way.entry in overlay.removed]
    return [way for way in ways if way.entry not in overlay.removed], gone


def _without(ways: list[Way], gone: Way, overlay: Overlay) -> list[Way]:
    text = gone.text[2:].strip().casefold()
    left = [way for way in ways if (way.entry, way.text.casefold()) != (gone.entry, text)]
    if len(left) == len(ways):
        says = f"“{gone.text[2:][:60]}” is not asked for {gone.entry or 'any entry'}"
        overlay.faults.append(f"{gone.place}: {says}, so it cannot be removed")
    return left


def _bare(file: str) -> str:
    return file.rpartition(".")[0]
