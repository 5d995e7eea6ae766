"""Pipeline of three and a half times the target."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.answer import Answer, Status

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("text", "outcome", "values"),
    [
        ("target 400k pipeline 1.4M", "met", {"ratio": 3.5, "short_by": 0}),
        ("target 400k pipeline 1,399,999.99", "short", {"ratio": 3.49, "short_by": 0.01}),
        ("target 400k pipeline 1,399,999", "short", {"ratio": 3.49, "short_by": 1}),
        ("1.4M pipeline for a target of 400k", "met", {"ratio": 3.5, "short_by": 0}),
        ("quota $400,000, 1.4M", "met", {"ratio": 3.5, "short_by": 0}),
        ("400k target, pipe 1 million", "short", {"ratio": 2.5, "short_by": 400_000}),
        ("target 400k pipeline 0", "short", {"ratio": 0, "short_by": 1_400_000}),
        ("target about 400k pipeline 3M", "met", {"ratio": 7.5, "short_by": 0}),
        ("target 400k pipeline 1M-1.2M", "short", {"ratio": None, "short_by": None}),
        ("target 400k pipeline 1.5M+", "met", {"ratio": None, "short_by": None}),
    ],
)
def test_three_and_a_half_times_is_enough(
    ask: Ask, text: str, outcome: str, values: dict[str, Any]
) -> None:
    told = ask(f"/handrail coverage {text}")
    assert (told.outcome, told.values) == (outcome, values)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("target 400k", ("pipeline",)),
        ("pipeline 1.4M", ("target",)),
        ("400k 1.4M", ("target", "pipeline")),
        ("hello", ("target", "pipeline")),
        ("target about 400k pipeline 1.4M", ("target",)),
        ("target 400k pipeline about 1.4M", ("pipeline",)),
        ("target 400k pipeline 1M-2M", ("pipeline",)),
        ("target under 400k pipeline 1M", ("target",)),
        ("target 400.000 pipeline 1M", ("target",)),
    ],
)
def test_what_is_open_is_asked_for(ask: Ask, text: str, asked: tuple[str, ...]) -> None:
    told = ask(f"/handrail coverage {text}")
    assert (told.status, told.ask) == (Status.NEEDS_FACT, asked)


def test_a_fact_told_later_settles_it(ask: Ask) -> None:
    assert ask("/handrail coverage target 400k", pipeline="1.4M").outcome == "met"
    assert ask("/handrail coverage target 400k", pipeline="lots").status is Status.INVALID


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("target 0 pipeline 1M", Status.INVALID),
        ("target -5 pipeline 1M", Status.INVALID),
        ("target 400k pipeline -5", Status.INVALID),
        ("target €400k pipeline 1M", Status.INVALID),
        ("target 400k target 500k pipeline 1M", Status.CONFLICT),
    ],
)
def test_what_cannot_be_is_said(ask: Ask, text: str, status: Status) -> None:
    assert ask(f"/handrail coverage {text}").status is status


def test_commercial_is_told_that_no_figure_is_printed_for_it(ask: Ask) -> None:
    told = ask("/handrail coverage SMB target 400k pipeline 1.4M")
    assert any("Commercial" in each for each in told.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "SMB coverage needed?",
        "how many times my target should pipeline be in 2026",
        "what is the target for week 3 pipeline",
    ],
)
def test_questions_without_its_facts_go_to_the_handbook(ask: Ask, text: str) -> None:
    assert ask(text).policy == "handbook"


SUMS = st.integers(1, 10_000_000)


@given(target=SUMS, pipeline=SUMS, more=SUMS)
def test_more_pipeline_is_never_worse(ask: Ask, target: int, pipeline: int, more: int) -> None:
    if ask(f"/handrail coverage target {target}, pipeline {pipeline}").outcome == "met":
        richer = ask(f"/handrail coverage target {target}, pipeline {pipeline + more}")
        assert richer.outcome == "met"


@given(target=SUMS, pipeline=SUMS)
def test_what_was_read_reads_the_same_again(ask: Ask, target: int, pipeline: int) -> None:
    told = ask(f"/handrail coverage target {target}, pipeline {pipeline}")
    again = ask(f"/handrail coverage {told.read_as}")
    assert (again.read_as, again.outcome, again.facts) == (told.read_as, told.outcome, told.facts)


@given(text=st.text(max_size=60))
def test_any_text_is_answered(ask: Ask, text: str) -> None:
    assert ask(f"/handrail coverage target 400k {text}").headline
