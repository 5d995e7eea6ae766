"""Figures without a label: people first, then potential users, or not used at all."""

from collections.abc import Sequence

from policies.reading.figures import Figure
from policies.reading.labels import Labelled, labelled
from policies.reading.lexicon import EMPLOYEES, USERS, Role
from policies.reading.parts import Part

_SMALL_WORDS = """a an the and or but so as at by for from in into is it its of on to via was who
    whose with please pls plz thx thanks came come comes coming now then just only today"""
_FILLERS = frozenset(_SMALL_WORDS.split())


def shared_out(
    loose: Sequence[Labelled],
    by_fact: dict[str, list[Figure]],
    bare: Sequence[str],
    found: Sequence[Part],
) -> list[Figure]:
    """Gives each fact in `bare` its figure and returns those that are left over."""
    if not loose:
        return []
    sourced = _sourced(found)
    free = [fact for fact in bare if fact not in by_fact and not (sourced and fact == USERS)]
    firmest = min(each.figure.weak for each in loose)
    unused = []
    for each in loose:
        fact = free[0] if free and each.figure.weak == firmest else ""
        if not fact or not _may_be(fact, each, sourced, found):
            unused.append(each.figure)
            continue
        by_fact.setdefault(_meant(fact, each.figure, by_fact), []).append(each.figure)
        if len(bare) > 1:
            free.pop(0)
    return unused


def _sourced(found: Sequence[Part]) -> set[int]:
    if not any(part.sense(Role.SOURCE) for part in found):
        return set()
    return {each.place for each in labelled(found, Role.SOURCE) if each.fact}


def _may_be(fact: str, each: Labelled, sourced: set[int], found: Sequence[Part]) -> bool:
    """A source's figure is a head-count; “40 cars” are no potential users."""
    if fact == EMPLOYEES:
        return True
    return each.place not in sourced and not _counts_things(found, each.place)


def _counts_things(found: Sequence[Part], place: int) -> bool:
    after = found[place + 1] if place + 1 < len(found) else None
    if after is None or after.mark or after.senses or after.figure:
        return False
    return after.text.isalpha() and after.text not in _FILLERS


def _meant(fact: str, figure: Figure, by_fact: dict[str, list[Figure]]) -> str:
    """After 480 people a bare 520 is rather another head-count than their potential users."""
    people = by_fact.get(EMPLOYEES, [])
    sound = figure.sound and all(each.sound for each in people)
    larger = bool(people) and sound and all(figure.low > each.high for each in people)
    return EMPLOYEES if fact == USERS and larger else fact
