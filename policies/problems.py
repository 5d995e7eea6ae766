"""One thing to mend in a pack: where, and what would be right."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from policies.yaml_lines import Place


@dataclass(frozen=True, slots=True)
class Problem:
    file: str
    place: Place
    says: str


def unknown(
    file: str, where: Place, name: str, names: Iterable[str], what: str
) -> Iterator[Problem]:
    """A problem unless the name is one of those there are."""
    there = list(dict.fromkeys(names))
    if name not in there:
        near = nearest(name, there)
        instead = f"did you mean {near}?" if near else f"use one of {', '.join(there[:8])}"
        yield Problem(file, where, f"there is no {what} {name}; {instead}")


def nearest(name: str, names: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(name, names, 1, 0.5)), None)


def twice(file: str, where: Place, ids: Iterable[str], key: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, id in enumerate(ids):
        if id in seen:
            yield Problem(
                file, (*where, place, key), f"the {key} {id} is used twice; rename or remove one"
            )
        seen.add(id)
