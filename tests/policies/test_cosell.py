"""Co-selling calls of seven days: five at least, ten to twelve wanted."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.answer import Answer, Status

Ask = Callable[..., Answer]
ORDER = ("below-minimum", "minimum-met", "aim-met")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("0", "below-minimum"),
        ("1 call", "below-minimum"),
        ("4", "below-minimum"),
        ("5", "minimum-met"),
        ("9", "minimum-met"),
        ("10", "aim-met"),
        ("12", "aim-met"),
        ("13", "aim-met"),
        ("five calls", "minimum-met"),
        ("5 calls logged this week", "minimum-met"),
        ("calls: 5", "minimum-met"),
        ("6-9", "minimum-met"),
        ("12+", "aim-met"),
        ("under 5", "below-minimum"),
        ("about 7", "minimum-met"),
        ("4 in the last 14 days", "below-minimum"),
        ("10 in the last 3 days", "aim-met"),
        ("5 in the last week", "minimum-met"),
    ],
)
def test_five_are_the_minimum_and_ten_the_aim(ask: Ask, text: str, outcome: str) -> None:
    assert ask(f"/handrail cosell {text}").outcome == outcome


@pytest.mark.parametrize(
    ("text", "between"),
    [
        ("about 5", ORDER[:2]),
        ("about 10", ORDER[1:]),
        ("4-6", ORDER[:2]),
        ("5+", ORDER[1:]),
        ("4-11", ORDER),
        ("10 in the last 14 days", ORDER),
        ("6 in the last 3 days", ORDER[1:]),
        ("hello", ORDER),
    ],
)
def test_a_count_on_both_sides_is_asked_for(ask: Ask, text: str, between: tuple[str, ...]) -> None:
    told = ask(f"/handrail cosell {text}")
    assert (told.status, told.ask, told.between) == (Status.NEEDS_FACT, ("calls",), between)


def test_another_time_than_seven_days_is_pointed_out(ask: Ask) -> None:
    assert any("14 days" in each for each in ask("/handrail cosell 4 in 14 days").warnings)
    assert not ask("/handrail cosell 4 in the last 7 days").warnings


def test_the_next_outcomes_are_told(ask: Ask) -> None:
    flips = [(flip.to, flip.outcome) for flip in ask("/handrail cosell 5").flips]
    assert flips == [(4, "below-minimum"), (10, "aim-met")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("-1", Status.INVALID),
        ("5.5", Status.INVALID),
        ("€5", Status.INVALID),
        ("99 million", Status.INVALID),
        ("5 calls, 6 calls", Status.CONFLICT),
    ],
)
def test_what_cannot_be_is_said(ask: Ask, text: str, status: Status) -> None:
    assert ask(f"/handrail cosell {text}").status is status


@pytest.mark.parametrize(
    "text",
    ["i did 5 co-selling calls in the last 7 days", "co-selling: 5", "coselling 5 this week"],
)
def test_free_text_with_a_count_is_answered(ask: Ask, text: str) -> None:
    assert ask(text).outcome == "minimum-met"


@pytest.mark.parametrize(
    "text",
    [
        "what are the two co-selling roles",
        "how do the 2 roles in co-selling differ",
        "how many co-selling calls a week",
    ],
)
def test_questions_without_its_facts_go_to_the_handbook(ask: Ask, text: str) -> None:
    assert ask(text).policy == "handbook"


@given(calls=st.integers(0, 100), more=st.integers(0, 100))
def test_more_calls_are_never_worse(ask: Ask, calls: int, more: int) -> None:
    one, other = ask(f"/handrail cosell {calls}"), ask(f"/handrail cosell {calls + more}")
    assert ORDER.index(one.outcome or "") <= ORDER.index(other.outcome or "")


@given(calls=st.integers(0, 9_999))
def test_what_was_read_reads_the_same_again(ask: Ask, calls: int) -> None:
    told = ask(f"/handrail cosell {calls}")
    again = ask(f"/handrail cosell {told.read_as}")
    assert (again.read_as, again.outcome, again.facts) == (told.read_as, told.outcome, told.facts)


@given(text=st.text(max_size=60))
def test_any_text_is_answered(ask: Ask, text: str) -> None:
    assert ask(f"/handrail cosell 5 {text}").headline
