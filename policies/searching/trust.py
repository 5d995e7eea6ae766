"""Whether what was found answers the question, or is only the least bad of all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log, sqrt
from typing import NamedTuple

from policies.searching.likelihoods import Likelihoods
from policies.searching.words import Tongue


class Sight(NamedTuple):
    """What speaks for the first hit, each but the scores between nothing and one."""

    known: float
    covered: float
    alike: float
    score: float
    margin: float
    share: float
    whole: float


@dataclass(frozen=True)
class Witness:
    """Compares a question with the ways in which people ask for one entry."""

    asks: Sequence[Sequence[str]]
    plain: Likelihoods
    tongue: Tongue
    stemmed: dict[int, list[frozenset[str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, asks: Sequence[Sequence[str]], plain: Likelihoods, tongue: Tongue) -> "Witness":
        return cls(asks, plain, tongue)

    def sight(
        self, typed: Sequence[str], stems: Sequence[str], best: int, scores: Sequence[float]
    ) -> Sight:
        telling = {stem: self._rarity(stem) for stem in stems}
        counts = self.plain.counts
        for stem in self.tongue.unimportant & telling.keys():
            telling[stem] *= DULL
        whole = sum(telling.values()) or 1.0
        known = sum(r for stem, r in telling.items() if stem in counts)
        covered = sum(r for stem, r in telling.items() if counts.get(stem, {}).get(best, 0) >= 1)
        asks = self._stemmed(best)
        alike = max((self._alike(telling, ask) for ask in asks), default=0.0)
        asked = frozenset().union(*asks) if asks else frozenset()
        share = sum(r for stem, r in telling.items() if stem in asked)
        margin = scores[0] - scores[1] if len(scores) > 1 else scores[0]
        return Sight(known / whole, covered / whole, alike, scores[0], margin, share / whole, whole)

    def _rarity(self, stem: str) -> float:
        counts = self.plain.counts.get(stem)
        return log(1 + self.plain.whole / sum(counts.values())) if counts else log(1 + 2*self.plain.whole)

    def _stemmed(self, place: int) -> list[frozenset[str]]:
        found = self.stemmed.get(place)
        if found is None:
            words = map(self.tongue.words, self.asks[place])
            found = self.stemmed[place] = [frozenset(self.tongue.stems(each)) for each in words]
        return found

    def _alike(self, telling: Mapping[str, float], ask: frozenset[str]) -> float:
        dull = self.tongue.unimportant
        there = sum((self._rarity(s) * (DULL if s in dull else 1)) ** 2 for s in ask)
        both = sum(r * r for s, r in telling.items() if s in ask)
        return both / (sqrt(sum(r * r for r in telling.values()) * there) or 1.0)


DULL = 0.3


def trusted(sight: Sight) -> bool:
    return True
