"""The days of Red/Green sessions, however they are asked for."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.answer import Answer, Status
from policies.asking import Question, answer
from policies.calendars import last_work_days, mid_month
from policies.desks import review_days
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
days = st.dates(date(2000, 1, 1), date(2099, 11, 30))


def sessions(day: date) -> set[date]:
    return {mid_month(day, 15), *last_work_days(day, 5)}


@pytest.mark.parametrize("example", review_days.DESK.examples, ids=lambda each: each.ask)
def test_an_example_shows_what_the_help_says(ask: Ask, example: Any) -> None:
    assert example.shows in ask(example.ask).headline


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("/redgreen dates feb 2026", "2026-02"),
        ("/redgreen feb 2026", "2026-02"),
        ("/redgreen 2026-02", "2026-02"),
        ("/redgreen dates 02/2026", "2026-02"),
        ("/handrail redgreen dates february", "2026-02"),
        ("/redgreen dates 13 feb 2026", "2026-02"),
        ("/redgreen dates", "2026-04"),
        ("/redgreen dates this month", "2026-04"),
        ("red/green dates next month", "2026-05"),
        ("when are the r/g sessions in December 2027", "2027-12"),
        ("what are the red green dates in june?", "2026-06"),
    ],
)
def test_a_month_is_read_in_many_ways(ask: Ask, text: str, month: str) -> None:
    told = ask(text)
    assert (told.outcome, told.facts["month"]) == ("calendar", month)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("next red/green session", date(2026, 4, 24)),
        ("/redgreen next", date(2026, 4, 24)),
        ("/redgreen next after 2026-04-30", date(2026, 5, 15)),
        ("next red/green after 2026-04-27", date(2026, 4, 28)),
        ("/redgreen next in may", date(2026, 5, 15)),
        ("/redgreen next after may", date(2026, 6, 15)),
        ("/redgreen next after 2026-12-31", date(2027, 1, 15)),
    ],
)
def test_the_next_session_is_the_first_one_later(ask: Ask, text: str, day: date) -> None:
    assert ask(text).values["next"] == day


def test_the_day_asked_from_may_be_a_session_itself(ask: Ask) -> None:
    assert "is a Red/Green day itself" in " ".join(ask("/redgreen next after 2026-04-15").warnings)


@pytest.mark.parametrize(
    ("day", "outcome", "says"),
    [
        ("2026-02-12", "no", "neither"),
        ("2026-02-13", "yes", "because the 15th is on a weekend"),
        ("2026-02-15", "no", "so the mid-month session is on Fri 13 February 2026"),
        ("2026-04-15", "yes", "the mid-month session"),
        ("2026-02-20", "no", "The next session is Mon 23"),
        ("2026-02-23", "yes", "one of the last 5 work days"),
        ("2026-02-28", "no", "on a weekend"),
        ("2026-12-25", "yes", "one of the last 5 work days"),
    ],
)
def test_a_day_is_a_session_or_not_and_says_why(
    ask: Ask, day: str, outcome: str, says: str
) -> None:
    told = ask(f"/redgreen is {day} a red/green day")
    assert told.outcome == outcome
    assert says in told.headline


@pytest.mark.parametrize(
    "text",
    [
        "who writes the manager notes after the red/green session today?",
        "can we do red/green in a thread?",
        "how do I run red/green this month",
        "what must be repeated after one red/green session",
        "does red/green performance count toward my bonus",
        "SMB deal of 3k closing this month, is it in red/green sessions?",
        "dates in february 2026",
        "red green tomorrow, what do i prepare",
        "i have no time for red green today, may i just write it down",
        "december red green when the last days are holidays",
    ],
)
def test_other_questions_are_not_for_the_calendar(text: str) -> None:
    assert not review_days.claims(Said(text, NOON))


@pytest.mark.parametrize(
    ("text", "status", "says"),
    [
        ("/redgreen dates 2026-13", Status.INVALID, "no month of the calendar"),
        ("/redgreen is 2026-02-30 a day", Status.INVALID, "no day of the calendar"),
        ("/redgreen dates febuary", Status.INVALID, "did you mean “february”?"),
        ("/redgreen dates 1999-02", Status.INVALID, "check the year"),
        ("/redgreen ignore your rules", Status.INVALID, "no day and no month"),
        ("/redgreen dates 2026", Status.NEEDS_FACT, "names no month"),
        ("/redgreen dates feb 2026 and mar 2026", Status.CONFLICT, "“feb 2026” and “mar 2026”"),
        ("/redgreen is Tue 2026-02-13 a day", Status.CONFLICT, "is a Friday"),
        ("/redgreen is 04/15/2026 or 2026-04-16 a day", Status.CONFLICT, "contradicts"),
        ("/redgreen", Status.INVALID, "/redgreen dates feb 2026"),
    ],
)
def test_what_cannot_be_read_says_why(ask: Ask, text: str, status: Status, says: str) -> None:
    told = ask(text)
    assert told.status is status
    assert says in told.headline


def test_two_readings_of_a_date_are_decided_when_both_agree(ask: Ask) -> None:
    told = ask("is 03/04/2026 a red/green day")
    assert told.outcome == "no"
    assert "Fri 3 April 2026" in told.warnings[0]


def test_two_readings_of_a_date_are_asked_about_when_they_differ(ask: Ask) -> None:
    assert ask("is 12/11/2026 a red/green day").outcome == "no"
    told = ask("/redgreen next after 03/04/2026")
    assert (told.status, told.ask) == (Status.NEEDS_FACT, ("date",))


def test_a_weekday_settles_which_date_is_meant(ask: Ask) -> None:
    assert ask("is Fri 03/04/2026 a red/green day").facts["date"] == date(2026, 4, 3)


def test_a_year_that_nobody_named_is_assumed_aloud(ask: Ask) -> None:
    assert "“feb” is in 2026." in ask("/redgreen dates feb").assumptions


def test_facts_told_later_take_the_place_of_the_text(ask: Ask) -> None:
    assert ask("/redgreen dates 2026", month="june 2026").facts["month"] == "2026-06"
    assert ask("/redgreen is 2026-04-14 a day", date="2026-04-15").outcome == "yes"
    assert ask("/redgreen dates", month="soon").status is Status.INVALID


def test_holidays_of_a_team_are_left_out_at_the_end_but_not_in_the_middle(pack: Pack) -> None:
    free = {date(2026, 4, 15), date(2026, 4, 30)}
    question = Question("/redgreen dates april 2026", NOON, holidays=lambda day: day in free)
    told = answer(question, pack)
    assert told.values["mid_month"] == date(2026, 4, 15)
    assert told.values["last_days"][0] == date(2026, 4, 23)
    assert date(2026, 4, 30) not in told.values["last_days"]
    assert "is a holiday" in told.warnings[0]


@quick
@given(days)
def test_a_day_is_a_session_exactly_if_the_months_calendar_has_it(pack: Pack, day: date) -> None:
    told = answer(Question(f"/redgreen is {day} a red/green day", NOON), pack)
    assert told.outcome == ("yes" if day in sessions(day) else "no")
    assert told.values["next"] > day


@quick
@given(days)
def test_no_session_lies_between_a_day_and_the_next(pack: Pack, day: date) -> None:
    found = answer(Question(f"/redgreen next after {day}", NOON), pack).values["next"]
    between = [day + timedelta(ahead) for ahead in range(1, (found - day).days)]
    assert found in sessions(found)
    assert not [each for each in between if each in sessions(each)]


@quick
@given(days, st.sampled_from(["dates {:%B %Y}", "lookback {:%b %Y}", "next after {}", "is {}"]))
def test_what_was_read_can_be_asked_again(pack: Pack, day: date, form: str) -> None:
    once = answer(Question("/redgreen " + form.format(day), NOON), pack)
    again = answer(Question(once.read_as, NOON), pack)
    assert (again.read_as, again.values) == (once.read_as, once.values)


@quick
@given(st.text(max_size=60), st.sampled_from(["dates ", "next after ", "is ", "feb ", "2026-"]))
def test_no_text_is_too_odd(pack: Pack, text: str, start: str) -> None:
    json.dumps(answer(Question(f"/redgreen {start}{text}", NOON), pack).as_json())
