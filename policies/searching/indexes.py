"""Every entry by how people ask for it and by what it says, ready to be asked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from statistics import fmean, pstdev

from policies.reading.cleaning import clean
from policies.searching.likelihoods import Likelihoods
from policies.searching.relations import Relations
from policies.searching.spelling import mended
from policies.searching.trust import Finding, Hit, known_of
from policies.searching.words import MOST, Tongue, grams

TITLE, ANSWER, HEADING = 4, 2, 1
"""What a word of these counts for beside one of a way of asking."""
LITERALLY = 4.0
"""What it counts for that a question is one of the ways of asking, word for word."""


@dataclass(frozen=True, slots=True)
class Text:
    """An entry as it is searched."""

    id: str
    title: str
    heading: str
    answer: str
    asks: tuple[str, ...]


@dataclass(frozen=True)
class Index:
    """Two readings of a question, by words and by runs of characters, weighed alike.

    After the entries come the subjects that no entry speaks of; they have no id here.
    """

    ids: Sequence[str]
    tongue: Tongue
    vocabulary: Mapping[str, float]
    words: Relations
    runs: Likelihoods
    gists: Mapping[frozenset[str], int]

    @classmethod
    def of(cls, texts: Sequence[Text], outside: Iterable[Sequence[str]], tongue: Tongue) -> "Index":
        lines = [tongue.lines(asks) for asks in (*(text.asks for text in texts), *outside)]
        said = [_counted(each) for each in lines]
        for counts, text in zip(said, texts, strict=False):
            _add(counts, text, tongue)
        stemmed = [_stemmed(counts, tongue) for counts in said]
        plain = Likelihoods.of(stemmed)
        return cls(
            [text.id for text in texts],
            tongue,
            _vocabulary(said, tongue),
            Relations(stemmed, plain, tongue.near),
            Likelihoods.of([_runs(counts) for counts in said]),
            _gists(lines, tongue),
        )

    def find(self, question: str) -> tuple[Hit, ...]:
        """The three likeliest entries, the best first; none when nothing speaks of it."""
        finding = self.look(question)
        return finding.hits if finding.trusted else ()

    def look(self, question: str) -> Finding:
        typed = self.tongue.words(clean(question))[:MOST]
        words = self.tongue.usual(mended(word, self.vocabulary) for word in typed)
        stems = self.tongue.stems(words)
        scores = self._scores(words, stems)
        if (place := self.gists.get(self.tongue.gist(words))) is not None:
            scores[place] += LITERALLY
        best = nlargest(3, range(len(self.ids)), key=scores.__getitem__)
        hits = tuple(Hit(self.ids[place], scores[place]) for place in best)
        known = known_of(stems, self.words.plain, self.tongue.unimportant)
        outside = max(scores[len(self.ids) :], default=0.0)
        return Finding(hits, known, hits[0].score - outside)

    def _scores(self, words: Iterable[str], stems: Iterable[str]) -> list[float]:
        by_word = self.words.plain.total(map(self.words.weights, stems))
        runs = (run for word in words for run in grams(word))
        by_run = self.runs.total(map(self.runs.weights, runs))
        return [a + b for a, b in zip(_spread(by_word), _spread(by_run), strict=True)]


def _counted(lines: Iterable[Sequence[str]]) -> Counter[str]:
    return Counter(word for line in lines for word in line)


def _add(counts: Counter[str], text: Text, tongue: Tongue) -> None:
    for part, weight in ((text.title, TITLE), (text.answer, ANSWER), (text.heading, HEADING)):
        for word in tongue.words(part):
            counts[word] += weight


def _gists(lines: Iterable[Iterable[Sequence[str]]], tongue: Tongue) -> dict[frozenset[str], int]:
    """The place of each way of asking that is nobody else's."""
    places: dict[frozenset[str], set[int]] = {}
    for place, ways in enumerate(lines):
        for way in ways:
            places.setdefault(tongue.gist(way), set()).add(place)
    places.pop(frozenset(), None)
    return {gist: next(iter(one)) for gist, one in places.items() if len(one) == 1}


def _vocabulary(said: Iterable[Mapping[str, int]], tongue: Tongue) -> Mapping[str, float]:
    """Every word that is known, also those that stand for another, by how usual it is."""
    words: Counter[str] = Counter(dict.fromkeys(tongue.same, 1))
    for counts in said:
        words.update(counts)
    return words


def _stemmed(counts: Mapping[str, float], tongue: Tongue) -> dict[str, float]:
    found: dict[str, float] = {}
    for word, stem in zip(counts, tongue.stems(counts), strict=True):
        found[stem] = found.get(stem, 0.0) + counts[word]
    return found


def _runs(counts: Mapping[str, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for word, count in counts.items():
        for run in grams(word):
            found[run] = found.get(run, 0.0) + count
    return found


def _spread(scores: Sequence[float]) -> list[float]:
    """How far from the middle, measured by how far apart all are."""
    if len(scores) < 2:
        return [*scores]
    middle, wide = fmean(scores), pstdev(scores) or 1.0
    return [(score - middle) / wide for score in scores]
