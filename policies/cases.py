"""Every case that the rules can tell apart, decided once; a question then only looks up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from policies.conditions import ENDLESS, AtLeast, Below, Known, Span, Test, tests
from policies.rule import Rule

Cell = Span | frozenset[str]


@dataclass(frozen=True, slots=True)
class Table:
    """For each combination of cells the place of the rule that decides it."""

    cells: Mapping[str, tuple[Cell, ...]]
    strides: Mapping[str, int]
    winners: tuple[int, ...]

    def open_cells(self, fact: str, known: Known | None) -> Sequence[int]:
        cells = self.cells[fact]
        if known is None:
            return range(len(cells))
        return [place for place, cell in enumerate(cells) if overlap(cell, known)]

    def deciding(self, open_cells: Mapping[str, Sequence[int]]) -> set[int]:
        """The rules that decide some combination of the cells still open."""
        offsets = [0]
        for fact, places in open_cells.items():
            stride = self.strides[fact]
            offsets = [offset + place * stride for offset in offsets for place in places]
        winners = self.winners
        return {winners[offset] for offset in offsets}


def overlap(cell: Cell, known: Known) -> bool:
    if isinstance(cell, Span) and isinstance(known, Span):
        return cell.low <= known.high and known.low <= cell.high
    if isinstance(cell, frozenset) and isinstance(known, frozenset):
        return not cell.isdisjoint(known)
    raise TypeError(f"{known} is no value for {cell}")


def tabulate(rules: Sequence[Rule], options: Mapping[str, Sequence[str]]) -> Table:
    """`options` names the facts that are no numbers; facts keep the order of the tests."""
    cells = cells_of((test for rule in rules for test in tests(rule.when)), options)
    return Table(cells, _strides(cells), tuple(_winners(rules, cells)))


def cells_of(
    asked: Iterable[Test], options: Mapping[str, Sequence[str]]
) -> dict[str, tuple[Cell, ...]]:
    """The values of each fact, those together that no test tells apart."""
    found: dict[str, list[Test]] = {}
    for test in asked:
        found.setdefault(test.fact, []).append(test)
    return {fact: _cells(of_fact, options.get(fact)) for fact, of_fact in found.items()}


def _cells(asked: Iterable[Test], options: Sequence[str] | None) -> tuple[Cell, ...]:
    return _kinds(list(asked), options) if options else _spans(asked)


def _spans(asked: Iterable[Test]) -> tuple[Cell, ...]:
    steps = {test.at_least for test in asked if isinstance(test, AtLeast)}
    steps |= {test.below for test in asked if isinstance(test, Below)}
    lows = [0, *sorted(steps)]
    highs = [*(low - 1 for low in lows[1:]), ENDLESS]
    return tuple(Span(low, high) for low, high in zip(lows, highs, strict=True))


def _kinds(asked: Sequence[Test], options: Sequence[str]) -> tuple[Cell, ...]:
    """Options that no test tells apart share a cell."""
    alike: dict[tuple[bool, ...], list[str]] = {}
    for option in options:
        signature = tuple(test.holds({test.fact: option}) for test in asked)
        alike.setdefault(signature, []).append(option)
    return tuple(frozenset(group) for group in alike.values())


def _strides(cells: Mapping[str, Sequence[Cell]]) -> dict[str, int]:
    strides: dict[str, int] = {}
    size = 1
    for fact in reversed(list(cells)):
        strides[fact] = size
        size *= len(cells[fact])
    return strides


def _winners(rules: Sequence[Rule], cells: Mapping[str, Sequence[Cell]]) -> Iterable[int]:
    """-1 where no rule decides."""
    samples = [[_sample(cell) for cell in group] for group in cells.values()]
    for values in product(*samples):
        case = dict(zip(cells, values, strict=True))
        yield next((place for place, rule in enumerate(rules) if rule.when.holds(case)), -1)


def _sample(cell: Cell) -> int | str:
    return cell.low if isinstance(cell, Span) else min(cell)
