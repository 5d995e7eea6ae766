"""A question as words that can be compared: one spelling, one word for what means the same."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from policies.reading.cleaning import clean

MOST = 60
"""Words that are looked at; nobody asks in more."""

_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"(?<=\w)'(?=\w)")
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?:k\b)?")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "e", "y")


@dataclass(frozen=True)
class Tongue:
    """How the people of a company speak; the maps are from stem to stem."""

    same: Mapping[str, str]
    near: Mapping[str, Mapping[str, float]]
    unimportant: frozenset[str]

    @classmethod
    def of(
        cls,
        same: Iterable[Sequence[str]],
        near: Iterable[Sequence[str]],
        unimportant: Iterable[str],
    ) -> "Tongue":
        one = {word: group[0] for group in same for word in group}
        dull = frozenset(stem(one.get(word, word)) for word in unimportant)
        return cls(one, _near(near, one), dull)

    def words(self, text: str) -> list[str]:
        """As typed but for the case, the marks and those that mean the same."""
        return self.usual(_WORD.findall(_plain(text)))

    def lines(self, texts: Iterable[str]) -> list[list[str]]:
        """The words of each, quicker than one by one."""
        plain = _plain("\n".join(texts))
        return [self.usual(_WORD.findall(line)) for line in plain.split("\n")]

    def gist(self, words: Iterable[str]) -> frozenset[str]:
        """What is left of a text when order, endings and unimportant words are taken away."""
        return frozenset(self.stems(words)) - self.unimportant

    def usual(self, words: Iterable[str]) -> list[str]:
        return [self.same.get(word, word) for word in words]

    def stems(self, words: Iterable[str]) -> list[str]:
        return [stem(word) for word in words]


def _plain(text: str) -> str:
    spelt = text if text.isascii() else "\n".join(map(clean, text.split("\n")))
    return _NUMBER.sub(_written_out, _JOINED.sub("", spelt.lower()))


def _written_out(found: re.Match[str]) -> str:
    """“2,300” as 2300, “4.2k” as 4200; any other decimal in its two parts."""
    figure = found[0].replace(",", "")
    if not figure.endswith("k"):
        return figure
    return f"{float(figure[:-1]) * 1000:.0f}" if len(figure) < 9 else figure


def _near(groups: Iterable[Sequence[str]], one: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """For each word those near it; one that is near to many says little of each."""
    near: dict[str, dict[str, float]] = {}
    for group in groups:
        stems = {stem(one.get(word, word)) for word in group}
        for word in stems:
            near.setdefault(word, {}).update(dict.fromkeys(stems - {word}, 1.0))
    return {word: {other: len(all) ** -0.5 for other in all} for word, all in near.items()}


@lru_cache(20_000)
def stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@lru_cache(10_000)
def grams(word: str) -> tuple[str, ...]:
    """Runs of three to five characters of a word with its ends: alike words share most."""
    padded = f" {word} "
    size = len(padded)
    runs = [padded[at : at + n] for n in (3, 4) for at in range(size - n + 1)]
    return tuple(runs) or (padded,)
