"""What a report's row would do to what is kept.

The CRM's word counts when it changes: what was edited here stays until the report says
something else than it said last time.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from policies.opportunities import Value

Spelt = Mapping[str, str | None]
"""Fields as the report gave them last, in text."""


@dataclass(frozen=True, slots=True)
class Difference:
    """`new` is what becomes different; `kept` are fields whose edit here outlives the report."""

    new: Mapping[str, Value]
    kept: tuple[str, ...]
    reported: Spelt


def difference(
    current: Mapping[str, Value], reported: Spelt, said: Mapping[str, Value]
) -> Difference:
    spelt = {name: spell(value) for name, value in said.items()}
    told = {
        name: value
        for name, value in said.items()
        if name not in reported or reported[name] != spelt[name]
    }
    new = {name: value for name, value in told.items() if current[name] != value}
    kept = tuple(
        name for name, value in said.items() if name not in told and current[name] != value
    )
    return Difference(new, kept, {**reported, **spelt})


def spell(value: Value) -> str | None:
    return None if value is None else str(value)
