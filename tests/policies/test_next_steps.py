"""A next step is an action, specific, without dates or history."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.answer import Answer
from policies.asking import Question, answer
from policies.pack import parse

Ask = Callable[..., Answer]

STEPS = [
    ("Ask Jane who signs security reviews", "ok"),
    ("follow up with Jane on the security questionnaire", "ok"),
    ("Send Jane the deck she called about", "ok"),
    ("Get confirmed budget from CFO", "ok"),
    ("Ask about a three year term for Ultimate", "ok"),
    ("Agree 24/7 support scope with Bob", "ok"),
    ("Call Jane at 3pm about pricing", "ok"),
    ("wait for signature processing", "ok"),
    ("call Jane", "too-vague"),
    ("follow up", "too-vague"),
    ("Follow-up with the customer soon", "too-vague"),
    ("touch base again", "too-vague"),
    ("tbd", "too-vague"),
    ("wait for legal", "too-vague"),
    ("12345", "too-vague"),
    ("Send the ROI deck by Friday", "has-date"),
    ("Send the ROI deck on 2026-05-01", "has-date"),
    ("Send the ROI deck in two weeks", "has-date"),
    ("Send the ROI deck 5/3", "has-date"),
    ("Book the runner demo with Bob in March", "has-date"),
    ("Send Jane the ROI deck tomorrow", "has-date"),
    ("called 3 May, sent deck", "has-history"),
    ("I called Jane and left a voicemail", "has-history"),
    ("5/3: spoke to Jane. Send the deck she asked for", "has-history"),
    ("Had a great call with the CTO", "has-history"),
    ("Booked demo — prepare runner slides", "has-history"),
]


@pytest.mark.parametrize(("step", "outcome"), STEPS)
def test_a_step_is_judged_by_what_it_says(ask: Ask, step: str, outcome: str) -> None:
    told = ask(f"/handrail nextstep {step}")
    assert (told.policy, told.status, told.outcome) == ("nextstep", "decided", outcome)


@pytest.mark.parametrize(
    "asked",
    [
        "next step 'follow up'",
        "Next steps: follow up",
        "next step “follow up”",
        'is my next step "follow up" ok?',
        "is 'follow up' ok as a next step",
        "next step follow up",
        "/handrail nextstep 'follow up'",
        "/handrail next-step follow up",
    ],
)
def test_the_text_of_a_step_is_found_in_the_question(ask: Ask, asked: str) -> None:
    told = ask(asked)
    assert told.facts == {"next_step": "follow up"}
    assert told.outcome == "too-vague"


@pytest.mark.parametrize(
    "asked",
    [
        "what goes into next steps",
        "next steps best practices",
        "next step after discovery",
        "who updates next steps history?",
        "next step date is wrong",
        "how should i think about what i leave myself as a to-do on an opp",
        "what do I put in a Command Plan field when I don't know the answer yet?",
    ],
)
def test_a_question_about_the_field_is_for_the_handbook(ask: Ask, asked: str) -> None:
    assert ask(asked).policy == "handbook"


def test_waiting_is_fine_only_for_a_closing_deal(ask: Ask) -> None:
    idle = ask("next step 'wait for legal'")
    closing = ask("next step 'wait for legal' on a deal that is closing")
    assert (idle.outcome, closing.outcome) == ("too-vague", "ok")
    for told in (idle, closing):
        assert "rg-questions" in {citation.id for citation in told.citations}


def test_every_fault_is_told_and_the_worst_decides(ask: Ask) -> None:
    told = ask("next step 'called 3 May'")
    assert told.outcome == "has-history"
    assert "It also has a date" in told.warnings[0]
    assert "too vague" in ask("next step 'call Jane tomorrow'").warnings[0]


def test_history_is_told_where_it_goes(ask: Ask) -> None:
    told = ask("next step 'sent deck to Bob'")
    assert any("Next Steps History" in line for line in told.next)


def test_a_date_is_told_where_it_goes(ask: Ask) -> None:
    told = ask("next step 'send Bob the runner slides on Monday'")
    assert any("Next Step Date" in line for line in told.next)


@pytest.mark.parametrize("asked", ["/handrail nextstep", "/handrail nextstep ''", "next step ''"])
def test_nothing_to_judge_is_refused_with_an_example(ask: Ask, asked: str) -> None:
    told = ask(asked)
    assert told.status == "invalid"
    assert told.next


@pytest.mark.parametrize("edition", ["fy21", "fy22"])
def test_older_editions_have_no_rule_against_dates_and_history(
    files: dict[str, str], edition: str
) -> None:
    pack = parse(files, edition)
    noon = datetime(2026, 4, 23, 12, tzinfo=UTC)
    for step, outcome in STEPS:
        told = answer(Question(f"/handrail nextstep {step}", noon), pack)
        allowed = ("ok", "too-vague") if outcome.startswith("has") else (outcome,)
        assert told.outcome in allowed
        assert (outcome in allowed) or "no rule against" in told.assumptions[0]


def test_a_step_given_later_takes_the_place_of_the_text(ask: Ask) -> None:
    told = ask("/handrail nextstep follow up", next_step="Ask Jane who signs security reviews")
    assert told.outcome == "ok"


QUIET = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
WORDS = st.sampled_from(
    [
        "ask",
        "Jane",
        "follow",
        "up",
        "called",
        "sent",
        "deck",
        "friday",
        "tomorrow",
        "wait",
        "signature",
        "the",
        "quote",
        "5/3",
        "in",
        "weeks",
        "two",
        "security",
        "review",
        "'",
        "“",
        "”",
        ":",
        "{}",
        "may",
        "24/7",
        "tbd",
        "and",
        "we",
        "budget",
    ]
)


@QUIET
@given(words=st.lists(WORDS, min_size=1, max_size=9), tail=st.text(max_size=12))
def test_no_text_at_all_goes_unanswered(ask: Ask, words: list[str], tail: str) -> None:
    assert ask(f"/handrail nextstep {' '.join(words)} {tail}").headline
    assert ask(f"next step '{' '.join(words)} {tail}'").headline


@QUIET
@given(step=st.sampled_from([step for step, _ in STEPS]))
def test_what_was_read_reads_the_same_again(ask: Ask, step: str) -> None:
    told = ask(f"/handrail nextstep {step}")
    again = ask(f"/handrail nextstep {told.read_as}")
    assert (again.read_as, again.outcome) == (told.read_as, told.outcome)
