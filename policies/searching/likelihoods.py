"""How much likelier a feature is in a question about one entry than in one about anything."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

OWN = 2.0
"""How much an entry's own words count beside those of all entries together."""

Bag = Mapping[str, float]
"""How often each feature (a stem, a run of characters) occurs."""
Weights = Mapping[int, float]
"""What a feature says for an entry, by the entry's place; what tells nothing weighs nothing."""


@dataclass(frozen=True)
class Likelihoods:
    """Weights are worked out when a feature is first asked for."""

    counts: Mapping[str, Mapping[int, float]]
    sizes: Sequence[float]
    whole: float
    known: dict[str, Weights] = field(default_factory=dict)

    @classmethod
    def of(cls, bags: Sequence[Bag]) -> "Likelihoods":
        counts: dict[str, dict[int, float]] = {}
        for place, bag in enumerate(bags):
            for feature, count in bag.items():
                if feature in counts:
                    counts[feature][place] = count
                else:
                    counts[feature] = {place: count}
        sizes = [sum(bag.values()) or 1.0 for bag in bags]
        return cls(counts, sizes, sum(sizes))

    def weights(self, feature: str) -> Weights:
        found = self.known.get(feature)
        if found is None:
            found = self.known[feature] = self.weigh(self.counts.get(feature, {}))
        return found

    def weigh(self, counts: Mapping[int, float]) -> Weights:
        everywhere = sum(counts.values()) / self.whole
        sizes = self.sizes
        return {at: log(1 + OWN * count / (sizes[at] * everywhere)) for at, count in counts.items()}

    def total(self, asked: Iterable[Weights]) -> list[float]:
        """Every entry's sum."""
        totals = [0.0] * len(self.sizes)
        for weights in asked:
            for place, weight in weights.items():
                totals[place] += weight
        return totals
