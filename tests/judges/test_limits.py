"""Each limit at its edge: what is exactly as long passes, one more does not.

Once for every limit in the tables, and once for those of Slack's documentation, written anew.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from playground.validation import Problem, Surface, problems
from playground.validation.blocks import BLOCKS as KNOWN_BLOCKS
from playground.validation.blocks import rules_for
from playground.validation.rules import Also, Each, Kinds, Nullable, Rule, Shape, String, Whole
from tests.judges.faults import CELL
from tests.judges.specimens import BLOCKS, Json, everything, held, payload, plain, section, spoiled

LIMIT = re.compile(r"must be less than|no more than [0-9]+ items|must be between")


@dataclass(frozen=True)
class Edge:
    """A payload, a place in it, and a value there that fits and one that does not."""

    whole: Json
    surface: Surface
    pointer: str
    fits: Any
    exceeds: Any

    def __str__(self) -> str:
        return f"{self.surface}{self.pointer}"

    def found(self, value: Any) -> list[Problem]:
        whole = problems(spoiled(self.whole, self.pointer, value), self.surface)
        return [p for p in whole if p.pointer == self.pointer and LIMIT.search(p.text)]


def text(length: int, pattern: str = "") -> str:
    return ("https://" + "x" * length)[:length] if pattern else "x" * length


def edges(rule: Rule, value: Any) -> tuple[Any, Any] | None:
    """A value at the limit and one beyond it; none where a pattern leaves no choice."""
    match rule:
        case String(most=most, pattern=pattern) if most >= 2000 or not pattern:
            return text(most, pattern), text(most + 1, pattern)
        case Whole(most=most):
            return most, most + 1
        case Each(most=most) if isinstance(value, list):
            return [value[0]] * most, [value[0]] * (most + 1)
        case _:
            return None


def walk(rule: Rule, value: Any, at: str) -> Iterator[tuple[str, Rule, Any]]:
    """Every part of a specimen with the rule it must satisfy."""
    yield at, rule, value
    match rule:
        case Also(rule=inner) | Nullable(rule=inner):
            yield from walk(inner, value, at)
        case Kinds(table=table):
            yield from walk(table[value["type"]], value, at)
        case Each(rule=inner):
            yield from walk(inner, value[0], f"{at}/0")
        case Shape():
            for key in (each for each in rule.known if each in value):
                yield from walk(rule.known[key], value[key], f"{at}/{key}")
        case _:
            pass


def tabled() -> Iterator[Edge]:
    for block, surface in everything():
        for at, rule, value in walk(rules_for(surface), block, "/blocks/0"):
            if pair := edges(rule, value):
                yield Edge(payload(surface, block), surface, at, *pair)


TABLED = list({(edge.surface, edge.pointer, str(edge.whole)): edge for edge in tabled()}.values())


def texts(kind: str, limits: Mapping[str, int]) -> Iterator[Edge]:
    surface = KNOWN_BLOCKS[kind].surfaces[0]
    for place, most in limits.items():
        at = f"/blocks/0/{place}"
        yield Edge(payload(surface, BLOCKS[kind]), surface, at, text(most), text(most + 1))


def inner_texts(kind: str, limits: Mapping[str, int]) -> Iterator[Edge]:
    holder, place, surface = held(kind)
    for key, most in limits.items():
        at = f"/blocks/0{place}/{key}"
        fits, exceeds = text(most, key if "url" in key else ""), text(most + 1)
        yield Edge(payload(surface, holder), surface, at, fits, exceeds)


def counts(kind: str, place: str, item: Any, most: int) -> Edge:
    surface = KNOWN_BLOCKS[kind].surfaces[0]
    whole = payload(surface, BLOCKS[kind])
    return Edge(whole, surface, f"/blocks/0/{place}", [item] * most, [item] * (most + 1))


def inner_counts(kind: str, key: str, item: Any, most: int) -> Edge:
    holder, place, surface = held(kind)
    whole = payload(surface, holder)
    return Edge(whole, surface, f"/blocks/0{place}/{key}", [item] * most, [item] * (most + 1))


OPTION = {"text": plain(), "value": "a"}
GROUP = {"label": plain(), "options": [OPTION]}
BUTTON = {"type": "button", "text": plain()}
MODAL, HOME = payload("modal", section()), payload("home", section())
DOCUMENTED = (
    *texts("section", {"text/text": 3000, "fields/0/text": 2000, "block_id": 255}),
    *texts("header", {"text/text": 150}),
    *texts("image", {"alt_text": 2000, "title/text": 2000}),
    *texts("input", {"label/text": 2000, "hint/text": 2000}),
    *texts("markdown", {"text": 12_000}),
    *texts("data_visualization", {"title": 50, "chart/series/0/name": 20}),
    *texts("card", {"title/text": 150, "subtitle/text": 150, "body/text": 200}),
    *texts("container", {"title/text": 150, "subtitle/text": 150}),
    *inner_texts("button", {"text/text": 75, "value": 2000, "url": 3000, "action_id": 255}),
    *inner_texts("button", {"confirm/title/text": 100, "confirm/text/text": 300}),
    *inner_texts("button", {"confirm/confirm/text": 30, "confirm/deny/text": 30}),
    *inner_texts("static_select", {"options/0/text/text": 75, "options/0/value": 150}),
    *inner_texts("static_select", {"placeholder/text": 150}),
    *inner_texts("radio_buttons", {"options/0/description/text": 75}),
    *inner_texts("feedback_buttons", {"positive_button/text/text": 75}),
    counts("section", "fields", plain(), 10),
    counts("context", "elements", plain(), 10),
    counts("actions", "elements", BUTTON, 25),
    counts("table", "rows", [CELL], 100),
    counts("table", "rows/0", CELL, 20),
    counts("table", "column_settings", {}, 20),
    counts("carousel", "elements", {"type": "card", "actions": [BUTTON]}, 10),
    counts("container", "child_blocks", {"type": "divider"}, 10),
    inner_counts("static_select", "options", OPTION, 100),
    inner_counts("multi_static_select", "option_groups", GROUP, 100),
    inner_counts("multi_static_select", "option_groups/0/options", OPTION, 100),
    inner_counts("overflow", "options", OPTION, 5),
    inner_counts("checkboxes", "options", OPTION, 10),
    inner_counts("radio_buttons", "options", OPTION, 10),
    Edge(payload("message"), "message", "/blocks", [section()] * 50, [section()] * 51),
    Edge(MODAL, "modal", "/blocks", [section()] * 100, [section()] * 101),
    Edge(HOME, "home", "/blocks", [section()] * 100, [section()] * 101),
    Edge(MODAL, "modal", "/title/text", "x" * 24, "x" * 25),
    Edge(MODAL, "modal", "/submit/text", "x" * 24, "x" * 25),
    Edge(MODAL, "modal", "/private_metadata", "x" * 3000, "x" * 3001),
    Edge(MODAL, "modal", "/callback_id", "x" * 255, "x" * 256),
    Edge(payload("message"), "message", "/text", "x" * 40_000, "x" * 40_001),
    Edge({"text": ""}, "message", "/attachments", [{"text": "x"}] * 100, [{"text": "x"}] * 101),
)


@pytest.mark.parametrize("edge", TABLED, ids=str)
def test_a_limit_of_the_tables_is_kept_to_the_last_character(edge: Edge) -> None:
    assert edge.found(edge.fits) == []
    assert edge.found(edge.exceeds) != []


@pytest.mark.parametrize("edge", DOCUMENTED, ids=str)
def test_a_documented_limit_is_the_one_in_the_tables(edge: Edge) -> None:
    assert edge.found(edge.fits) == []
    assert edge.found(edge.exceeds) != []


def test_the_tables_are_tried_and_not_only_a_few_of_their_limits() -> None:
    assert len(TABLED) > 300


def test_all_text_of_a_message_has_a_limit_and_every_attachment_counts() -> None:
    full = [section("x" * 3000)] * 4
    fits = payload("message", *full, section("x" * 1200))
    assert problems(fits, "message") == []
    more = {**fits, "attachments": [{"blocks": [section("x")]}]}
    assert [p.pointer for p in problems(more, "message")] == ["/blocks"]


@pytest.mark.parametrize(("length", "fits"), [(1000, True), (1001, False)])
def test_the_cells_of_all_tables_share_ten_thousand_characters(length: int, fits: bool) -> None:
    cells = [[{"type": "raw_text", "text": "x" * 1000}] for _ in range(9)]
    table = {"type": "table", "rows": cells}
    head = {"type": "raw_text", "text": "x"}
    rows = [[head], [{"type": "raw_text", "text": "x" * (length - 1)}]]
    data = {"type": "data_table", "caption": "All", "rows": rows}
    assert (problems(payload("message", table, data), "message") == []) is fits
