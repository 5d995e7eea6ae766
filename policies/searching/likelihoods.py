"""How much likelier a question is when it is about an entry than when it is about anything."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

Bag = Mapping[str, float]
"""How often each feature (a stem, a run of characters) occurs."""


@dataclass(frozen=True)
class Likelihoods:
    """Each entry's own frequencies, mixed half and half with those of all entries together.

    What tells nothing weighs nothing; weights are worked out when a feature is first asked for.
    """

    counts: Mapping[str, Mapping[int, float]]
    sizes: Sequence[float]
    whole: float
    known: dict[str, list[tuple[int, float]]] = field(default_factory=dict)

    @classmethod
    def of(cls, bags: Sequence[Bag]) -> "Likelihoods":
        counts: dict[str, dict[int, float]] = {}
        for place, bag in enumerate(bags):
            for feature, count in bag.items():
                counts.setdefault(feature, {})[place] = count
        sizes = [sum(bag.values()) or 1.0 for bag in bags]
        return cls(counts, sizes, sum(sizes))

    def scores(self, asked: Iterable[str]) -> list[float]:
        totals = [0.0] * len(self.sizes)
        for feature in asked:
            for place, weight in self.weights(feature):
                totals[place] += weight
        return totals

    def weights(self, feature: str) -> list[tuple[int, float]]:
        found = self.known.get(feature)
        if found is None:
            found = self.known[feature] = self._weights(feature)
        return found

    def _weights(self, feature: str) -> list[tuple[int, float]]:
        counts = self.counts.get(feature, {})
        everywhere = sum(counts.values()) / self.whole
        return [
            (place, log(1 + count / (self.sizes[place] * everywhere)))
            for place, count in counts.items()
        ]
