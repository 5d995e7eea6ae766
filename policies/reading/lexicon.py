"""The words of a pack, ready to be found in a text, small typos included."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from policies.reading.number_words import SCALES, SMALL, VAGUE
from policies.reading.tokens import words_of
from policies.vocabulary import Fact, Kind, Words


class Role(StrEnum):
    """What a phrase does in a text."""

    LABEL = "label"
    SAYS = "says"
    GROUP = "group"
    GROUP_AFTER = "group after"
    LOCAL = "local"
    SELLER = "seller"
    MINE = "mine"
    SOURCE = "source"
    EVERY_SOURCE = "every source"
    WRONG = "wrong"
    FINE = "fine"
    PUBLIC = "public"
    TOPIC = "topic"
    BOUND = "bound"
    BOUND_AFTER = "bound after"
    NOT = "not"
    UNSURE = "unsure"


class Sense(NamedTuple):
    role: Role
    about: str = ""
    values: frozenset[str] = frozenset()


Phrase = tuple[tuple[str, ...], tuple[Sense, ...]]

NOT_PEOPLE, MONEY = "not_people", "money"
EMPLOYEES, USERS = "employees", "potential_users"

_ENGLISH: Mapping[Sense, str] = {
    Sense(Role.BOUND, "about"): "about|around|approx|approximately|roughly|circa|ca|~|≈|some|nearly"
    "|almost|maybe|probably|perhaps|like|ungefähr|etwa|rund|estimated|an estimated|more or less"
    "|close to|not quite|just about|in the region of|in the ballpark of",
    Sense(Role.BOUND, "at_least"): "at least|minimum|min|minimum of|no fewer than|no less than"
    "|not less than|not fewer than|not under|not below|upwards of|>=|≥|from at least",
    Sense(Role.BOUND, "above"): "over|above|more than|greater than|bigger than|larger than"
    "|exceeding|exceeds|north of|beyond|just over|well over|>|upward of",
    Sense(Role.BOUND, "at_most"): "up to|at most|max|maximum|maximum of|no more than|not more than"
    "|not over|not above|<=|≤|no greater than",
    Sense(
        Role.BOUND, "below"
    ): "under|below|less than|fewer than|smaller than|sub|south of|just under"
    "|well under|<|lower than",
    Sense(Role.BOUND_AFTER, "at_least"): "+|plus|or more|and more|and up|and above|or above|or over"
    "|and over|or higher|upwards|and upwards|or greater|minimum|at least|or bigger|or larger",
    Sense(
        Role.BOUND_AFTER, "at_most"
    ): "or less|or fewer|or under|or below|max|maximum|at most|tops"
    "|or lower|and below|and under|or smaller",
    Sense(Role.BOUND_AFTER, "about"): "ish|or so|or thereabouts|give or take|approx|approximately"
    "|roughly|i guess|i think|more or less",
    Sense(Role.NOT): "not|no|non|never|isn't|isnt|aren't|arent|wasn't|wasnt|without|neither|nor"
    "|hasn't|hasnt|haven't|ain't|aint|doesn't|doesnt|don't|dont",
    Sense(Role.UNSURE): "not sure|unsure|don't know|dont know|do not know|dunno|unknown|no idea"
    "|unclear|no clue",
}


@dataclass(frozen=True)
class Lexicon:
    """Phrases by their first word, the longest first."""

    phrases: Mapping[str, Sequence[Phrase]]
    words: frozenset[str]
    typos: Mapping[str, str]
    created: re.Pattern[str]
    _mended: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Mapping[str, Fact], words: Words) -> "Lexicon":
        found: dict[tuple[str, ...], list[Sense]] = {}
        for text, sense in _senses(facts, words):
            senses = found.setdefault(tuple(words_of(text)), [])
            senses.extend([sense] if sense not in senses else [])
        spoken = frozenset(word for phrase in found for word in phrase)
        known = spoken | SMALL.keys() | SCALES.keys() | VAGUE
        entered = "|".join(map(re.escape, words.created))
        created = re.compile(rf"\b(?:{entered})\b[^\d,;]{{0,24}}$")
        return cls(_by_first_word(found), known, _typos(known), created)

    def at(self, words: Sequence[str], place: int) -> tuple[tuple[Sense, ...], int] | None:
        """The senses of the longest phrase that begins here, and the place after it."""
        for phrase, senses in self.phrases.get(words[place], ()):
            end = place + len(phrase)
            if len(phrase) == 1 or tuple(words[place:end]) == phrase:
                return senses, end
        return None

    def mend(self, word: str) -> str:
        """The vocabulary's word that is one slip away from a longer unknown word."""
        if len(word) < _TYPO_FROM or len(word) > _TYPO_TO or word in self.words:
            return word
        mended = self._mended.get(word)
        if mended is None:
            mended = self._closest(word)
            if len(self._mended) < _REMEMBERED:
                self._mended[word] = mended
        return mended

    def _closest(self, word: str) -> str:
        if word in self.typos:
            return self.typos[word]
        for shorter in _shortened(word):
            if shorter in self.words and len(shorter) >= _TYPO_FROM:
                return shorter
            if shorter in self.typos and len(self.typos[shorter]) == len(word):
                return self.typos[shorter]
        return word


