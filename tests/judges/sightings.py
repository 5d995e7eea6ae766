"""The same features, but each screen, panel, routine and undo that is used is counted."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from handlers.kit.feature import Feature

COUNTED = {"screens": "render", "panels": "show", "routines": "show", "undos": "work"}
NAMES = {"screens": "name", "panels": "name", "routines": "name", "undos": "kind"}


def counting(features: Iterable[Feature], seen: Counter[str]) -> tuple[Feature, ...]:
    return tuple(_counted(each, seen) for each in features)


def _counted(feature: Feature, seen: Counter[str]) -> Feature:
    each: dict[str, Any] = {kind: _each(feature, kind, seen) for kind in COUNTED}
    return replace(feature, **each)


def _each(feature: Feature, kind: str, seen: Counter[str]) -> tuple[Any, ...]:
    does = COUNTED[kind]
    return tuple(
        replace(each, **{does: _seen(seen, name_of(kind, each), getattr(each, does))})
        for each in getattr(feature, kind)
    )


def name_of(kind: str, each: Any) -> str:
    return f"{kind.removesuffix('s')} {getattr(each, NAMES[kind])}"


def _seen(seen: Counter[str], name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """What comes to nothing is not counted."""

    def counted(*given: Any) -> Any:
        found = work(*given)
        found = list(found) if name.startswith(("panel", "routine")) else found
        seen[name] += bool(found)
        return found

    return counted


def under(name: str) -> str:
    """Buttons in a row differ by their number: of `answer.choose.3` it is `answer.choose`."""
    return name.rstrip(".0123456789")


def every_sight(features: Iterable[Feature]) -> Iterable[str]:
    """All that listens or is shown, as the crawl names it; a form is also taken, not only sent."""
    for feature in features:
        yield from (f"slash {each.name}" for each in feature.slashes)
        yield from (f"heard {each.event}" for each in feature.heard)
        for kind in ("button", "form", "shortcut", "suggestion"):
            yield from (f"{kind} {each.id}" for each in getattr(feature, f"{kind}s"))
        yield from (f"taken {each.id}" for each in feature.forms)
        yield from (f"fetched {each.id}" for each in feature.fetched)
        yield from (name_of(kind, each) for kind in COUNTED for each in getattr(feature, kind))
