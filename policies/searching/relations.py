"""Words that belong together: those the pack names, and those that entries share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from math import hypot

from policies.searching.likelihoods import Bag, Likelihoods, Weights

NEARLY = 0.2
"""What a word counts for when only a related one was written."""
CLOSEST, LEAST = 5, 0.3
"""How many words of the same entries are taken, and how alike they must be."""
COMMON = 40
"""A word of so many entries has no company of its own."""


@dataclass(frozen=True)
class Relations:
    """A word is known by the company it keeps; worked out when it is first asked for."""

    bags: Sequence[Bag]
    plain: Likelihoods
    near: Mapping[str, Mapping[str, float]]
    widened: dict[str, Weights] = field(default_factory=dict)
    lengths: dict[str, float] = field(default_factory=dict)

    def weights(self, word: str) -> Weights:
        """What the word says for each entry, also when the entry only has related ones."""
        found = self.widened.get(word)
        if found is None:
            found = self.widened[word] = self.plain.weigh(self._counts(word))
        return found

    def _counts(self, word: str) -> dict[int, float]:
        counts = {**self.plain.counts.get(word, {})}
        for related in (self.near.get(word, {}), self._company(word)):
            for other, share in related.items():
                for place, count in self.plain.counts.get(other, {}).items():
                    counts[place] = counts.get(place, 0.0) + NEARLY * share * count
        return counts

    def _company(self, word: str) -> dict[str, float]:
        """The words whose entries are most like this word's entries, by the cosine."""
        own = self.plain.weights(word)
        if not 2 <= len(own) <= COMMON:
            return {}
        shared: dict[str, float] = {}
        for place, weight in own.items():
            for other in self.bags[place]:
                there = self.plain.weights(other)
                if 2 <= len(there) <= COMMON:
                    shared[other] = shared.get(other, 0.0) + weight * there[place]
        shared.pop(word, None)
        return self._closest(shared, self._length(word))

    def _closest(self, shared: Mapping[str, float], length: float) -> dict[str, float]:
        alike = ((both / (length * self._length(other)), other) for other, both in shared.items())
        return {other: share for share, other in nlargest(CLOSEST, alike) if share >= LEAST}

    def _length(self, word: str) -> float:
        found = self.lengths.get(word)
        if found is None:
            found = self.lengths[word] = hypot(*self.plain.weights(word).values())
        return found
