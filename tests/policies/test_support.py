"""Support: live, in writing, not at all, or a trial that becomes a POV."""

from collections.abc import Callable

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
        ("SMB live help 4,999.99", "async"),
        ("SMB live help 5,000", "live"),
        ("8k IACV SMB, live session please", "live"),
        ("smb, 4.2k IACV, any chance of a live techie", "async"),
        ("SMB live help about 5k", "needs_fact"),
        ("SMB live help about 4k", "async"),
        ("SMB live help 4k-6k", "needs_fact"),
        ("SMB live help 5.000", "needs_fact"),
        ("SMB live help -5k", "async"),
        ("SMB live help €8k", "invalid"),
        ("SMB live help 8k 6k", "conflict"),
        ("SMB async question 1k IACV", "async"),
        ("/handrail support SMB live help", "needs_fact"),
        ("/handrail support live help 8k", "needs_fact"),
        ("/handrail support foo", "invalid"),
        ("SMB wants a guided POV", "not-available"),
        ("SMB guided architecture, 20k", "not-available"),
        ("SMB deployment assistance", "not-available"),
        ("SMB trial guidance", "not-available"),
        ("SMB trial 6k IACV, convert to POV?", "not-available"),
        ("MM trial 5,000 IACV, convert to POV?", "keep-trial"),
        ("MM trial 5,000.01 IACV", "convert-to-pov"),
        ("mid-market evaluation, 12k", "convert-to-pov"),
        ("MM trial about 5k IACV", "needs_fact"),
        ("free trial guys want somebody live. 7k IACV, mid market", "convert-to-pov"),
        ("/handrail support MM trial", "needs_fact"),
        ("MM live help 8k", "live"),
        ("/handrail support enterprise trial 6k", "outside-commercial"),
    ],
)
def test_help_follows_segment_wish_and_iacv(text: str, outcome: str, ask: Ask) -> None:
    assert outcome_of(ask(text)) == outcome


@pytest.mark.parametrize(
    ("used", "outcome", "left"),
    [
        ("", "live", (2, 60)),
        ("no sessions yet", "live", (2, 60)),
        ("0 sessions", "live", (2, 60)),
        ("1 session of 45 min", "live", (1, 15)),
        ("one session of 59 minutes", "live", (1, 1)),
        ("1 session of 60 min", "async", (1, 0)),
        ("1 session of an hour", "async", (1, 0)),
        ("2 sessions of 20 min", "async", (0, 20)),
        ("2 sessions, 40 min", "async", (0, 20)),
        ("2 20-minute calls", "async", (0, 20)),
        ("two 20 min calls", "async", (0, 20)),
        ("two sessions, 40 min together", "async", (0, 20)),
        ("one 45 min session", "live", (1, 15)),
        ("already 2 pre-sales sessions", "async", (0, None)),
        ("3 sessions", "async", (0, None)),
        ("1 session", "needs_fact", (1, None)),
        ("45 min used", "needs_fact", (None, 15)),
        ("post-sales, 2 sessions last year", "live", (2, 60)),
        ("pre-sales, 2 sessions last year", "async", (0, None)),
    ],
)
def test_what_is_left_is_counted(
    used: str, outcome: str, left: tuple[int | None, int | None], ask: Ask
) -> None:
    told = ask(f"SMB live help 8k, {used}")
    assert outcome_of(told) == outcome
    assert (told.values["sessions_left"], told.values["minutes_left"]) == left


def test_last_year_counts_before_the_sale_only_so_the_stage_is_asked_for(ask: Ask) -> None:
    text = "SMB live help 8k, 2 sessions last year"
    assert ask(text).ask == ("stage",)
    assert ask(text, stage="post").outcome == "live"
    assert ask(text, stage="pre").outcome == "async"


@pytest.mark.parametrize("sessions", ["-1 sessions", "1.5 sessions"])
def test_sessions_are_whole_and_not_negative(sessions: str, ask: Ask) -> None:
    assert outcome_of(ask(f"SMB live help 8k, {sessions}")) == "invalid"


def test_missing_facts_are_asked_for_and_answer_in_place(ask: Ask) -> None:
    assert ask("/handrail support SMB live help").ask == ("iacv",)
    assert ask("/handrail support SMB live help", iacv="5000").outcome == "live"
    assert ask("/handrail support live help 8k").ask == ("segment",)
    assert ask("/handrail support live help 8k", segment="smb").outcome == "live"
    text = "SMB live help 8k, 1 session"
    assert ask(text, minutes="45").values["minutes_left"] == 15
    assert ask(text, minutes="60").outcome == "async"


def test_used_up_sessions_decide_without_the_iacv(ask: Ask) -> None:
    assert ask("/handrail support SMB live help, 2 sessions").outcome == "async"


def test_a_written_answer_comes_within_two_days(ask: Ask) -> None:
    told = ask("SMB live help 3k")
    assert told.as_json()["values"]["answer_by"] == "2026-04-25T12:00:00+00:00"
    assert any("48 hours" in warning for warning in told.warnings)


def test_the_two_days_run_from_when_the_issue_was_opened(ask: Ask) -> None:
    told = ask("SMB async question, asked 2026-03-02 10:00")
    assert told.as_json()["values"]["answer_by"] == "2026-03-04T10:00:00+00:00"


def test_the_tier_is_no_condition(ask: Ask) -> None:
    told = ask("SMB live help, Free tier, 6k")
    assert told.outcome == "live"
    assert any("preference" in each for each in told.assumptions)


def test_mid_market_help_does_not_cite_the_limits_of_smb(ask: Ask) -> None:
    cited = {citation.id for citation in ask("MM live help 8k").citations}
    assert "sa-request" in cited
    assert not any(id.startswith("smb-") for id in cited)


@few
@given(dollars=st.integers(-10_000, 200_000))
def test_more_iacv_never_takes_live_help_away(dollars: int, ask: Ask) -> None:
    assert ask(f"SMB live help {dollars} USD IACV").outcome == (
        "live" if dollars >= 5_000 else "async"
    )


@few
@given(sessions=st.integers(0, 5), minutes=st.integers(1, 120))
def test_live_help_lasts_until_one_of_the_limits(sessions: int, minutes: int, ask: Ask) -> None:
    told = ask(f"/handrail support SMB live help 8k, {sessions} sessions, {minutes} min in total")
    some = sessions < 2 and (minutes < 60 or sessions == 0)
    assert told.outcome == ("live" if some else "async")


@few
@given(text=st.text(max_size=60))
def test_no_text_is_too_strange(text: str, ask: Ask) -> None:
    assert ask(f"/handrail support {text}").headline


@pytest.mark.parametrize(
    "text",
    [
        "SMB post-sales sessions next year",
        "SA on a discovery call",
        "DM an SA",
        "SMB live help",
        "trial 6k IACV convert to POV?",
        "smb 6k net arr amount 7k closing next month",
        "how many live sessions can one smb acct have and how long",
    ],
)
def test_other_questions_are_left_alone(text: str, ask: Ask) -> None:
    assert ask(text).policy != "support"


@pytest.mark.parametrize(
    "text",
    [
        "SMB live help 8k, 1 session of 45 min",
        "SMB live help about 4k",
        "MM trial 5,000.01 IACV",
        "SMB wants a guided POV",
        "SMB async question 1k IACV",
    ],
)
def test_what_was_read_reads_the_same_again(text: str, ask: Ask) -> None:
    once = ask(text)
    again = ask(f"/handrail support {once.read_as}")
    assert (again.outcome, again.facts) == (once.outcome, once.facts)
    assert again.read_as == once.read_as
