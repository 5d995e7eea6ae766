"""Whom a report means by an owner's name: one person, or nobody rather than the wrong one."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policies.imports.reports import folded


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody in Slack, by every name they go by."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Owners:
    """`people` by folded name; `several` are names that more than one person goes by."""

    people: Mapping[str, str]
    several: frozenset[str]

    def find(self, name: str) -> str | None:
        return self.people.get(_key(name)) or self.people.get(_key(_turned(name)))

    def is_shared(self, name: str) -> bool:
        return bool({_key(name), _key(_turned(name))} & self.several)


def owners(people: Iterable[Named]) -> Owners:
    found: dict[str, set[str]] = {}
    for person in people:
        for name in (person.id, *person.names):
            if key := _key(name):
                found.setdefault(key, set()).add(person.id)
    alone = {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1}
    return Owners(alone, frozenset(found.keys() - alone.keys()))


def _turned(name: str) -> str:
    """`Costa, Ana` as `Ana Costa`."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma else name


def _key(name: str) -> str:
    """Accents do not count: reports lose them."""
    parts = unicodedata.normalize("NFKD", name)
    return folded("".join(each for each in parts if not unicodedata.combining(each)))
