"""Finding the handbook entry that a question is about; saying so when there is none."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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

    ways: Sequence[tuple[str, frozenset[str]]]
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
        ways = [(entry.id, _stems(way, stems, dull)) for entry in listed for way in _ways(entry)]
        bodies = {entry.id: _stems(_body(entry), stems, dull) for entry in listed}
        counts = Counter(word for body in bodies.values() for word in body)
        weights = {word: log(1 + len(listed) / count) for word, count in counts.items()}
        return cls(ways, bodies, weights, stems, dull, log(1 + len(listed)))

    def find(self, question: str) -> list[Hit]:
        """Entries above the floor, the best first."""
        asked = _stems(clean(question)[:600], self.stems, self.unimportant)
        if not asked:
            return []
        best: dict[str, float] = {}
        for id, way in self.ways:
            best[id] = max(best.get(id, 0), self._alike(asked, way))
        hits = [Hit(id, self._score(asked, id, alike)) for id, alike in best.items()]
        found = [hit for hit in hits if hit.score >= FLOOR]
        return sorted(found, key=lambda hit: -hit.score)[:3]

    def _score(self, asked: frozenset[str], id: str, alike: float) -> float:
        shared = asked & self.bodies[id]
        if not self._telling(asked, shared):
            return 0
        return 0.6 * alike + 0.4 * self._weight(shared) / self._weight(asked)

    def _telling(self, asked: frozenset[str], shared: frozenset[str]) -> bool:
        """Words of every second entry answer nothing when a word of the question is in none."""
        known = asked <= self.weights.keys()
        return known or any(2 * self.weights[word] >= self.rarest for word in shared)

    def _alike(self, asked: frozenset[str], way: frozenset[str]) -> float:
        both = self._weight(asked & way)
        return 2 * both / (self._weight(asked) + self._weight(way)) if both else 0

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self.weights.get(word, self.rarest) for word in words)


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
