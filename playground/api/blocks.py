"""blocks.validate: the judge itself, for apps to ask before they send."""

from collections.abc import Mapping
from typing import Any

from playground.api.calls import Call, method
from playground.refusals import Refused
from playground.shapes import Json
from playground.validation import Problem, Surface, problems

ASKED = ("blocks", "message", "view")
ONE_OF_THREE = "must provide exactly one of `blocks`, `view`, or `message`"


def detail(problem: Problem) -> Json:
    found: Json = {
        "code": "failed_constraint",
        "message": problem.text,
        "pointer": problem.pointer,
    }
    if problem.expected:
        found["constraint"] = {"type": "enum", "expected": list(problem.expected)}
    return found


def judge(name: str, given: Any) -> list[Problem]:
    match name:
        case "blocks":
            found = problems({"blocks": given}, "message")
            return [Problem(p.pointer.removeprefix("/blocks"), p.text, p.expected) for p in found]
        case "message":
            return whole(name, given, "message")
        case _:
            home = isinstance(given, Mapping) and given.get("type") == "home"
            return whole(name, given, "home" if home else "modal")


def whole(name: str, given: Any, surface: Surface) -> list[Problem]:
    if not isinstance(given, Mapping):
        return [Problem("", f"{name} must be an object")]
    return problems(given, surface)


def validate(call: Call) -> Json:
    """What is wrong comes as the answer's own `errors`: to ask is no violation."""
    named = [name for name in ASKED if call.args.get(name) not in (None, "")]
    if len(named) != 1:
        raise Refused("invalid_arguments", response_metadata={"messages": [ONE_OF_THREE]})
    found = judge(named[0], call.parsed(named[0]))
    if found:
        raise Refused(f"invalid_{named[0]}", errors=[detail(problem) for problem in found])
    return {}


METHODS = {"blocks.validate": method(validate)}
