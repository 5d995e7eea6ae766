"""Whether a head-count is the whole group's or only a part's."""

from collections.abc import Iterator, Sequence

from policies.reading.lexicon import Role
from policies.reading.parts import Part

_BREAKS = frozenset((",", ";", ".", "but", "and", "(", "while", "though", "whereas", "-"))


def scopes(found: Sequence[Part]) -> dict[int, Role]:
    """GROUP or LOCAL for the places of figures that a text says it of."""
    if not any(part.senses and _role(part) for part in found):
        return {}
    said: dict[int, set[Role]] = {}
    for place, role in _claims(found):
        said.setdefault(place, set()).add(role)
    return {
        place: Role.GROUP if Role.GROUP in roles else Role.LOCAL for place, roles in said.items()
    }


def _claims(found: Sequence[Part]) -> Iterator[tuple[int, Role]]:
    places = [place for place, part in enumerate(found) if part.figure]
    for start, end in zip([-1, *places], [*places, len(found)], strict=True):
        broken = _break(found, start + 1, end)
        for place in range(start + 1, end):
            early, last = place < broken, end == len(found)
            yield from _claim(found[place], early, start, end, broken == end, last)


def _claim(
    part: Part, early: bool, before: int, after: int, unbroken: bool, last: bool
) -> Iterator[tuple[int, Role]]:
    role = _role(part)
    if role is None:
        return
    adverb = role is Role.GROUP_AFTER
    closing = last and (early or role is Role.LOCAL)
    backward = closing or (before >= 0 and early and (adverb or not unbroken))
    yield before if backward else after, Role.GROUP if adverb else role


def _role(part: Part) -> Role | None:
    roles = (Role.GROUP_AFTER, Role.GROUP, Role.LOCAL)
    return next((role for role in roles if part.sense(role)), None)


def _break(found: Sequence[Part], start: int, end: int) -> int:
    return next((place for place in range(start, end) if found[place].text in _BREAKS), end)
