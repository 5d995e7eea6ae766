"""What somebody said, taken apart once: times, figures and the words around them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from policies.reading.amounts import Amount, amounts, worded
from policies.reading.cleaning import clean
from policies.reading.moments import HOLE, Moment, Sort, moments, without

_GLUED = re.compile(r"(\d)(?=(?:h|hrs?|d|days?|hours?)\b)")
_TIMES = re.compile(r"(?<=\d)\s*[x×*]\s*(?=[\d$])|(?<=\w)\s+[x×*]\s*(?=[\d$])")


@dataclass(frozen=True)
class Said:
    """`text` is without its command; `given` are facts told later, which take the place of what
    the text said; `now` is the wall clock of who asks."""

    text: str
    now: datetime
    given: Mapping[str, str] = field(default_factory=dict)
    command: str = ""
    timed: bool = True

    @cached_property
    def plain(self) -> str:
        """Lowercase, with digits, spaces and dashes of every kind made plain."""
        return clean(self.text).lower()

    @cached_property
    def moments(self) -> list[Moment]:
        return moments(self.plain, self.now) if self.timed else []

    @cached_property
    def timeless(self) -> str:
        """The text with every moment blanked out; places stay as they are in `plain`."""
        return without(self.plain, self.moments)

    @cached_property
    def rest(self) -> "Said":
        """The same without its moments: “next month” is no “next”."""
        return Said(self.timeless, self.now, self.given, self.command)

    @cached_property
    def counted(self) -> "Said":
        """The same with “five” as “5”."""
        return Said(worded(self.plain), self.now, self.given, self.command, timed=self.timed)

    def figured(self, *sorts: Sort) -> "Said":
        """The same with the moments of these sorts read as figures, the others gone."""
        gone = [moment for moment in self.moments if moment.sort not in sorts]
        spaced = _GLUED.sub(r"\1 ", without(self.plain, gone))
        return Said(_TIMES.sub(" x ", spaced), self.now, self.given, self.command, timed=False)

    def less(self, found: Iterable[Amount]) -> "Said":
        """The same with these figures blanked out."""
        text = self.plain
        for each in found:
            text = text[: each.start] + HOLE.ljust(each.end - each.start) + text[each.end :]
        return Said(text, self.now, self.given, self.command, timed=self.timed)

    @cached_property
    def amounts(self) -> list[Amount]:
        """The figures that are no part of a moment."""
        return amounts(self.timeless)

    def has(self, *patterns: str) -> bool:
        """Whether one of the regular expressions is found between word boundaries."""
        return any(re.search(rf"(?<!\w)(?:{each})(?!\w)", self.plain) for each in patterns)

    def of(self, *sorts: Sort) -> list[Moment]:
        return [moment for moment in self.moments if moment.sort in sorts]

    def heard(self, phrases: Mapping[str, Iterable[str]]) -> list[str]:
        """The values with a phrase in the text; “no quote sent” is not also “quote sent”."""
        found = [
            (match.span(), value)
            for value, patterns in phrases.items()
            for match in re.finditer(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", self.plain)
        ]
        spans = [span for span, _ in found]
        clear = [value for span, value in found if not any(_covers(each, span) for each in spans)]
        return list(dict.fromkeys(clear))


def _covers(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one != other and one[0] <= other[0] and other[1] <= one[1]
