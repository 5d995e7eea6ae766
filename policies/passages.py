"""Which sections of a company's own pages answer a question, and how they are cited."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log

from policies.answer import Answer, Citation, Looked, Result, Status
from policies.edition import Pack
from policies.pages import Section
from policies.reading.cleaning import clean, excerpt
from policies.searching.words import stem
from policies.wording import sentence, stopped

EDITION = "company pages"
SHOWN, LONGEST_ANSWER = 3, 600
MOST_WORDS, SOUGHT = 8, 5
"""Words of a question that are weighed, and the rarest of them, by which sections are found."""
COUNTED = 400
FLOOR = 0.25
COVERED, HEADED = 0.7, 0.3
"""What the words of a question count for when a section has them, and when its heading has."""

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"'s?\b")
_SENTENCE = re.compile(r".{2,}?[.!?](?=\s+[^\sa-z]|\s*$)")
_DULL_WORDS = """
    a about after all also an and any anybody anyone are as at be been before being both but by
    can cannot company could did do does doing done dont for from get gets give given had handbook
    happen happens has have having he her him his how i if in into is it its just know like may me
    mean means might my need needs no nor not now of off on one only or other our ours out over
    page pages please policies policy process put rule rules says shall she should so some
    somebody somebodys someone such take tell than that the their them then there these they this
    those to too under until up us use used very want was way we were what whats when where which
    while who whom whose why will with would you your
"""
_DULL = frozenset(_DULL_WORDS.split())
"""Words that say nothing of what a question is about."""


@dataclass(frozen=True, slots=True)
class Hit:
    section: Section
    score: float


def asked_words(question: str) -> tuple[str, ...]:
    """What to look for: each word once, without those that tell nothing."""
    typed = _WORD.findall(_POSSESSIVE.sub("", clean(question).lower()))
    telling = [word for word in typed if word not in _DULL and not _is_noise(word)]
    unique = {stem(word): word for word in reversed(telling)}
    return tuple(reversed(unique.values()))[:MOST_WORDS]


@dataclass(frozen=True)
class Search:
    """The words of a question by how much each tells, and those of them to look for."""

    weights: Mapping[str, float]
    known: tuple[str, ...]

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "Search":
        """From the number of sections that have each word, counted as far as COUNTED."""
        weights = {word: log(1 + COUNTED / max(count, 1)) for word, count in counts.items()}
        known = sorted((word for word in counts if counts[word]), key=lambda word: counts[word])
        return cls(weights, tuple(known[:SOUGHT]))

    @property
    def least(self) -> int:
        """How many words a section must have; with one of several it is only a neighbour."""
        asked = min(len(self.weights), SOUGHT)
        return min(asked, max(2, ceil(asked / 2)))

    def best(self, sections: Iterable[Section]) -> list[Hit]:
        """Those above the floor, the best first; of equals, the one that says it shortest."""
        found = [hit for hit in map(self._hit, sections) if hit.score >= FLOOR]
        return sorted(found, key=_order)[:SHOWN]

    def _hit(self, section: Section) -> Hit:
        headed = self._in(f"{section.title} {section.heading}")
        covered = headed | self._in(section.text)
        if len(covered) < self.least:
            return Hit(section, 0.0)
        score = COVERED * self._weight(covered) + HEADED * self._weight(headed)
        return Hit(section, score / self._weight(self.weights))

    def _in(self, text: str) -> set[str]:
        there = _stems(text)
        return {word for word in self.weights if stem(word) in there}

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self.weights[word] for word in words)


def answer_from(question: str, hits: Sequence[Hit], pack: Pack) -> Answer:
    """The same kind of answer as the pack's own entries give."""
    first = hits[0].section
    told = passage(first.text, asked_words(question))
    return Answer(
        "handbook",
        Status.DECIDED,
        sentence(_first_sentence(told)),
        pack.edition,
        outcome=first.id,
        read_as=excerpt(question),
        rules=(Looked(first.id, Result.MATCHED, _place(first)),),
        values={"answer": told, "also": ()},
        citations=tuple(_citation(hit.section) for hit in hits),
    )


def passage(text: str, words: Sequence[str]) -> str:
    """At most 600 characters, from the paragraph that speaks most of the question."""
    if len(text) <= LONGEST_ANSWER:
        return text
    asked = {stem(word) for word in words}
    lines = text.split("\n")
    speaks = [len(asked & _stems(line)) for line in lines]
    told = "\n".join(lines[speaks.index(max(speaks)) :])
    return told if len(told) <= LONGEST_ANSWER else _cut(told)


def _cut(text: str) -> str:
    whole, space, _ = text[:LONGEST_ANSWER].rpartition(" ")
    return f"{whole if space else text[: LONGEST_ANSWER - 1]}…"


def _order(hit: Hit) -> tuple[float, int, str]:
    return -round(hit.score, 6), len(hit.section.text), hit.section.id


def _stems(text: str) -> set[str]:
    return {stem(word) for word in _WORD.findall(_POSSESSIVE.sub("", text.lower()))}


def _is_noise(word: str) -> bool:
    return len(word) < 2 and not word.isdigit() and word.isascii()


def _first_sentence(text: str) -> str:
    line = text.split("\n", 1)[0].removeprefix("• ")
    found = _SENTENCE.match(line)
    return found[0] if found else stopped(line)


def _place(section: Section) -> str:
    return section.heading or section.title


def _citation(section: Section) -> Citation:
    return Citation(section.id, section.title, _place(section), section.url, EDITION)