_TYPO_FROM, _TYPO_TO, _REMEMBERED = 6, 24, 5_000


def _by_first_word(found: Mapping[tuple[str, ...], list[Sense]]) -> dict[str, list[Phrase]]:
    phrases: dict[str, list[Phrase]] = {}
    for phrase in sorted(found, key=len, reverse=True):
        phrases.setdefault(phrase[0], []).append((phrase, tuple(found[phrase])))
    return phrases


def _typos(words: Iterable[str]) -> dict[str, str]:
    long = sorted(word for word in words if len(word) >= _TYPO_FROM and word.isalpha())
    return {shorter: word for word in long for shorter in _shortened(word)}


def _shortened(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def _senses(facts: Mapping[str, Fact], words: Words) -> Iterator[tuple[str, Sense]]:
    yield from _plain(facts, words)
    yield from _facts(facts, words)
    for sense, texts in _ENGLISH.items():
        yield from ((text, sense) for text in texts.split("|"))


def _facts(facts: Mapping[str, Fact], words: Words) -> Iterator[tuple[str, Sense]]:
    for name, fact in facts.items():
        yield from ((text, Sense(Role.LABEL, name)) for text in fact.words)
        if fact.kind in (Kind.CHOICE, Kind.YES_NO) and name not in words.sources:
            for option in fact.options:
                yield option.reads, Sense(Role.SAYS, name, frozenset((option.value,)))
    for phrase in words.phrases:
        says = Sense(Role.SAYS, phrase.fact, frozenset(phrase.values))
        yield from ((text, says) for text in phrase.words)
    for team, names in words.teams.items():
        owner = Sense(Role.SAYS, "owner_team", frozenset((team,)))
        for name in names:
            yield from ((form.replace("{team}", name), owner) for form in words.held)
            seller = Sense(Role.SELLER, team)
            yield from ((form.replace("{team}", name), seller) for form in words.seller)


def _plain(facts: Mapping[str, Fact], words: Words) -> Iterator[tuple[str, Sense]]:
    lists = {
        Sense(Role.LABEL, NOT_PEOPLE): words.not_people,
        Sense(Role.LABEL, MONEY): words.money,
        Sense(Role.GROUP): words.group,
        Sense(Role.GROUP_AFTER): words.group_after,
        Sense(Role.LOCAL): words.local,
        Sense(Role.MINE): words.mine,
        Sense(Role.EVERY_SOURCE): words.every_source,
        Sense(Role.WRONG): words.wrong,
        Sense(Role.FINE): words.not_wholly_wrong,
        Sense(Role.PUBLIC): words.public_sector,
        **{Sense(Role.TOPIC, name): texts for name, texts in words.topics.items()},
        **{Sense(Role.SOURCE, name): texts for name, texts in words.sources.items()},
    }
    for sense, texts in lists.items():
        yield from ((text, sense) for text in texts)
