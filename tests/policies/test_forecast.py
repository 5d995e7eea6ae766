"""The weekly forecast: Wednesday 17:00, and its five values."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.answer import Answer, Status
from policies.asking import Question, answer
from policies.desks import forecasts
from policies.pack import Pack
from policies.reading.said import Said

Ask = Callable[..., Answer]
NOON = datetime(2026, 4, 23, 12, tzinfo=UTC)

quick = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
instants = st.integers(0, 2 * 365 * 24 * 60).map(lambda each: NOON + timedelta(minutes=each))


@pytest.mark.parametrize("example", forecasts.DESK.examples, ids=lambda each: each.ask)
def test_an_example_shows_what_the_help_says(ask: Ask, example: Any) -> None:
    assert example.shows in ask(example.ask).headline


@pytest.mark.parametrize(
    ("text", "outcome", "due"),
    [
        ("forecast on Wed 16:59", "on-time", "2026-04-22T17:00"),
        ("forecast on Wed 17:00", "on-time", "2026-04-22T17:00"),
        ("forecast on Wed 5 pm", "on-time", "2026-04-22T17:00"),
        ("forecast on Wed 17:01", "late", "2026-04-22T17:00"),
        ("forecast submitted 2026-04-27 09:00", "on-time", "2026-04-29T17:00"),
        ("forecast on 2026-04-26 10:00", "late", "2026-04-22T17:00"),
        ("forecast on 2026-04-21", "on-time", "2026-04-22T17:00"),
        ("forecast on Thu 2026-04-23", "late", "2026-04-22T17:00"),
        ("is my forecast due? it is Mon 2026-04-20 08:00", "due", "2026-04-22T17:00"),
        ("is my forecast due? it is Wed 2026-04-22 17:00", "due", "2026-04-22T17:00"),
        ("is my forecast due? it is Wed 2026-04-22 17:01", "late", "2026-04-22T17:00"),
        ("is my forecast late", "late", "2026-04-22T17:00"),
        ("is the forecast due on Tue 2026-04-28", "due", "2026-04-29T17:00"),
    ],
)
def test_the_forecast_is_due_on_wednesday_at_five(
    ask: Ask, text: str, outcome: str, due: str
) -> None:
    told = ask(text)
    assert told.outcome == outcome
    assert told.values["due_at"].isoformat().startswith(due)


def test_a_holiday_does_not_move_it(ask: Ask) -> None:
    told = ask("Wed 2026-11-11 is a holiday, is the forecast still due that day?")
    assert told.values["due_at"].isoformat().startswith("2026-11-11T17:00")
    assert "no exception for holidays" in told.warnings[0]


def test_on_the_day_itself_the_time_decides(ask: Ask) -> None:
    told = ask("forecast on 2026-04-22")
    assert (told.status, told.ask, told.between) == (
        Status.NEEDS_FACT,
        ("at",),
        ("on-time", "late"),
    )
    assert ask("forecast on 2026-04-22", at="2026-04-22 16:00").outcome == "on-time"


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("forecast values 10 20 30 40", ["Net 50/50"]),
        ("forecast values 10, 20, 30, 40, 50", []),
        ("forecast values 100 200 300 400 500", []),
        ("forecast values 10 000 20 000 30 000 40 000 50 000", []),
        ("forecast values -5k, 0, 10k, 20k, 30k", []),
        ("/handrail forecast 10", 4),
        (
            "forecast: gross commit 90k, gross best case 120k, net 50/50 100k",
            ["Renewal Loss Best Case", "Renewal Loss Commit"],
        ),
    ],
)
def test_the_values_that_are_missing_are_named(
    ask: Ask, text: str, missing: list[str] | int
) -> None:
    told = ask(text)
    found = told.values["missing"]
    assert (len(found) if isinstance(missing, int) else found) == missing
    assert told.outcome == ("incomplete" if found else "complete")


@pytest.mark.parametrize(
    ("text", "status", "says"),
    [
        ("forecast values 1 2 3 4 5 6", Status.INVALID, "6 were given"),
        ("forecast values €10 20 30 40 50", Status.INVALID, "US dollars"),
        ("forecast values 10 gross commit 20", Status.INVALID, "every value or none"),
        ("forecast values gross commit 20, gross commit 30", Status.CONFLICT, "“20” and “30”"),
        ("forecast values 6.000 1 2 3 4", Status.NEEDS_FACT, "6 or 6,000"),
        ("forecast on 2026-04-22 25:00", Status.INVALID, "no time of day"),
        ("forecast on wed 17:00 or 18:00", Status.CONFLICT, "“wed 17:00” and “18:00”"),
        ("/handrail forecast please", Status.INVALID, "no day, no time and no values"),
    ],
)
def test_what_cannot_be_read_says_why(ask: Ask, text: str, status: Status, says: str) -> None:
    told = ask(text)
    assert told.status is status
    assert says in told.headline


@pytest.mark.parametrize(
    "text",
    [
        "which five values go into the weekly forecast?",
        "what are the 5 forecast figures?",
        "how do I forecast on wed 17:00",
        "SMB 6k forecast to close on 2026-05-28",
        "SMB 6k net ARR, forecast close 2026-05-28",
        "what is a forecast for",
        "what will my boss grill me on in those month end forecast sessions",
    ],
)
def test_other_questions_are_not_for_the_forecast(text: str) -> None:
    assert not forecasts.claims(Said(text, NOON))


@quick
@given(instants, st.integers(0, 10_000))
def test_what_is_late_stays_late_for_the_rest_of_its_week(
    pack: Pack, at: datetime, minutes: int
) -> None:
    later = at + timedelta(minutes=minutes)
    if later.isocalendar()[:2] == at.isocalendar()[:2]:
        asked = [f"/handrail forecast on {each:%Y-%m-%d %H:%M}" for each in (at, later)]
        first, second = (answer(Question(each, NOON), pack).outcome for each in asked)
        assert first == "on-time" or second == "late"


@quick
@given(instants)
def test_the_deadline_is_the_wednesday_of_the_same_week(pack: Pack, at: datetime) -> None:
    told = answer(Question(f"/handrail forecast on {at:%Y-%m-%d %H:%M}", NOON), pack)
    due_at = told.values["due_at"]
    assert due_at.isocalendar()[:3] == (*at.isocalendar()[:2], 3)
    assert (told.outcome == "late") == (f"{at:%u%H%M}" > "31700")
    again = answer(Question(told.read_as, NOON), pack)
    assert (again.read_as, again.values) == (told.read_as, told.values)


@quick
@given(st.lists(st.integers(-10_000, 10_000_000), min_size=1, max_size=5))
def test_values_that_were_read_can_be_asked_again(pack: Pack, figures: list[int]) -> None:
    text = ", ".join(map(str, figures))
    told = answer(Question(f"forecast values {text}", NOON), pack)
    assert len(told.values["missing"]) == 5 - len(figures)
    again = answer(Question(told.read_as, NOON), pack)
    assert (again.read_as, again.facts) == (told.read_as, told.facts)


@quick
@given(st.text(max_size=60), st.sampled_from(["", "values 1 ", "on wed ", "it is 2026-"]))
def test_no_text_is_too_odd(pack: Pack, text: str, start: str) -> None:
    json.dumps(answer(Question(f"/handrail forecast {start}{text}", NOON), pack).as_json())
