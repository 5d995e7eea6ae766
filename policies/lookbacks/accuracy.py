"""How calls have come out over periods: of a person, a team, and each question's weak answers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from policies.lookbacks.lines import GREENS, Bucket, Line
from policies.lookbacks.sums import EMPTY, Figures, figures

PERCENT = 100


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; the counts are always told."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """None of nothing."""
        return round(PERCENT * self.part / self.whole) if self.whole else None

    def exceeds(self, other: "Share") -> bool:
        return self.part * other.whole > other.part * self.whole


@dataclass(frozen=True, slots=True)
class Error:
    """By how many dollars the periods were off, added up, and how many were committed."""

    off: int
    committed: int
    periods: int

    @property
    def percent(self) -> int | None:
        return round(PERCENT * self.off / self.committed) if self.committed else None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """`hits` of all calls, `calibration` of the greens alone."""

    hits: Share
    calibration: Share
    error: Error


@dataclass(frozen=True, slots=True)
class Weakness:
    """Greens with this weakness that did not close, and greens without it."""

    id: str
    missed: Share
    others: Share

    def is_pattern(self, least: int) -> bool:
        """Never from fewer cases than `least`."""
        return min(self.missed.whole, self.others.whole) >= least and self.missed.exceeds(
            self.others
        )


@dataclass(frozen=True, slots=True)
class Flips:
    """Of calls whose colour turned at least once in the period, and of the steady ones."""

    turns: int
    calls: int
    turned: Share
    """Greens that had turned, and closed."""
    steady: Share


def accuracy(lines: Iterable[Line]) -> Accuracy:
    """What was in no session, or had no colour, is no call and does not count."""
    periods: dict[date, list[Line]] = defaultdict(list)
    for each in lines:
        periods[each.call.ends].append(each)
    sums = [figures(those) for those in periods.values()]
    every = sum(sums, EMPTY)
    off = sum(abs(_closed(each) - each.green.committed) for each in sums)
    told = sum(each.called.count > 0 for each in sums)
    return Accuracy(
        Share(every.right, every.called.count),
        Share(every.kept.count, every.green.count),
        Error(off, every.green.committed, told),
    )


def accuracies(lines: Iterable[Line], key: Callable[[Line], str]) -> dict[str, Accuracy]:
    found: dict[str, list[Line]] = defaultdict(list)
    for each in lines:
        found[key(each)].append(each)
    return {name: accuracy(those) for name, those in found.items()}


def weaknesses(lines: Iterable[Line], ids: Sequence[str]) -> list[Weakness]:
    """In the order of the questions; none that never occurred."""
    greens = [each for each in lines if each.bucket in GREENS]
    missed = [each.bucket is not Bucket.KEPT for each in greens]
    every = Share(sum(missed), len(greens))
    found = []
    for id in ids:
        weak = [miss for each, miss in zip(greens, missed, strict=True) if id in each.call.weak]
        those = Share(sum(weak), len(weak))
        others = Share(every.part - those.part, every.whole - those.whole)
        if weak:
            found.append(Weakness(id, those, others))
    return found


def flips(lines: Iterable[Line]) -> Flips:
    called = [each for each in lines if each.call.verdict]
    greens = [each for each in called if each.bucket in GREENS]
    turned = [each.bucket is Bucket.KEPT for each in greens if each.call.flips]
    steady = [each.bucket is Bucket.KEPT for each in greens if not each.call.flips]
    return Flips(
        sum(each.call.flips for each in called),
        len(called),
        Share(sum(turned), len(turned)),
        Share(sum(steady), len(steady)),
    )


def _closed(sums: Figures) -> int:
    """Of what was in a session; small deals outside Red/Green would make every call look low."""
    return sums.won.closed - sums.of(Bucket.OUTSIDE).closed
