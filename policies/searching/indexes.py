"""Every entry by how people ask for it and by what it says, ready to be asked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from policies.reading.cleaning import clean
from policies.searching.likelihoods import Likelihoods
from policies.searching.relations import Relations
from policies.searching.spelling import mended
from policies.searching.trust import Sight, Witness, trusted
from policies.searching.words import MOST, Tongue, grams

TITLE, ANSWER, HEADING = 4, 2, 1
"""What a word of these counts for beside one of a way of asking."""


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
    """Two readings of a question, by words and by runs of characters, weighed alike."""

    ids: Sequence[str]
    tongue: Tongue
    vocabulary: Mapping[str, float]
    words: Relations
    runs: Likelihoods
    witness: Witness

    @classmethod
    def of(cls, texts: Sequence[Text], tongue: Tongue) -> "Index":
        said = [_said(text, tongue) for text in texts]
        stemmed = [_stemmed(counts, tongue) for counts in said]
        plain = Likelihoods.of(stemmed)
        return cls(
            [text.id for text in texts],
            tongue,
            _vocabulary(said),
            Relations(stemmed, plain, tongue.near),
            Likelihoods.of([_runs(counts) for counts in said]),
            Witness.of([text.asks for text in texts], plain, tongue),
        )

    def find(self, question: str) -> list[Hit]:
        """The three likeliest entries, the best first; none when nothing speaks of it."""
        hits, sight = self.look(question)
        return hits if hits and trusted(sight) else []

    def look(self, question: str) -> tuple[list[Hit], Sight]:
        """The likeliest entries whether or not they answer, and what speaks for the first."""
        typed = self.tongue.words(clean(question))[:MOST]
        words = [mended(word, self.vocabulary) for word in typed]
        stems = self.tongue.stems(words)
        by_word = self.words.plain.total(map(self.words.weights, stems))
        runs = (run for word in words for run in grams(word))
        by_run = self.runs.total(map(self.runs.weights, runs))
        scores = [a + b for a, b in zip(_spread(by_word), _spread(by_run), strict=True)]
        order = sorted(range(len(scores)), key=lambda place: -scores[place])[:3]
        hits = [Hit(self.ids[place], scores[place]) for place in order]
        return hits, self.witness.sight(typed, stems, order[0], [hit.score for hit in hits])


def _said(text: Text, tongue: Tongue) -> dict[str, float]:
    """Its words, by how much they count."""
    counts: Counter[str] = Counter(tongue.words("\n".join(text.asks)))
    for part, weight in ((text.title, TITLE), (text.answer, ANSWER), (text.heading, HEADING)):
        for word in tongue.words(part):
            counts[word] += weight
    return dict(counts)


def _vocabulary(said: Iterable[Mapping[str, float]]) -> Mapping[str, float]:
    words: Counter[str] = Counter()
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
