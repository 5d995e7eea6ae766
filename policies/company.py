"""A company's channels, links and people: named once in pack.yml, written as {channel:name}."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from policies.problems import nearest
from policies.yaml_lines import Place

NAMED = re.compile(r"\{(\w+):([\w-]+)\}")
GROUPS = {"channel": "channels", "link": "links", "person": "people"}

Names = Mapping[str, Mapping[str, str]]


def names_in(cover: Any) -> Names:
    """What pack.yml names; of what is misshapen there its model complains."""
    groups = cover if isinstance(cover, dict) else {}
    return {kind: _texts(groups.get(key)) for kind, key in GROUPS.items()}


def _texts(group: Any) -> dict[str, str]:
    pairs = group.items() if isinstance(group, dict) else ()
    return {name: text for name, text in pairs if isinstance(text, str)}


def filled_in(data: Any, names: Names) -> Any:
    """The data with every name that is known replaced."""
    match data:
        case str() if "{" in data:
            return NAMED.sub(lambda found: _named(found, names), data)
        case dict():
            return {key: filled_in(value, names) for key, value in data.items()}
        case list():
            return [filled_in(item, names) for item in data]
        case _:
            return data


def _named(found: re.Match[str], names: Names) -> str:
    return names.get(found[1], {}).get(found[2], found[0])


def unnamed(data: Any, names: Names, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Names that pack.yml does not have, and where they are used."""
    match data:
        case str():
            for kind, name in NAMED.findall(data) if "{" in data else ():
                if kind in GROUPS and name not in names[kind]:
                    yield place, _says(kind, name, names[kind])
        case dict():
            for key, value in data.items():
                yield from unnamed(value, names, (*place, key))
        case list():
            for at, item in enumerate(data):
                yield from unnamed(item, names, (*place, at))
        case _:
            return


def _says(kind: str, name: str, there: Mapping[str, str]) -> str:
    near = nearest(name, there)
    instead = f"did you mean {near}?" if near else f"add it to `{GROUPS[kind]}` in pack.yml"
    return f"there is no {kind} {name}; {instead}"
