"""The small words the tables are written in: each builds a check of one value."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

NONE: Mapping[str, "Rule"] = {}


@dataclass(frozen=True)
class Problem:
    pointer: str
    text: str

    def __str__(self) -> str:
        return f"[ERROR] {self.text} [json-pointer:{self.pointer or '/'}]"


Rule: TypeAlias = Callable[[object, str], Iterator[Problem]]


def string(most: int, least: int = 1, pattern: str = "") -> Rule:
    def check(value: object, at: str) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield Problem(at, "must be a string")
        elif len(value) < least:
            yield Problem(at, f"must be more than {least - 1} characters")
        elif len(value) > most:
            yield Problem(at, f"must be less than {most + 1} characters")
        elif pattern and not re.fullmatch(pattern, value):
            yield Problem(at, f"must match the pattern {pattern}")

    return check


def whole(least: int, most: int) -> Rule:
    def check(value: object, at: str) -> Iterator[Problem]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield Problem(at, "must be an integer")
        elif not least <= value <= most:
            yield Problem(at, f"must be between {least} and {most}")

    return check


def number(value: object, at: str) -> Iterator[Problem]:
    if not isinstance(value, int | float) or isinstance(value, bool):
        yield Problem(at, "must be a number")


def flag(value: object, at: str) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield Problem(at, "must be a boolean")


def anything(value: object, at: str) -> Iterator[Problem]:
    if not isinstance(value, Mapping):
        yield Problem(at, "must be an object")


def one_of(*allowed: str) -> Rule:
    def check(value: object, at: str) -> Iterator[Problem]:
        if value not in allowed:
            yield Problem(at, f"must be one of: {', '.join(allowed)}")

    return check


def each(rule: Rule, least: int, most: int) -> Rule:
    def check(value: object, at: str) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem(at, "must be an array")
            return
        if len(value) < least:
            yield Problem(at, f"no fewer than {least} items allowed")
        if len(value) > most:
            yield Problem(at, f"no more than {most} items allowed")
        for index, item in enumerate(value):
            yield from rule(item, f"{at}/{index}")

    return check


def shape(required: Mapping[str, Rule], optional: Mapping[str, Rule] = NONE) -> Rule:
    """An object with these keys and no others; `type` is the caller's."""
    known = {**required, **optional}

    def check(value: object, at: str) -> Iterator[Problem]:
        if not isinstance(value, Mapping):
            yield Problem(at, "must be an object")
            return
        yield from (Problem(at, f"missing required field: {k}") for k in required if k not in value)
        for key, inner in value.items():
            if key in known:
                yield from known[key](inner, f"{at}/{key}")
            elif key != "type":
                yield Problem(at, f"invalid additional property: {key}")

    return check


def kinds(table: Mapping[str, Rule]) -> Rule:
    """An object whose `type` decides which row of the table it must satisfy."""

    def check(value: object, at: str) -> Iterator[Problem]:
        if not isinstance(value, Mapping):
            yield Problem(at, "must be an object")
        elif "type" not in value:
            yield Problem(at, "missing required field: type")
        elif not isinstance(value["type"], str) or value["type"] not in table:
            yield Problem(f"{at}/type", f"unsupported type: {value['type']}")
        else:
            yield from table[value["type"]](value, at)

    return check


def exactly_one(rule: Rule, *keys: str) -> Rule:
    def check(value: object, at: str) -> Iterator[Problem]:
        yield from rule(value, at)
        if isinstance(value, Mapping) and sum(key in value for key in keys) != 1:
            yield Problem(at, f"must have exactly one of: {', '.join(keys)}")

    return check


def at_least_one(rule: Rule, *keys: str) -> Rule:
    def check(value: object, at: str) -> Iterator[Problem]:
        yield from rule(value, at)
        if isinstance(value, Mapping) and not any(value.get(key) for key in keys):
            yield Problem(at, f"must have at least one of: {', '.join(keys)}")

    return check
