"""Whether what was found answers the question, or is only the least bad of all."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from math import log

from policies.searching.likelihoods import Likelihoods

KNOWN, ENOUGH = 7.7, 9.4
"""Fitted to questions that must be answered, and to others that must not."""


@dataclass(frozen=True, slots=True)
class Hit:
    entry: str
    score: float


@dataclass(frozen=True, slots=True)
class Finding:
    """The likeliest entries, whether or not they answer."""

    hits: tuple[Hit, ...]
    known: float
    """How much of what the question says is in the pack's words: nothing to one."""
    ahead: float
    """How far the best entry is before the likeliest subject that no entry speaks of."""

    @property
    def trusted(self) -> bool:
        return KNOWN * self.known + self.ahead >= ENOUGH


def known_of(stems: Iterable[str], words: Likelihoods, unimportant: Set[str]) -> float:
    """Figures, and words that tell nothing, are not counted; a rare word counts for more."""
    counted = (stem for stem in stems if stem not in unimportant and not stem.isdigit())
    telling = {stem: _rarity(stem, words) for stem in counted}
    known = sum(rarity for stem, rarity in telling.items() if stem in words.counts)
    return known / sum(telling.values()) if telling else 0.0


def _rarity(stem: str, words: Likelihoods) -> float:
    counts = words.counts.get(stem)
    return log(1 + words.whole / (sum(counts.values()) if counts else 0.5))
