"""What a pack's file says against its model, in the words of somebody who has never seen Python."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from policies.conditions import KEYS
from policies.written import Written

_CONDITION = "such as {fact: employees, at_least: 500}, with a space after each colon"
LAYERED = {
    "remove": "remove is for an edition that builds on another (`extends`); delete the lines",
    "before": "before is for an edition that builds on another (`extends`); move the lines",
    "after": "after is for an edition that builds on another (`extends`); move the lines",
    "extends": "extends stands in pack.yml only; write it there",
}
"""Words that mean something only where one edition is laid over another."""
_COMMA = "a text with a comma in it goes into double quotes"


def complaints(
    text: Written, errors: Sequence[ErrorDetails], known: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Place and sentence; a mistyped key is told once, not also as a missing one."""
    meant = {_meant(error, errors) for error in errors if error["type"] == "extra_forbidden"}
    for error in errors:
        if error["type"] == "missing" and error["loc"] in meant:
            continue
        yield text.where(error["loc"]), _sentence(text, error, errors, known)


def _sentence(
    text: Written, error: ErrorDetails, errors: Sequence[ErrorDetails], known: Sequence[str]
) -> str:
    place, given = error["loc"], error["input"]
    name = _name(place)
    match error["type"]:
        case "missing":
            return f"{name} is missing; add a line `{name}: …`"
        case "extra_forbidden":
            return _unknown(name, _meant(error, errors), known, text.keys_at(place))
        case "invalid_key":
            return "write numbers without a comma, 2000 and not 2,000, and names as text"
        case "condition":
            return f"{error['msg']}, {_CONDITION}"
        case _:
            return _mismatch(name, error, given)


def _unknown(name: str, meant: tuple[Any, ...], known: Sequence[str], here: Sequence[str]) -> str:
    if name in LAYERED:
        return LAYERED[name]
    if meant:
        return f"{name} is not known here; did you mean {_name(meant)}?"
    if name in KEYS:
        return f"{name} is one test too many; write {{all: [{{…}}, {{…}}]}} with a test in each"
    near = get_close_matches(name, known, 1, 0.75)
    near = near or get_close_matches(name, [key for key in known if key not in here], 1, 0.5)
    if near:
        return f"{name} is not known here; did you mean {near[0]}?"
    return f"{name} is not known here; remove it ({_COMMA})"


def _mismatch(name: str, error: ErrorDetails, given: Any) -> str:
    if not error["loc"]:
        return "the file is empty, or no list of `name: value` lines; copy the shipped one again"
    kind, context = error["type"], error.get("ctx", {})
    says = _MUST.get(kind)
    if says is None:
        return f"{name}: {error['msg'].removeprefix('Value error, ')}"
    shown = f", not {_shown(given)}" if kind not in _SHORT else ""
    return f"{name} must be {says.format_map(_Context(context))}{shown}"


_WHOLE = "a whole number without a comma, such as 500"
_DATE = "a day such as 2022-02-25"
_LIST = "a list in square brackets, such as [one, two]"
_BLOCK = "a group of `name: value` lines"
_MUST: Mapping[str, str] = {
    "int_parsing": _WHOLE,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": _WHOLE,
    "date_from_datetime_parsing": _DATE,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "tuple_type": _LIST,
    "dict_type": _BLOCK,
    "model_type": _BLOCK,
    "model_attributes_type": _BLOCK,
    "string_type": 'text, in double quotes if it looks like a number or like yes or no ("5", "no")',
    "enum": "{expected}",
    "too_short": "a list with at least one thing in it",
    "string_too_short": "a text that is not empty",
    "string_too_long": "at most {max_length} characters long",
    "string_pattern_mismatch": "an address such as https://example.com/page",
}
_SHORT = ("too_short", "string_too_short", "string_too_long")


class _Context(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return name


def _shown(given: Any) -> str:
    match given:
        case None:
            return "empty"
        case True | False:
            return "yes" if given else "no"
        case list() | dict() | tuple():
            return "a list" if isinstance(given, list | tuple) else "a group"
        case _:
            return f"“{str(given)[:40]}”"


def _meant(error: ErrorDetails, errors: Sequence[ErrorDetails]) -> tuple[Any, ...]:
    """The missing key of the same group that a mistyped one stands for."""
    *group, name = error["loc"]
    missing = [each["loc"] for each in errors if each["type"] == "missing"]
    names = {str(place[-1]): place for place in missing if list(place[:-1]) == group}
    near = get_close_matches(str(name), names, 1, 0.5)
    return names[near[0]] if near else ()


def _name(place: Sequence[str | int]) -> str:
    """The last step that is a name; the line says which of a list it is."""
    return next((step for step in reversed(place) if isinstance(step, str)), "this")
