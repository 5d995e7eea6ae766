"""Numbers in words, up to millions: six hundred, half a thousand, a dozen hundred."""

import re
from collections.abc import Sequence
from fractions import Fraction

from policies.reading.figures import Figure
from policies.reading.numbers import whole

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL = {word: value for value, word in enumerate(_ONES)}
SMALL |= {word: 20 + 10 * place for place, word in enumerate(_TENS)} | {"fourty": 40}
BIG = {"thousand": 1_000, "tsd": 1_000, "grand": 1_000, "million": 1_000_000, "mio": 1_000_000}
BIG |= {"millions": 1_000_000, "mn": 1_000_000, "mln": 1_000_000, "mil": 1_000_000, "k": 1_000}
BIG |= {"lakh": 100_000, "crore": 10_000_000, "billion": 10**9, "bn": 10**9, "trillion": 10**12}
SCALES = {"dozen": 12, "hundred": 100} | BIG
VAGUE = frozenset(("hundreds", "thousands", "dozens", "tens", "scores", "zillions"))
_LOOSE = {"couple": "about", "few": "", "several": "", "many": ""}
STARTERS = frozenset((*SMALL, *SCALES, *VAGUE, *_LOOSE, "half", "quarter", "a", "an"))

_SKIPPED, _MOST_WORDS = 4, 16

Spelt = tuple[Figure, int]
_RUN = re.compile(
    "|".join(sorted((*SMALL, *(w for w in SCALES if len(w) > 3)), key=len, reverse=True))
)


def unjoined(word: str) -> list[str]:
    """“sixhundred” is two number words; nothing for a word that is not made of them."""
    found = _RUN.findall(word)
    return found if len(found) > 1 and "".join(found) == word else []


def spell(words: Sequence[str], start: int, first: Fraction | None = None) -> Spelt | None:
    """The figure that begins at `start` and the place after it; `first` was in digits."""
    word = words[start] if start < len(words) else ""
    if first is None and word in ("half", "quarter", "a", "an", *_LOOSE, *VAGUE):
        return _led(words, start, word)
    reader = _Reader(words, start, first)
    reader.read()
    return reader.figure()


def _led(words: Sequence[str], start: int, word: str) -> Spelt | None:
    """Half a million, a dozen, a couple of hundred, hundreds."""
    if word in VAGUE:
        return Figure(word, doubt=f"“{word}” names no number"), start + 1
    after = start + 1
    while after < min(len(words), start + _SKIPPED) and words[after] in ("a", "an", "of"):
        after += 1
    if word in ("a", "an") and after < len(words) and words[after] in ("half", "quarter", *_LOOSE):
        return _led(words, after, words[after])
    if after >= len(words) or words[after] not in SCALES:
        return None
    return _scaled_lead(words, start, after, word)


def _scaled_lead(words: Sequence[str], start: int, after: int, word: str) -> Spelt | None:
    part = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "couple": Fraction(2)}
    if word in _LOOSE and word not in part:
        said = " ".join(words[start : after + 1])
        return Figure(said, doubt=f"“{said}” names no number"), after + 1
    spelt = spell(words, after, part.get(word, Fraction(1)))
    if spelt is None or word != "couple":
        return spelt
    return spelt[0].bounded("about"), spelt[1]


class _Reader:
    """Adds up the words of one number."""

    def __init__(self, words: Sequence[str], start: int, first: Fraction | None) -> None:
        self.words, self.start, self.place = words, start, start
        self.total = Fraction(0)
        self.chunk = first
        self.strong = False
        self.doubt = ""

    def read(self) -> None:
        end = min(len(self.words), self.start + _MOST_WORDS)
        while self.place < end and self._take(self.words[self.place]):
            self.place += 1

    def figure(self) -> Spelt | None:
        if self.place == self.start:
            return None
        said = " ".join(self.words[self.start : self.place])
        if self.doubt:
            return Figure(said, doubt=f"“{said}” has no single reading as a number"), self.place
        found = whole(self.total + (self.chunk or 0), said)
        weak = Figure(said, found.low, found.high, fault=found.fault, weak=not self.strong)
        return weak, self.place

    def _take(self, word: str) -> bool:
        if word in SMALL:
            return self._small(SMALL[word])
        if word in SCALES:
            return self._scale(SCALES[word])
        return word == "and" and self._and()

    def _small(self, value: int) -> bool:
        chunk = self.chunk
        if chunk is None:
            self.chunk = Fraction(value)
        elif value and _takes_more(chunk, value):
            self.chunk = chunk + value
        elif 10 <= chunk < 100 and value >= 10:
            self.chunk, self.doubt = chunk * 100 + value, "years"
        else:
            return False
        return True

    def _scale(self, scale: int) -> bool:
        if scale in (12, 100):
            self.chunk = (Fraction(1) if self.chunk is None else self.chunk) * scale
        elif self.chunk is None and self.total:
            return False
        else:
            self.total += (1 if self.chunk is None else self.chunk) * scale
            self.chunk = None
        self.strong = True
        return True

    def _and(self) -> bool:
        """“a hundred and fifty”, “one and a half thousand”."""
        rest = self.words[self.place + 1 : self.place + 4]
        if list(rest[:2]) == ["a", "half"] and self.chunk is not None and rest[-1] in SCALES:
            self.chunk += Fraction(1, 2)
            self.place += 2
            return True
        return self.strong and bool(rest) and rest[0] in SMALL


def _takes_more(chunk: Fraction, value: int) -> bool:
    """“hundred” takes any small number, “twenty” only one to nine."""
    hundreds = chunk >= 100 and chunk % 100 == 0
    return hundreds or (value < 10 and chunk % 100 in range(20, 91, 10))
