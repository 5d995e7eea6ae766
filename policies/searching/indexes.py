"""Every entry by how people ask for it and by what it says, ready to be asked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from statistics import fmean, pstdev

from policies.searching.likelihoods import Likelihoods
from policies.searching.spelling import mended
from policies.searching.trust import Sight, trusted
from policies.searching.words import MOST, Tongue, grams

TITLE, ANSWER, HEADING = 4, 2, 1
"""What a word of these counts for beside one of a way of asking."""
NEARLY = 0.1
"""What a word counts for when only one that means nearly the same was written."""


@dataclass(frozen=True, slots=True)
class Text:
    """An entry as it is searched."""

    id: str
    title: str
    heading: str
    answer: str
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    entry: str
    score: float


@dataclass(frozen=True)
class Index:
    ids: Sequence[str]
    tongue: Tongue
    vocabulary: Mapping[str, float]
    words: Likelihoods
    runs: Likelihoods
    rarity: Mapping[str, float]
    asks: Sequence[Sequence[frozenset[str]]]

    @classmethod
    def of(cls, texts: Sequence[Text], tongue: Tongue) -> "Index":
        said = [_said(text, tongue) for text in texts]
        vocabulary: Counter[str] = Counter()
        for counts in said:
            vocabulary.update(counts)
        asks = [[frozenset(tongue.stems(tongue.words(ask))) for ask in text.asks] for text in texts]
        return cls(
            [text.id for text in texts],
            tongue,
            vocabulary,
            Likelihoods.of([_stemmed(counts, tongue) for counts in said]),
            Likelihoods.of([_runs(counts) for counts in said]),
            _rarity([stems for each in asks for stems in each]),
            asks,
        )

    def find(self, question: str) -> list[Hit]:
        """The three likeliest entries, the best first; none when nothing speaks of it."""
        hits, sight = self.look(question)
        return hits if hits and trusted(sight) else []

    def look(self, question: str) -> tuple[list[Hit], Sight]:
        typed = self.tongue.words(question)[:MOST]
        words = [mended(word, self.vocabulary) for word in typed]
        stems = self.tongue.stems(words)
        by_word = self.words.scores(stems)
        by_run = self.runs.scores(run for word in words for run in grams(word))
        scores = [a + b for a, b in zip(_spread(by_word), _spread(by_run), strict=True)]
        order = sorted(range(len(scores)), key=lambda place: -scores[place])[:3]
        hits = [Hit(self.ids[place], scores[place]) for place in order]
        return hits, self._sight(frozenset(stems), scores, by_word, order)

    def _sight(self, stems, scores, by_word, order) -> Sight:
        rarest = self.rarity[""]
        telling = {s: self.rarity.get(s, rarest) for s in stems if s not in self.tongue.unimportant}
        whole = sum(telling.values()) or 1.0
        best = order[0]
        bag = self.words.counts
        known = sum(w for s, w in telling.items() if s in self.rarity)
        covered = sum(w for s, w in telling.items() if bag.get(s, {}).get(best, 0) >= 1)
        norm = sqrt(sum(self.rarity.get(s, rarest) ** 2 for s in stems)) or 1
        alike = max((self._alike(stems, ask, norm) for ask in self.asks[best]), default=0)
        return Sight(
            known / whole, covered / whole, alike, scores[best],
            scores[best] - scores[order[1]] if len(order) > 1 else scores[best],
            by_word[best] / sqrt(len(stems) or 1), whole,
        )

    def _alike(self, stems, ask, norm) -> float:
        both = sum(self.rarity.get(s, 0) ** 2 for s in stems & ask)
        return both / (norm * (sqrt(sum(self.rarity.get(s, 0) ** 2 for s in ask)) or 1))


def _said(text: Text, tongue: Tongue) -> dict[str, float]:
    """Its words, by how much they count."""
    counts: Counter[str] = Counter()
    for ask in text.asks:
        counts.update(tongue.words(ask))
    for part, weight in ((text.title, TITLE), (text.answer, ANSWER), (text.heading, HEADING)):
        for word in tongue.words(part):
            counts[word] += weight
    return counts


def _stemmed(counts: Mapping[str, float], tongue: Tongue) -> dict[str, float]:
    found: dict[str, float] = {}
    for word, stem in zip(counts, tongue.stems(counts), strict=True):
        found[stem] = found.get(stem, 0) + counts[word]
    for stem, count in [*found.items()]:
        for other, share in tongue.near.get(stem, {}).items():
            found[other] = found.get(other, 0) + NEARLY * share * count
    return found


def _runs(counts: Mapping[str, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for word, count in counts.items():
        for run in grams(word):
            found[run] = found.get(run, 0) + count
    return found


def _rarity(asks: Sequence[Iterable[str]]) -> dict[str, float]:
    """How much a word tells, by the share of asks that have it; "" is one that none has."""
    counts = Counter(stem for ask in asks for stem in ask)
    rarity = {stem: log(1 + len(asks) / count) for stem, count in counts.items()}
    return {**rarity, "": log(1 + 2 * len(asks))}


def _spread(scores: Sequence[float]) -> list[float]:
    """How far from the middle, measured by how far apart all are."""
    if len(scores) < 2:
        return [*scores]
    middle, wide = fmean(scores), pstdev(scores) or 1.0
    return [(score - middle) / wide for score in scores]
