"""When a deal crosses a line: told once, and again only after it crossed back and over again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from policies.clocks import day_in
from policies.desks.deal_lines import Over
from policies.rhythms import Rhythm

TOGETHER_FROM = 4
"""So many deals of one person at once, such as an import brings, are told as one item."""
TOLD_WITHIN = timedelta(days=60)
"""Whoever could not be told by then sees it on Home."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """The last time an opportunity came over a line, the `times`-th; `over` if it still is.

    `together` if it came with many others at that instant.
    """

    opportunity: int
    requirement: str
    times: int
    over: bool
    at: datetime
    together: bool


def changes(
    now_over: Mapping[int, Over], kept: Iterable[Crossing], now: datetime
) -> Sequence[Crossing]:
    """What of one person's open deals is to be kept anew.

    A figure that got lost crosses no line back, and a deal that is no longer open stays as it is.
    """
    known = {(each.opportunity, each.requirement): each for each in kept}
    fresh = [
        (deal, requirement)
        for deal, over in now_over.items()
        for requirement in over.needs
        if (deal, requirement) not in known or not known[deal, requirement].over
    ]
    together = len({deal for deal, _ in fresh}) >= TOGETHER_FROM
    crossed = [
        Crossing(*each, known[each].times + 1 if each in known else 1, True, now, together)
        for each in fresh
    ]
    back = [replace(each, over=False) for each in known.values() if _is_back(each, now_over)]
    return [*crossed, *back]


def _is_back(crossing: Crossing, now_over: Mapping[int, Over]) -> bool:
    over = now_over.get(crossing.opportunity)
    if over is None or not crossing.over:
        return False
    return crossing.requirement not in (*over.needs, *over.open)


def after(kept: Iterable[Crossing], changed: Iterable[Crossing]) -> list[Crossing]:
    """What is kept once the changes are."""
    newest = {(each.opportunity, each.requirement): each for each in (*kept, *changed)}
    return list(newest.values())


def to_tell(
    kept: Iterable[Crossing], now_over: Mapping[int, Over], now: datetime
) -> Iterator[tuple[bool, datetime, list[Crossing]]]:
    """Whether together, since when, and what: one deal's crossing, or all that came with it."""
    holding = sorted(
        (each for each in kept if _holds(each, now_over) and each.at > now - TOLD_WITHIN),
        key=lambda each: (each.together, each.at, each.opportunity, each.requirement),
    )
    for (together, at), group in groupby(holding, key=lambda each: (each.together, each.at)):
        if together:
            yield True, at, list(group)
        else:
            yield from ((False, at, [each]) for each in group)


def _holds(crossing: Crossing, now_over: Mapping[int, Over]) -> bool:
    over = now_over.get(crossing.opportunity)
    return crossing.over and over is not None and crossing.requirement in over.needs


def day_to_tell(at: datetime, rhythm: Rhythm) -> date:
    """The first morning that is not over: nobody looks again at a digest they have read."""
    day = day_in(at, rhythm.zone)
    return day if at <= rhythm.morning(day) else day + timedelta(days=1)
