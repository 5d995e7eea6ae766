"""Which figure is meant for which fact: “480 people”, “users: 130”, “499 outbound 99”."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from policies.reading.figures import Figure
from policies.reading.lexicon import MONEY, USERS, Role
from policies.reading.parts import Part

_LINKS = frozenset((":", "=", "is", "are", "of", "was", "at", "count", "number", "now", "total"))
_LINKS |= frozenset(("(", "equals", "the", "a", "has", "shows", "says", "in", "on", "as"))
_LINKS |= frozenset(("say", "show", "gives", "lists", "reads", "reports", "claims", "only", "but"))
_EXPLICIT = frozenset((":", "="))
_NEAR = 4


class Labelled(NamedTuple):
    figure: Figure
    fact: str
    place: int


def labelled(found: Sequence[Part], role: Role = Role.LABEL) -> list[Labelled]:
    """Every figure with the fact that it is labelled for, or an empty label."""
    taken: set[int] = set()
    leading = _labels_lead(found, role)
    results = []
    for place, part in enumerate(found):
        if part.figure is None:
            continue
        label = _label(found, place, taken, leading, role)
        if part.figure.currency and not label and role is Role.LABEL:
            label = MONEY
        results.extend(_split(part, label, place))
    return results


def _label(found: Sequence[Part], place: int, taken: set[int], leading: bool, role: Role) -> str:
    before, after = _before(found, place, role), _after(found, place, role)
    explicit = before is not None and _has_explicit(found, before, place)
    first = leading or explicit or role is Role.SOURCE
    order = (before, after) if first else (after, before)
    for chosen in order:
        if chosen is not None and chosen not in taken:
            taken.add(chosen)
            sense = found[chosen].sense(role)
            return sense.about if sense else ""
    return ""


def _labels_lead(found: Sequence[Part], role: Role) -> bool:
    """“employees 480 users 130”: each label comes before its figure."""
    kinds = [part.figure is not None for part in found if part.figure or part.sense(role)]
    paired = kinds.count(False) == kinds.count(True) > 0
    return paired and not kinds[0] and kinds[-1]


def _has_explicit(found: Sequence[Part], label: int, place: int) -> bool:
    return any(part.text in _EXPLICIT for part in found[label + 1 : place])


def _after(found: Sequence[Part], place: int, role: Role) -> int | None:
    for step, part in enumerate(found[place + 1 : place + 2 + _NEAR], place + 1):
        if part.sense(role):
            return step
        if part.figure or _stops(part):
            return None
    return None


def _stops(part: Part) -> bool:
    """Marks and other phrases end the reach of a figure; “local” or “worldwide” do not."""
    if part.mark:
        return part.text not in ("(", "+", "*", '"', "“", "”", "'", "/")
    passing = (Role.LOCAL, Role.GROUP_AFTER, Role.BOUND_AFTER, Role.TOPIC)
    return any(sense.role not in passing for sense in part.senses)


def _before(found: Sequence[Part], place: int, role: Role) -> int | None:
    for step in range(place - 1, max(-1, place - 2 - _NEAR), -1):
        part = found[step]
        if part.sense(role):
            return step
        judged = role is Role.SOURCE and (part.sense(Role.FINE) or part.sense(Role.NOT))
        if not (part.text in _LINKS or part.sense(Role.BOUND) or judged):
            return None
    return None


def _split(part: Part, label: str, place: int) -> list[Labelled]:
    """“99 150 users” is two figures, “1 200 employees” one; unlabelled it may be either."""
    figure, apart = part.figure, part.apart
    assert figure is not None
    if apart is None or label not in ("", USERS):
        return [Labelled(figure, label, place)]
    first, second = apart
    if label:
        return [Labelled(first, "", place), Labelled(second, label, place)]
    if second.low > first.low and first.low < 100:
        note = f"“{figure.said}” was read as {figure.low:,}."
        return [Labelled(replace(figure, note=note), label, place)]
    doubt = f"“{figure.said}” could be {figure.low:,}, or {first.said} and {second.said}"
    return [Labelled(replace(figure, doubt=doubt), label, place)]
