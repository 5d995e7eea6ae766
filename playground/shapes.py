"""JSON as it comes from strangers: the name for its objects, and a reader that is not fooled."""

import json
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
DEEPEST = 64


def load(raw: str | bytes) -> Any:
    """A JSON value without lone surrogates and not nested beyond use; ValueError otherwise."""
    text = raw if isinstance(raw, str) else raw.decode("utf-8")
    try:
        value = json.loads(text, parse_constant=refuse_constant)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if "\\ud" in text.lower():
        whole = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
        value = json.loads(whole)
    check_depth(value)
    return value


def refuse_constant(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def check_depth(value: Any) -> None:
    level = [value]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in inside(outer)]
        if not level:
            return
    raise ValueError("nested too deeply")


def inside(value: Any) -> list[Any]:
    match value:
        case dict():
            return list(value.values())
        case list():
            return value
        case _:
            return []
