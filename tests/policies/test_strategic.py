"""Deals from $400,000 on are for the Strategic Field Organization."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.answer import Answer, Status

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("400k", "yes"),
        ("$400,000.00", "yes"),
        ("399,999.99", "no"),
        ("0.4M", "yes"),
        ("0", "no"),
        ("1 billion", "yes"),
        ("deal of $500k", "yes"),
        ("about 450k", "yes"),
        ("about 360k", "no"),
        ("400k+", "yes"),
        ("under 400k", "no"),
        ("100k-399k", "no"),
    ],
)
def test_exactly_four_hundred_thousand_is_strategic(ask: Ask, text: str, outcome: str) -> None:
    told = ask(f"/handrail strategic {text}")
    assert told.outcome == outcome
    assert told.warnings[-1].startswith("The page does not say whether")


@pytest.mark.parametrize(
    "text", ["about 400k", "about 430k", "300k-500k", "350k+", "400.000", "hi"]
)
def test_what_is_open_is_asked_for(ask: Ask, text: str) -> None:
    told = ask(f"/handrail strategic {text}")
    assert (told.status, told.ask) == (Status.NEEDS_FACT, ("strategic_amount",))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("-5", Status.INVALID),
        ("£400k", Status.INVALID),
        ("deal 300k, deal 500k", Status.CONFLICT),
    ],
)
def test_what_cannot_be_is_said(ask: Ask, text: str, status: Status) -> None:
    assert ask(f"/handrail strategic {text}").status is status


def test_the_other_side_of_the_limit_is_told(ask: Ask) -> None:
    assert [flip.to for flip in ask("/handrail strategic 400k").flips] == ["$399,999.99"]


def test_free_text_with_a_sum_is_answered(ask: Ask) -> None:
    assert ask("is a $500k deal one for the strategic field org?").outcome == "yes"


@pytest.mark.parametrize(
    "text",
    ["what are the 3 things the strategic field org does", "is there a strategic field in 2026"],
)
def test_questions_without_a_sum_go_to_the_handbook(ask: Ask, text: str) -> None:
    assert ask(text).policy == "handbook"


@given(amount=st.integers(0, 2_000_000))
def test_it_is_strategic_from_the_limit_on(ask: Ask, amount: int) -> None:
    told = ask(f"/handrail strategic {amount}")
    assert told.outcome == ("yes" if amount >= 400_000 else "no")
    again = ask(f"/handrail strategic {told.read_as}")
    assert (again.read_as, again.outcome, again.facts) == (told.read_as, told.outcome, told.facts)


@given(text=st.text(max_size=60))
def test_any_text_is_answered(ask: Ask, text: str) -> None:
    assert ask(f"/handrail strategic 400k {text}").headline
