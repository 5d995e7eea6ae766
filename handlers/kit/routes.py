"""From a command, a word, an action, a form or an event to the one who answers it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from handlers.kit.feature import (
    Button,
    Feature,
    Fetched,
    Form,
    Heard,
    Job,
    Registry,
    Shortcut,
    Slash,
    Suggestion,
)
from handlers.kit.panels import Panel
from handlers.kit.rights import guarded

ROOT = "/handrail"


class Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=Named)
T = TypeVar("T")


class Claimed(ValueError):
    """Two features want the same name."""


@dataclass(frozen=True, slots=True)
class Routes:
    slashes: Mapping[str, Slash]
    words: Mapping[str, Slash]
    buttons: Mapping[str, Button]
    forms: Mapping[str, Form]
    heard: Mapping[str, Heard]
    fetched: Mapping[str, Fetched]
    jobs: Mapping[str, Job]
    shortcuts: Mapping[str, Shortcut]
    suggestions: Mapping[str, Suggestion]
    registry: Registry

    @property
    def menu(self) -> tuple[Slash, ...]:
        return self.registry.slashes


def routes(features: Iterable[Feature]) -> Routes:
    """Raises Claimed if a name is claimed twice: a bot that starts has no silent listener."""
    named = tuple(map(_guarded, features))
    slashes = [slash for feature in named for slash in feature.slashes]
    return Routes(
        slashes=_unique((slash.name, slash) for slash in slashes if slash.alone),
        words=_unique((word, slash) for slash in slashes for word in slash.words),
        buttons=_by_id(button for feature in named for button in feature.buttons),
        forms=_by_id(form for feature in named for form in feature.forms),
        heard=_unique((heard.event, heard) for feature in named for heard in feature.heard),
        fetched=_by_id(fetched for feature in named for fetched in feature.fetched),
        jobs=_by_id(job for feature in named for job in feature.jobs),
        shortcuts=_by_id(each for feature in named for each in feature.shortcuts),
        suggestions=_by_id(each for feature in named for each in feature.suggestions),
        registry=_registry(named, tuple(slashes)),
    )


def _guarded(feature: Feature) -> Feature:
    """The same feature, each listener behind the row of its rights."""
    return replace(
        feature,
        slashes=_behind("slash", "name", feature.slashes),
        buttons=_behind("button", "id", feature.buttons),
        forms=_behind("form", "id", feature.forms),
        heard=_behind("heard", "event", feature.heard),
        fetched=_behind("fetched", "id", feature.fetched),
        shortcuts=_behind("shortcut", "id", feature.shortcuts),
        suggestions=_behind("suggestion", "id", feature.suggestions),
    )


def _behind(kind: str, name: str, listeners: tuple[Any, ...]) -> tuple[Any, ...]:
    """What has no answer, because its work takes many turns, guards each of them itself."""
    return tuple(
        replace(each, answer=guarded(f"{kind} {getattr(each, name)}", each.answer))
        if each.answer
        else each
        for each in listeners
    )


def _registry(named: tuple[Feature, ...], slashes: tuple[Slash, ...]) -> Registry:
    return Registry(
        slashes=slashes,
        routines=_unique((each.name, each) for feature in named for each in feature.routines),
        screens=_unique((each.name, each) for feature in named for each in feature.screens),
        undos=_unique((each.kind, each) for feature in named for each in feature.undos),
        panels=_panels(named),
        follows=tuple(each for feature in named for each in feature.follows),
        met=tuple(each for feature in named for each in feature.met),
    )


def _panels(named: tuple[Feature, ...]) -> tuple[Panel, ...]:
    found = _unique((each.name, each) for feature in named for each in feature.panels)
    return tuple(sorted(found.values(), key=lambda each: each.rank))


def commanded(found: Routes, command: str, text: str) -> tuple[Slash | None, str]:
    """`/roe 620` as it stands; `/handrail roe 620` as `/roe 620`."""
    if command == ROOT and (spoken := spoken_to(found, text)):
        return spoken
    return found.slashes.get(command), text


def spoken_to(found: Routes, text: str) -> tuple[Slash, str] | None:
    """The command that a message begins with, `roe 620` or `/roe 620`, and the rest of it.

    Of `closedate` and `closedate board` the longer one counts.
    """
    for count in (2, 1):
        said = text.strip().split(maxsplit=count)
        word, rest = " ".join(said[:count]).casefold(), "".join(said[count:])
        slash = found.words.get(word) or found.slashes.get(word)
        if slash:
            return slash, rest
    return None


def _by_id(values: Iterable[N]) -> dict[str, N]:
    return _unique((value.id, value) for value in values)


def _unique(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    found: dict[str, T] = {}
    for name, value in pairs:
        if name in found:
            raise Claimed(f"{name} is claimed twice")
        found[name] = value
    return found
