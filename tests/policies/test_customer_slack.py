"""A customer's Slack channel: ask the TAM, not met, or close it in time."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.answer import Answer

Ask = Callable[..., Answer]
few = settings(max_examples=60, deadline=None, derandomize=True)


def outcome_of(told: Answer) -> str:
    return told.outcome or told.status.value


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("customer Slack Premium 100k", "ask-tam"),
        ("100k Premium customer Slack", "ask-tam"),
        ("customer Slack Premium 99,999.99", "not-met"),
        ("customer Slack Silver 100,000", "ask-tam"),
        ("customer Slack Gold 2M", "ask-tam"),
        ("customer Slack Free 150k", "not-met"),
        ("customer Slack Bronze 150k", "not-met"),
        ("customer Slack Free", "unclaimed"),
        ("customer slack 50k", "not-met"),
        ("customer slack -50k IACV", "not-met"),
        ("customer slack 150k", "needs_fact"),
        ("customer Slack Ultimate about 105k", "needs_fact"),
        ("customer Slack Ultimate about 150k", "ask-tam"),
        ("customer Slack Ultimate 90k-110k", "needs_fact"),
        ("customer Slack Premium 100k, TAM said no", "not-met"),
        ("customer Slack Premium 100k, TAM approved", "ask-tam"),
        ("customer Slack Premium €100k", "invalid"),
        ("customer Slack Premium Gold 120k", "conflict"),
        ("customer Slack Premium 100k 200k", "conflict"),
        ("/handrail customer-slack foo", "invalid"),
        ("/handrail customer-slack Premium", "needs_fact"),
        ("temporary customer Slack channel opened 2026-01-05", "close-by"),
        ("customer slack channel opened 2026-01-05, when does it close", "close-by"),
        ("customer Slack Free, POV channel starting 2026-01-05", "close-by"),
        ("customer Slack Premium 120k POV opened 2026-01-05", "ask-tam"),
        ("customer Slack channel for a POV opened 03/04/2026", "needs_fact"),
        ("/handrail customer-slack POV", "needs_fact"),
    ],
)
def test_a_channel_follows_tier_and_iacv(text: str, outcome: str, ask: Ask) -> None:
    told = ask(text)
    found = outcome_of(told) if told.policy == "customer-slack" else "unclaimed"
    assert found == outcome


def test_missing_facts_are_asked_for_and_answer_in_place(ask: Ask) -> None:
    assert ask("customer slack 150k").ask == ("tier",)
    assert ask("customer slack 150k", tier="premium").outcome == "ask-tam"
    assert ask("customer slack 150k", tier="starter").outcome == "not-met"
    assert ask("/handrail customer-slack Premium").ask == ("iacv",)
    assert ask("/handrail customer-slack Premium", iacv="100k").outcome == "ask-tam"
    assert ask("/handrail customer-slack POV").ask == ("opened",)
    told = ask("/handrail customer-slack POV", opened="2026-01-05")
    assert told.values == {"close_by": date(2026, 4, 5)}


def test_what_would_change_it_is_told(ask: Ask) -> None:
    (flip,) = ask("customer Slack Premium 100k").flips
    assert (flip.fact, flip.to, flip.outcome) == ("iacv", 99_999, "not-met")
    (flip,) = ask("customer Slack Free 150k").flips
    assert (flip.fact, flip.to, flip.outcome) == ("tier", "premium", "ask-tam")
    (flip,) = ask("customer Slack Premium 50k").flips
    assert (flip.fact, flip.to, flip.outcome) == ("iacv", 100_000, "ask-tam")


def test_a_channel_past_its_day_is_called_overdue(ask: Ask) -> None:
    assert any(
        "is over" in warning
        for warning in ask("temporary customer Slack channel opened 2026-01-05").warnings
    )
    assert not ask("temporary customer Slack channel opened 2026-04-20").warnings


def test_an_ae_is_told_who_may_ask_for_a_temporary_channel(ask: Ask) -> None:
    told = ask("AE here, temporary customer Slack channel opened 2026-04-20")
    assert any("SA and TAM" in warning for warning in told.warnings)


@few
@given(dollars=st.integers(1_000, 400_000))
def test_more_iacv_never_takes_the_channel_away(dollars: int, ask: Ask) -> None:
    told = ask(f"customer Slack Premium ${dollars}")
    assert told.outcome == ("ask-tam" if dollars >= 100_000 else "not-met")


@few
@given(opened=st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_ninety_days_are_counted_from_the_day_after(opened: date, ask: Ask) -> None:
    told = ask(f"/handrail customer-slack temporary, opened {opened}")
    assert told.values == {"close_by": opened + timedelta(days=90)}


@few
@given(text=st.text(max_size=60))
def test_no_text_is_too_strange(text: str, ask: Ask) -> None:
    assert ask(f"/handrail customer-slack {text}").headline


@pytest.mark.parametrize(
    "text",
    [
        "which slack channel is for deals over 5k",
        "my customer wants slack",
        "temporary customer slack channel for a POV",
        "slack channel for a proof of value below 100k",
        "slack channel for red/green in march",
    ],
)
def test_other_questions_are_left_alone(text: str, ask: Ask) -> None:
    assert ask(text).policy != "customer-slack"


@pytest.mark.parametrize(
    "text",
    [
        "customer Slack Silver 100,000",
        "customer Slack Premium 100k, TAM said no",
        "customer Slack Bronze 200k, POV opened 2026-01-05",
        "temporary customer Slack channel opened 2026-04-20",
    ],
)
def test_what_was_read_reads_the_same_again(text: str, ask: Ask) -> None:
    once = ask(text)
    again = ask(f"/handrail customer-slack {once.read_as}")
    assert (again.outcome, again.facts) == (once.outcome, once.facts)
    assert again.read_as == once.read_as
