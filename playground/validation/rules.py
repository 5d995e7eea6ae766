"""The words the tables are written in: each judges one value and can be read as data."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

NONE: Mapping[str, "Rule"] = {}
LONGEST = 100  # characters of a stranger's word that a sentence repeats


@dataclass(frozen=True)
class Problem:
    pointer: str
    text: str
    expected: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"[ERROR] {self.text} [json-pointer:{self.pointer or '/'}]"


Found: TypeAlias = Sequence[Problem]
Rule: TypeAlias = Callable[[Any], Found]
FINE: Found = ()


def wrong(text: str, *expected: str) -> Found:
    return (Problem("", text, expected),)


def under(key: str | int, found: Found) -> Found:
    """The problems of a part, as problems of the whole."""
    step = str(key).replace("~", "~0").replace("/", "~1")
    return tuple(Problem(f"/{step}{p.pointer}", p.text, p.expected) for p in found)


@dataclass(frozen=True)
class String:
    most: int
    least: int = 1
    pattern: str = ""

    def __call__(self, value: object) -> Found:
        if not isinstance(value, str):
            return wrong("must be a string")
        if len(value) > self.most:
            return wrong(f"must be less than {self.most + 1} characters")
        if len(value) < self.least:
            return wrong(f"must be more than {self.least - 1} characters")
        if self.pattern and not re.fullmatch(self.pattern, value):
            return wrong(f"must match the pattern {self.pattern}")
        return FINE


@dataclass(frozen=True)
class Whole:
    least: int
    most: int

    def __call__(self, value: object) -> Found:
        if not isinstance(value, int) or isinstance(value, bool):
            return wrong("must be an integer")
        if not self.least <= value <= self.most:
            return wrong(f"must be between {self.least} and {self.most}")
        return FINE


@dataclass(frozen=True)
class Number:
    """Any finite number, or only those above zero."""

    positive: bool = False

    def __call__(self, value: object) -> Found:
        if not isinstance(value, int | float) or isinstance(value, bool):
            return wrong("must be a number")
        if isinstance(value, float) and not math.isfinite(value):
            return wrong("must be a finite number")
        return wrong("must be greater than 0") if self.positive and value <= 0 else FINE


@dataclass(frozen=True)
class Flag:
    def __call__(self, value: object) -> Found:
        return FINE if isinstance(value, bool) else wrong("must be a boolean")


@dataclass(frozen=True)
class Anything:
    """Any object; nothing in it is looked at."""

    def __call__(self, value: object) -> Found:
        return FINE if isinstance(value, dict) else wrong("must be an object")


@dataclass(frozen=True)
class OneOf:
    allowed: tuple[str, ...]

    def __call__(self, value: object) -> Found:
        if isinstance(value, str) and value in self.allowed:
            return FINE
        return wrong(f"must be one of: {', '.join(self.allowed)}", *self.allowed)


@dataclass(frozen=True)
class Nullable:
    rule: Rule

    def __call__(self, value: object) -> Found:
        return FINE if value is None else self.rule(value)


@dataclass(frozen=True)
class Each:
    rule: Rule
    least: int
    most: int

    def __call__(self, value: object) -> Found:
        if not isinstance(value, list):
            return wrong("must be an array")
        found: list[Problem] = []
        if len(value) < self.least:
            found += wrong(f"no fewer than {self.least} items allowed")
        if len(value) > self.most:
            found += wrong(f"no more than {self.most} items allowed")
        for index, item in enumerate(value):
            if inner := self.rule(item):
                found += under(index, inner)
        return found


@dataclass(frozen=True)
class Shape:
    """An object with these keys and no others; if it has a kind, its `type` is judged already."""

    required: Mapping[str, Rule]
    optional: Mapping[str, Rule]
    has_kind: bool = True

    @cached_property
    def known(self) -> Mapping[str, Rule]:
        return {**self.required, **self.optional}

    def __call__(self, value: object) -> Found:
        if not isinstance(value, dict):
            return wrong("must be an object")
        found: list[Problem] = []
        known = self.known
        for key in self.required:
            if key not in value:
                found += wrong(f"missing required field: {key}")
        for key, inner in value.items():
            if (rule := known.get(key)) is None:
                if key != "type" or not self.has_kind:
                    found += wrong(f"invalid additional property: {str(key)[:LONGEST]}")
            elif deeper := rule(inner):
                found += under(key, deeper)
        return found


@dataclass(frozen=True)
class Kinds:
    """An object whose `type` decides which row of the table it must satisfy."""

    table: Mapping[str, Rule]

    def __call__(self, value: object) -> Found:
        if not isinstance(value, dict):
            return wrong("must be an object")
        if "type" not in value:
            return wrong("missing required field: type")
        kind = value["type"]
        if not isinstance(kind, str) or kind not in self.table:
            named = kind[:LONGEST] if isinstance(kind, str) else "not even a string"
            return under("type", wrong(f"unsupported type: {named}", *self.table))
        return self.table[kind](value)


@dataclass(frozen=True)
class Also:
    """Checks that compare parts, made once each part is right by itself."""

    rule: Rule
    checks: tuple[Rule, ...]

    def __call__(self, value: Any) -> Found:
        found = self.rule(value)
        return found or [problem for check in self.checks for problem in check(value)]


@dataclass(frozen=True)
class ExactlyOne:
    keys: tuple[str, ...]

    def __call__(self, value: Mapping[str, Any]) -> Found:
        if sum(key in value for key in self.keys) == 1:
            return FINE
        return wrong(f"must have exactly one of: {', '.join(self.keys)}")


@dataclass(frozen=True)
class AtLeastOne:
    keys: tuple[str, ...]

    def __call__(self, value: Mapping[str, Any]) -> Found:
        if any(value.get(key) for key in self.keys):
            return FINE
        return wrong(f"must have at least one of: {', '.join(self.keys)}")


def shape(required: Mapping[str, Rule] = NONE, optional: Mapping[str, Rule] = NONE) -> Shape:
    return Shape(required, optional)


def bare(required: Mapping[str, Rule] = NONE, optional: Mapping[str, Rule] = NONE) -> Shape:
    """An object without a `type`."""
    return Shape(required, optional, has_kind=False)


def one_of(*allowed: str) -> OneOf:
    return OneOf(allowed)


def also(rule: Rule, *checks: Rule) -> Also:
    return Also(rule, checks)


def exactly_one(rule: Rule, *keys: str) -> Also:
    return Also(rule, (ExactlyOne(keys),))


def at_least_one(rule: Rule, *keys: str) -> Also:
    return Also(rule, (AtLeastOne(keys),))
