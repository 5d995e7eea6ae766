"""Cases of the contract, and more in its spirit, compared as the contract says."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from policies.asking import Question, answer
from policies.pack import Pack

NOON = "2026-04-23T12:00"
HERE = Path(__file__).parent
FILES = [HERE / "cases.jsonl", HERE / "more_cases.jsonl", *sorted(HERE.glob("cases-*.jsonl"))]
LINES = [line for file in FILES for line in file.read_text(encoding="utf-8").splitlines()]
CASES = [json.loads(line) for line in LINES]


def differences(told: Mapping[str, Any], expect: Mapping[str, Any]) -> Iterator[str]:
    for key in ("status", "policy", "outcome"):
        if key in expect and told[key] != expect[key]:
            yield f"{key} is {told[key]}, not {expect[key]}"
        if f"{key}_any" in expect and told[key] not in expect[f"{key}_any"]:
            yield f"{key} is {told[key]}, none of {expect[f'{key}_any']}"
    for key in ("facts", "values"):
        for name, value in expect.get(key, {}).items():
            if not as_written(told[key].get(name), value):
                yield f"{key}.{name} is {told[key].get(name)}, not {value}"
    yield from _missing(told, expect)


def as_written(told: Any, wanted: Any) -> bool:
    """Instants are compared as far as the case writes them."""
    if isinstance(told, str) and isinstance(wanted, str) and "T" in wanted:
        return told.startswith(wanted)
    return bool(told == wanted)


def _missing(told: Mapping[str, Any], expect: Mapping[str, Any]) -> Iterator[str]:
    for key, wanted in (("ask", "needs"), ("between", "between")):
        for name in expect.get(wanted, []):
            if name not in told[key]:
                yield f"{name} is not in {key}: {told[key]}"
    cited = {citation["id"] for citation in told["citations"]}
    if expect.get("cites_any") and not cited & set(expect["cites_any"]):
        yield f"cites {sorted(cited)}, none of {expect['cites_any']}"
    for key, wanted in (("warnings", "warns"), ("assumptions", "assumes")):
        if expect.get(wanted) and not told[key]:
            yield f"nothing in {key}"


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_case_is_answered_as_the_contract_says(case: dict[str, Any], pack: Pack) -> None:
    now = datetime.fromisoformat(case.get("now", NOON)).replace(tzinfo=UTC)
    told = answer(Question(case["ask"], now), pack).as_json()
    assert list(differences(told, case["expect"])) == []
