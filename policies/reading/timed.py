"""A line parted into its moments and its other words: “Acme tomorrow 3pm”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from policies.reading.moments import Moment, Sort, moments

_LOOSE = re.compile(r"(?:^|\s)(?:on|at|from)(?=\s*(?:$|¦))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Timed:
    """`dated` tell a day, `clocks` a time of day, the likeliest first; `doubtful` if something
    was said that is no moment, may be either of two, or is one too many."""

    left: str
    dated: tuple[Moment, ...]
    clocks: tuple[Moment, ...]
    doubtful: bool


def timed(text: str, now: datetime) -> Timed:
    """`now` is the wall clock of who writes."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter that grows would move what is cut out
        lowered = text
    every = [each for each in moments(lowered, now) if each.sort in _ORDER]
    found = [each for each in every if _is_clear(each)]
    instants, days, times = ([each for each in found if each.sort is sort] for sort in _ORDER)
    used = instants[:1] or [*days[:1], *times[:1]]
    return Timed(
        _without(text, used),
        (*instants, *days, *(each for each in times if each.weekday is not None)),
        tuple(each for each in (*instants, *times) if each.at),
        len(used) < len(every),
    )


_ORDER = (Sort.INSTANT, Sort.DAY, Sort.TIME)


def _is_clear(moment: Moment) -> bool:
    return not moment.fault and moment.first == moment.last


def _without(text: str, used: Sequence[Moment]) -> str:
    for each in sorted(used, key=lambda moment: -moment.start):
        text = f"{text[: each.start].rstrip()} ¦ {text[each.end :].lstrip()}"
    return " ".join(_LOOSE.sub(" ", text).replace("¦", " ").split())
