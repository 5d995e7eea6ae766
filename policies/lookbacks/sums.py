"""Lines added up: per account executive first, and everything above from those."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import NamedTuple, TypeVar

from policies.lookbacks.lines import GREENS, REDS, UNREVIEWED, Bucket, Line

Key = TypeVar("Key")


class Cell(NamedTuple):
    """The smallest thing that is added up."""

    owner: str
    manager: str
    region: str


@dataclass(frozen=True, slots=True)
class Sum:
    """Of the lines in one bucket; `committed` and `closed` are whole dollars of Net ARR.

    `days` is the sum over the `dated` ones, `moved` have another owner now, and `unknown` have no
    Net ARR to count.
    """

    count: int = 0
    committed: int = 0
    closed: int = 0
    days: int = 0
    dated: int = 0
    moved: int = 0
    unknown: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(
            self.count + other.count,
            self.committed + other.committed,
            self.closed + other.closed,
            self.days + other.days,
            self.dated + other.dated,
            self.moved + other.moved,
            self.unknown + other.unknown,
        )


NOTHING = Sum()


@dataclass(frozen=True, slots=True)
class Figures:
    """The sum of every bucket."""

    sums: Mapping[Bucket, Sum]

    def of(self, *buckets: Bucket) -> Sum:
        return reduce(
            Sum.__add__, [self.sums[each] for each in buckets if each in self.sums], NOTHING
        )

    def __add__(self, other: "Figures") -> "Figures":
        both = {each: self.sums[each] + other.sums[each] for each in self.sums.keys() & other.sums}
        return Figures({**self.sums, **other.sums, **both})

    @property
    def green(self) -> Sum:
        return self.of(*GREENS)

    @property
    def kept(self) -> Sum:
        return self.of(Bucket.KEPT)

    @property
    def red(self) -> Sum:
        return self.of(*REDS)

    @property
    def unreviewed(self) -> Sum:
        return self.of(*UNREVIEWED)

    @property
    def called(self) -> Sum:
        return self.green + self.red

    @property
    def right(self) -> int:
        """Calls that came out as they were made."""
        return self.of(Bucket.KEPT, Bucket.RED).count

    @property
    def all(self) -> Sum:
        return self.of(*Bucket)

    @property
    def won(self) -> Sum:
        """Everything that closed within the period; of what was split only the dollars."""
        won = (Bucket.KEPT, Bucket.RED_WON, Bucket.PARKED_WON, Bucket.UNSEEN_WON, Bucket.OUTSIDE)
        return replace(self.of(*won), closed=self.all.closed)

    @property
    def variance(self) -> int:
        """What closed beside what was committed green, in dollars."""
        return self.won.closed - self.green.committed


EMPTY = Figures({})


def cells(lines: Iterable[Line]) -> dict[Cell, Figures]:
    found: dict[Cell, list[Line]] = defaultdict(list)
    for each in lines:
        call = each.call
        found[Cell(call.owner, call.manager, call.region)].append(each)
    return {cell: figures(those) for cell, those in found.items()}


def figures(lines: Iterable[Line]) -> Figures:
    counted: dict[Bucket, list[int]] = {}
    for each in lines:
        row = counted.get(each.bucket)
        if row is None:
            row = counted[each.bucket] = [0] * 7
        row[0] += 1
        row[1] += each.call.net_arr or 0
        row[2] += each.closed
        row[3] += each.days or 0
        row[4] += each.days is not None
        row[5] += each.moved
        row[6] += each.unknown
    return Figures({bucket: Sum(*row) for bucket, row in counted.items()})


def by(cells: Mapping[Cell, Figures], key: Callable[[Cell], Key]) -> dict[Key, Figures]:
    """The cells of each key added up."""
    found: dict[Key, Figures] = {}
    for cell, figures in cells.items():
        found[key(cell)] = found.get(key(cell), EMPTY) + figures
    return found


def total(cells: Mapping[Cell, Figures]) -> Figures:
    return reduce(Figures.__add__, cells.values(), EMPTY)
