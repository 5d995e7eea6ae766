"""A closed vocabulary of conditions on a case; no expression language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

ENDLESS = 10**15

Case = Mapping[str, int | str]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, str_min_length=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A whole number (or the ordinal of a day) known to lie between two bounds."""

    low: int
    high: int

    def meets(self, other: Span) -> Span | None:
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Span(low, high) if low <= high else None


Known = Span | frozenset[str]


def plain_option(value: Any) -> Any:
    """YAML reads a bare yes or no as a truth value."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def _ordinal(value: Any) -> Any:
    return value.toordinal() if isinstance(value, date) else value


Bound = Annotated[int, BeforeValidator(_ordinal)]
Option = Annotated[str, BeforeValidator(plain_option)]


class AtLeast(Frozen):
    fact: str
    at_least: Bound

    def holds(self, case: Case) -> bool:
        return int(case[self.fact]) >= self.at_least


class Below(Frozen):
    fact: str
    below: Bound

    def holds(self, case: Case) -> bool:
        return int(case[self.fact]) < self.below


class Is(Frozen):
    fact: str
    option: Option = Field(alias="is")

    def holds(self, case: Case) -> bool:
        return case[self.fact] == self.option


class OneOf(Frozen):
    fact: str
    one_of: tuple[Option, ...]

    def holds(self, case: Case) -> bool:
        return case[self.fact] in self.one_of


class AllOf(Frozen):
    """Every condition; none at all always holds."""

    all: tuple[Condition, ...]

    def holds(self, case: Case) -> bool:
        return all(part.holds(case) for part in self.all)


class AnyOf(Frozen):
    any: tuple[Condition, ...] = Field(min_length=1)

    def holds(self, case: Case) -> bool:
        return any(part.holds(case) for part in self.any)


class Not(Frozen):
    part: Condition = Field(alias="not")

    def holds(self, case: Case) -> bool:
        return not self.part.holds(case)


KEYS = ("at_least", "below", "is", "one_of", "all", "any", "not")
_KEY_OF: dict[type, str] = dict(
    zip((AtLeast, Below, Is, OneOf, AllOf, AnyOf, Not), KEYS, strict=True)
)


def _key(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((key for key in KEYS if key in value), None)
    return _KEY_OF.get(type(value))


Condition = Annotated[
    Annotated[AtLeast, Tag("at_least")]
    | Annotated[Below, Tag("below")]
    | Annotated[Is, Tag("is")]
    | Annotated[OneOf, Tag("one_of")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(
        _key,
        custom_error_type="condition",
        custom_error_message="a condition says at_least, below, is, one_of, all, any or not",
    ),
]

for _model in (AllOf, AnyOf, Not):
    _model.model_rebuild()

ALWAYS = AllOf(all=())
Test = AtLeast | Below | Is | OneOf


def tests(condition: Condition) -> Iterator[Test]:
    """The tests that a condition is made of, in reading order."""
    match condition:
        case AllOf(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from tests(part)
        case Not(part=part):
            yield from tests(part)
        case AtLeast() | Below() | Is() | OneOf():
            yield condition


def certain(condition: Condition, known: Mapping[str, Known]) -> bool | None:
    """Whether it holds in every open case, in none of them, or (None) that is open."""
    match condition:
        case AllOf(all=parts):
            return _all(certain(part, known) for part in parts)
        case AnyOf(any=parts):
            return _negate(_all(_negate(certain(part, known)) for part in parts))
        case Not(part=part):
            return _negate(certain(part, known))
        case AtLeast() | Below() | Is() | OneOf():
            return _tested(condition, known.get(condition.fact))


def _all(parts: Iterator[bool | None]) -> bool | None:
    found = set(parts)
    return False if False in found else None if None in found else True


def _negate(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def _tested(test: Test, known: Known | None) -> bool | None:
    if known is None:
        return None
    values = (known.low, known.high) if isinstance(known, Span) else known
    found = {test.holds({test.fact: value}) for value in values}
    return found.pop() if len(found) == 1 else None
