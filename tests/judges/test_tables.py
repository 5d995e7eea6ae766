"""Our own judge: one good example of everything, and one broken example of each rule."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.validation import Surface, problems
from playground.validation.blocks import BLOCKS as KNOWN_BLOCKS
from playground.validation.charts import CHARTS as KNOWN_CHARTS
from playground.validation.elements import ELEMENTS as KNOWN_ELEMENTS
from tests.judges.broken import BROKEN
from tests.judges.faults import Broken
from tests.judges.specimens import (
    BLOCKS,
    CHARTS,
    ELEMENTS,
    SURFACES,
    charted,
    held,
    payload,
    places,
    spoiled,
)

KEYS = ["type", "text", "elements", "element", "options", "option_groups", "initial_option",
        "initial_options", "block_id", "action_id", "blocks", "rows", "focus_on_load", "label",
        "chart", "series", "child_blocks", "tasks", "fallback", "event_payload"]  # fmt: skip
KINDS = [*KNOWN_BLOCKS, *KNOWN_ELEMENTS, *KNOWN_CHARTS]
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | st.sampled_from(KINDS)
)  # fmt: skip
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=2), inner, max_size=5)
    ),
    max_leaves=15,
)


def test_there_is_a_specimen_of_everything_known() -> None:
    assert sorted(BLOCKS) == sorted(KNOWN_BLOCKS)
    assert sorted(ELEMENTS) == sorted(KNOWN_ELEMENTS)
    assert sorted(CHARTS) == sorted(KNOWN_CHARTS)


@pytest.mark.parametrize("kind", KNOWN_BLOCKS)
@pytest.mark.parametrize("surface", SURFACES)
def test_a_good_block_passes_only_where_slack_shows_it(kind: str, surface: Surface) -> None:
    found = problems(payload(surface, BLOCKS[kind]), surface)
    assert (found == []) is (surface in KNOWN_BLOCKS[kind].surfaces), found


@pytest.mark.parametrize("kind", KNOWN_ELEMENTS)
def test_a_good_element_passes(kind: str) -> None:
    holder, _, surface = held(kind)
    assert problems(payload(surface, holder), surface) == []


@pytest.mark.parametrize("kind", KNOWN_CHARTS)
def test_a_good_chart_passes(kind: str) -> None:
    assert problems(payload("message", charted(kind)), "message") == []


@pytest.mark.parametrize("kind", KNOWN_ELEMENTS)
def test_an_unknown_key_is_found_in_each_kind_of_element(kind: str) -> None:
    holder, place, surface = held(kind)
    found = problems(payload(surface, spoiled(holder, f"{place}/colour", "red")), surface)
    assert [p.text for p in found] == ["invalid additional property: colour"]


@pytest.mark.parametrize("kind", KNOWN_BLOCKS)
def test_an_unknown_key_is_found_in_each_kind_of_block(kind: str) -> None:
    surface = KNOWN_BLOCKS[kind].surfaces[0]
    found = problems(payload(surface, {**BLOCKS[kind], "colour": "red"}), surface)
    assert [p.text for p in found] == ["invalid additional property: colour"]


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_each_broken_rule_is_named_at_its_place(broken: Broken) -> None:
    found = problems(broken.payload, broken.surface)
    assert broken.pointer in [problem.pointer for problem in found], found
    assert all(problem.text and "\n" not in problem.text for problem in found)


@settings(max_examples=200, deadline=None)
@given(ANYTHING, st.sampled_from(KINDS), st.sampled_from(SURFACES))
def test_no_payload_however_odd_breaks_the_judge(value: Any, kind: str, surface: Surface) -> None:
    odd = {**value, "type": kind} if isinstance(value, dict) else value
    whole = {"blocks": [odd, value], "type": surface, "attachments": value, "metadata": value}
    assert isinstance(problems({**whole, "text": value}, surface), list)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_specimen_with_one_value_exchanged_never_breaks_the_judge(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(BLOCKS)))
    pointer = data.draw(st.sampled_from(list(places(BLOCKS[kind]))))
    whole = payload("message", spoiled(BLOCKS[kind], pointer, data.draw(ANYTHING)))
    assert isinstance(problems(whole, "message"), list)


@pytest.mark.parametrize("surface", SURFACES)
def test_a_payload_nested_beyond_all_use_is_judged_too(surface: Surface) -> None:
    deep: Any = {"type": "container"}
    for _ in range(100_000):
        deep = {"type": "container", "child_blocks": [deep], "action_id": "a"}
    assert problems({"type": surface, "blocks": [deep]}, surface)
