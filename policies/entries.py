"""Finding the handbook entry that a question is about; saying so when there is none."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from policies.reading.cleaning import clean
from policies.vocabulary import Entry

FLOOR = 0.42
_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "e", "y")


@dataclass(frozen=True, slots=True)
class Hit:
    entry: str
    score: float


@dataclass(frozen=True)
class Index:
    """Entries by their stems, with each stem's weight; a rare word tells more."""

    ways: Sequence[tuple[str, float]]
    postings: Mapping[str, Sequence[int]]
    bodies: Mapping[str, frozenset[str]]
    weights: Mapping[str, float]
    stems: Mapping[str, str]
    unimportant: frozenset[str]
    rarest: float

    @classmethod
    def of(
        cls, entries: Iterable[Entry], same: Iterable[Sequence[str]], unimportant: Iterable[str]
    ) -> "Index":
        stems = {stem(word): stem(group[0]) for group in same for word in group}
        dull = frozenset(stem(word) for word in unimportant)
        listed = list(entries)
        said = [(entry.id, _stems(way, stems, dull)) for entry in listed for way in _ways(entry)]
        bodies = {entry.id: _stems(_body(entry), stems, dull) for entry in listed}
        counts = Counter(word for body in bodies.values() for word in body)
        weights = {word: log(1 + len(listed) / count) for word, count in counts.items()}
        ways = [(id, sum(weights[word] for word in way)) for id, way in said]
        postings: dict[str, list[int]] = {}
        for place, (_, way) in enumerate(said):
            for word in way:
                postings.setdefault(word, []).append(place)
        return cls(ways, postings, bodies, weights, stems, dull, log(1 + len(listed)))

    def find(self, question: str) -> list[Hit]:
        """Entries above the floor, the best first."""
        asked = _stems(clean(question)[:600], self.stems, self.unimportant)
        if not asked:
            return []
        whole = self._weight(asked)
        best: dict[str, float] = {}
        for place, both in self._shared(asked).items():
            id, weight = self.ways[place]
            best[id] = max(best.get(id, 0), 2 * both / (whole + weight))
        hits = [Hit(id, self._score(asked, whole, id, alike)) for id, alike in best.items()]
        found = [hit for hit in hits if hit.score >= FLOOR]
        return sorted(found, key=lambda hit: -hit.score)[:3]

    def _shared(self, asked: Iterable[str]) -> dict[int, float]:
        """For each way of asking the weight of the words that it has in common."""
        shared: dict[int, float] = {}
        for word in asked:
            for place in self.postings.get(word, ()):
                shared[place] = shared.get(place, 0) + self.weights[word]
        return shared

    def _score(self, asked: frozenset[str], whole: float, id: str, alike: float) -> float:
        shared = asked & self.bodies[id]
        if not self._telling(asked, shared):
            return 0
        return 0.6 * alike + 0.4 * self._weight(shared) / whole

    def _telling(self, asked: frozenset[str], shared: frozenset[str]) -> bool:
        """Words of every second entry answer nothing when a word of the question is in none."""
        known = asked <= self.weights.keys()
        return known or any(2 * self.weights[word] >= self.rarest for word in shared)

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self.weights.get(word, self.rarest) for word in words)


@lru_cache(4_000)
def stem(word: str) -> str:
    word = word.lower()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _stems(text: str, same: Mapping[str, str], dull: frozenset[str]) -> frozenset[str]:
    found = (stem(word) for word in _WORD.findall(text.replace("'", "")))
    return frozenset(same.get(word, word) for word in found if word not in dull)


def _ways(entry: Entry) -> list[str]:
    return [entry.title, *entry.asks]


def _body(entry: Entry) -> str:
    return " ".join([*_ways(entry), entry.answer, entry.heading])
