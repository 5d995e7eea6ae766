"""MQLs: answered within the hour, and after two untouched weeks open to the AE."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.answer import Answer, Status
from policies.asking import Question, answer
from policies.pack import Pack

Ask = Callable[..., Answer]
few = settings(max_examples=60, deadline=None, derandomize=True)
MONDAY = datetime(2026, 3, 2, 9, 10, tzinfo=UTC)


def outcome_of(told: Answer) -> str:
    return told.outcome or told.status.value


def test_an_mql_is_answered_within_the_hour(ask: Ask) -> None:
    told = ask("MQL assigned 2026-03-02 09:10")
    assert told.outcome == "respond"
    assert told.values == {
        "respond_by": MONDAY + timedelta(hours=1),
        "ae_from": MONDAY + timedelta(days=14),
    }
    assert "Mon 2 March 2026 10:10" in told.headline


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("MQL untouched since 2026-03-02 09:10, now 2026-03-15", "wait"),
        ("MQL untouched since 2026-03-02 09:10, now 2026-03-16 09:09", "wait"),
        ("MQL untouched since 2026-03-02 09:10, now 2026-03-16 09:10", "ae-may-contact"),
        ("now 2026-03-16 09:10, MQL untouched since 2026-03-02 09:10", "ae-may-contact"),
        ("MQL untouched since 2 March 2026 9:10am", "ae-may-contact"),
        ("MQL untouched since 2026-03-02", "ae-may-contact"),
        ("MQL untouched since 2026-04-09", "needs_fact"),
        ("MQL untouched for 13 days", "wait"),
        ("MQL untouched for two weeks", "ae-may-contact"),
        ("MQL untouched for about two weeks", "needs_fact"),
        ("MQL untouched for about 3 weeks", "ae-may-contact"),
        ("nobody has touched the inquiry for 3 weeks", "ae-may-contact"),
        ("sdr has not touched the lead for two weeks", "ae-may-contact"),
        ("inquiry untouched since 2026-04-20 09:10", "wait"),
        ("MQL assigned 2026-04-22 09:10, can the AE contact it", "wait"),
        ("MQL assigned 2026-03-02 09:10, can the AE contact it", "needs_fact"),
        ("MQL assigned 2026-03-02 09:10, SDR called it, can I write", "wait"),
        ("MQL assigned today 09:10", "respond"),
        ("MQL assigned 09:10", "respond"),
        ("/handrail mql untouched", "needs_fact"),
        ("/handrail mql foo", "invalid"),
        ("MQL assigned 2026-02-30 09:10", "invalid"),
        ("MQL assigned Tue 2026-03-02 09:10", "conflict"),
        ("MQL assigned 03/04/2026 09:10", "needs_fact"),
        ("MQL assigned 2026-03-02 09:10 and 2026-03-03 10:00", "conflict"),
    ],
)
def test_the_ae_waits_for_two_whole_weeks(text: str, outcome: str, ask: Ask) -> None:
    assert outcome_of(ask(text)) == outcome


def test_what_is_open_is_asked_for(ask: Ask) -> None:
    text = "MQL assigned 2026-03-02 09:10, can the AE contact it"
    assert ask(text).ask == ("touched",)
    assert ask(text, touched="no").outcome == "ae-may-contact"
    assert ask(text, touched="yes").outcome == "wait"
    assert ask("/handrail mql untouched").ask == ("assigned",)
    given = ask("/handrail mql untouched", assigned="2026-03-02 09:10")
    assert given.outcome == "ae-may-contact"


def test_an_inquiry_has_no_hour(ask: Ask) -> None:
    assert ask("inquiry untouched since 2026-04-20 09:10").values["respond_by"] is None


@pytest.mark.parametrize(
    "instant", ["Sat 2026-04-18 10:00", "2026-04-22 17:01", "2026-04-22 08:59"]
)
def test_a_lead_outside_working_hours_is_flagged(instant: str, ask: Ask) -> None:
    told = ask(f"MQL assigned {instant}")
    assert any("inside working hours" in warning for warning in told.warnings)


def test_a_lead_inside_working_hours_is_not(ask: Ask) -> None:
    told = ask("MQL assigned 2026-04-23 11:30")
    assert told.warnings == ()


def test_two_weeks_are_the_same_time_of_day_over_a_clock_change(pack: Pack) -> None:
    now = datetime(2026, 3, 20, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    told = answer(Question("MQL assigned 2026-03-20 09:10", now), pack)
    assert told.as_json()["values"]["ae_from"] == "2026-04-03T09:10:00+02:00"


@few
@given(minutes=st.integers(0, 60 * 24 * 40))
def test_once_open_to_the_ae_a_lead_stays_so(minutes: int, ask: Ask) -> None:
    now = MONDAY + timedelta(minutes=minutes)
    told = ask(f"MQL untouched since 2026-03-02 09:10, now {now:%Y-%m-%d %H:%M}")
    assert told.outcome == ("ae-may-contact" if minutes >= 14 * 24 * 60 else "wait")


@few
@given(text=st.text(max_size=60))
def test_no_text_is_too_strange(text: str, ask: Ask) -> None:
    assert ask(f"/handrail mql {text}").headline


@pytest.mark.parametrize(
    "text",
    [
        "fone or emial first on a new MQL",
        "what is an MQL",
        "how soon must an MQL be called",
        "leads from last month",
        "is there a week 9 in the leadership development program?",
    ],
)
def test_other_questions_are_left_alone(text: str, ask: Ask) -> None:
    assert ask(text).policy != "mql"


@pytest.mark.parametrize(
    "text",
    [
        "MQL assigned 2026-03-02 09:10",
        "MQL untouched since 2026-03-02 09:10, now 2026-03-15 08:00",
        "MQL untouched for about 3 weeks",
        "inquiry assigned 2026-04-22, can the AE contact it",
    ],
)
def test_what_was_read_reads_the_same_again(text: str, ask: Ask) -> None:
    once = ask(text)
    again = ask(f"/handrail mql {once.read_as}")
    assert again.status is not Status.INVALID
    assert (again.outcome, again.facts) == (once.outcome, once.facts)
