"""The three close-date conventions, parking, and dates that must change."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.answer import Answer, Status
from policies.asking import Question, answer
from policies.calendars import first_of, is_weekend, last_of
from policies.desks import close_dates
from policies.desks.close_conventions import Deal, judge
from policies.pack import Pack
from policies.reading.said import Said

NOW = datetime(2026, 4, 23, 9, tzinfo=UTC)
Asking = Callable[..., Answer]

quick = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
deals = st.builds(
    Deal,
    today=days,
    day=days,
    compelling_event=st.booleans(),
    quote_sent=st.booleans(),
    renewal=st.booleans(),
    parked=st.booleans(),
    missed=st.booleans(),
)


@pytest.fixture
def ask(pack: Pack) -> Asking:
    """Asked on Thursday 23 April 2026 at 09:00."""

    def asking(text: str, **given: str) -> Answer:
        return answer(Question(f"/handrail closedate {text}", NOW, given=given), pack)

    return asking


@pytest.mark.parametrize("example", close_dates.DESK.examples, ids=lambda each: each.ask)
def test_an_example_shows_what_the_help_says(pack: Pack, example: Any) -> None:
    assert example.shows in answer(Question(example.ask, NOW), pack).headline


@pytest.mark.parametrize(
    ("text", "outcome", "suggested"),
    [
        ("2026-04-30 with event", "fits-last-day", None),
        ("2026-04-29 with event, quote not sent", "change", "2026-04-30"),
        ("2026-05-31 with event", "fits-last-day", None),
        ("2026-05-01 with event, quote not sent", "change", "2026-04-30"),
        ("2026-05-01 with event", "change", "2026-04-30"),
        ("2026-04-30 no event", "change", "2026-05-01"),
        ("2026-05-01 no event", "parked", None),
        ("2026-04-30 no event, quote not sent", "change", "2026-05-01"),
        ("2026-05-02 no event, quote not sent", "change", "2026-06-01"),
        ("2026-12-31 no event, no quote", "change", "2027-01-01"),
        ("last day of may, no event", "change", "2026-06-01"),
        ("first day of next month, no event", "parked", None),
        ("2026-04-23 quote sent", "fits-actual-day", None),
        ("2026-04-22 quote sent", "change", "2026-04-24"),
        ("2026-04-17 quote sent", "change", "2026-04-24"),
        ("2026-04-27 quote sent, unsigned at the end of the day", "change", "2026-05-01"),
        ("2026-05-01 quote sent, unsigned at the end of the day", "change", "2026-05-08"),
        ("2026-04-25 quote sent", "change", "2026-04-24"),
        ("2026-05-31 quote sent with event", "fits-last-day", None),
        ("2026-05-31 quote sent no event", "change", "2026-05-29"),
        ("2026-05-12 renewal", "fits-actual-day", None),
        ("2026-05-12 new business, quote sent", "fits-actual-day", None),
        ("2026-03-31 with event", "change", "2026-04-30"),
        ("2026-04-01 no event", "change", "2026-05-01"),
        ("may with event", "fits-last-day", "2026-05-31"),
        ("may no event", "parked", "2026-06-01"),
        ("march 2026 with event", "change", "2026-04-30"),
        ("chances 80% may 20% june with event", "fits-last-day", "2026-05-31"),
        ("2026-05-31 with event quote not sent chances 90% april 10% may", "change", "2026-04-30"),
    ],
)
def test_a_date_fits_a_convention_or_another_is_named(
    ask: Asking, text: str, outcome: str, suggested: str | None
) -> None:
    told = ask(text)
    found = told.values.get("suggested")
    assert (told.outcome, str(found) if found else None) == (outcome, suggested)


@pytest.mark.parametrize(
    ("text", "first", "between"),
    [
        ("2026-04-24", "quote_sent", {"fits-actual-day", "change"}),
        ("2026-04-28 no event", "quote_sent", {"fits-actual-day", "change"}),
        ("2026-04-30 new business no quote", "compelling_event", {"fits-last-day", "change"}),
        ("2026-05-01 new business no quote", "compelling_event", {"parked", "change"}),
        ("next month", "compelling_event", {"fits-last-day", "parked"}),
        ("next month renewal", "date", {"fits-actual-day", "change"}),
        ("no event", "date", {"fits-actual-day", "change"}),
        ("parked since 2026-04-21", "parked_since", {"parked", "parking-over"}),
        ("chances 50% april 50% may no event", "chances", set()),
        ("chances 50% april 40% may 10%", "chances", set()),
        ("03/04/2026 quote sent", "date", set()),
        ("2026-04-28, not sure if there is a compelling event", "quote_sent", {"change"}),
    ],
)
def test_the_fact_that_is_missing_is_asked_for(
    ask: Asking, text: str, first: str, between: set[str]
) -> None:
    told = ask(text)
    assert (told.status, told.ask[0]) == (Status.NEEDS_FACT, first)
    assert between <= set(told.between)


@pytest.mark.parametrize(
    ("since", "outcome"),
    [
        ("2026-04-21 09:00", "parked"),
        ("2026-04-21 08:59", "parking-over"),
        ("2026-04-22", "parked"),
        ("2026-04-20", "parking-over"),
        ("yesterday 10:00", "parked"),
        ("48 hours", "parked"),
        ("49 hours", "parking-over"),
        ("today", "parked"),
    ],
)
def test_a_parked_date_stays_for_48_hours_and_no_longer(
    ask: Asking, since: str, outcome: str
) -> None:
    told = ask(f"2026-05-01 no event, parked since {since}")
    assert told.outcome == outcome
    assert told.values["window_ends"] == told.values["parking_ends"].date() + timedelta(58)


@pytest.mark.parametrize(
    "text", ["parked on 1 may since", "1 may, parked it for", "1 may parked from"]
)
def test_the_day_parked_on_is_not_the_day_it_was_parked(ask: Asking, text: str) -> None:
    when = "3 days" if text.endswith("for") else "2026-04-20 09:00"
    told = ask(f"{text} {when}, no event")
    assert (told.outcome, told.facts["date"]) == ("parking-over", date(2026, 5, 1))
    assert ask("i parked it on 2026-05-01 three days ago").outcome == "parking-over"


def test_parking_counts_from_now_when_nobody_says_since_when(ask: Asking) -> None:
    told = ask("2026-05-01 no event")
    assert told.values["parking_ends"] == NOW + timedelta(hours=48)
    assert told.values["window_ends"] == date(2026, 6, 22)
    assert "48 hours count from here" in " ".join(told.assumptions)


@pytest.mark.parametrize(
    ("text", "flips"),
    [
        ("2026-05-01 no event", {("compelling_event", True, "change")}),
        ("2026-05-01 no event", {("quote_sent", True, "fits-actual-day")}),
        ("2026-04-28 quote not sent no event", {("renewal", True, "fits-actual-day")}),
        ("2026-04-30 no event", {("quote_sent", True, "fits-actual-day")}),
        ("2026-04-30 with event", {("compelling_event", False, "change")}),
    ],
)
def test_what_one_other_fact_would_change_is_named(
    ask: Asking, text: str, flips: set[tuple[str, bool, str]]
) -> None:
    assert flips <= {(flip.fact, flip.to, flip.outcome) for flip in ask(text).flips}


@pytest.mark.parametrize(
    ("text", "status", "says"),
    [
        ("2026-02-29 no event", Status.INVALID, "no day of the calendar"),
        ("1999-05-01 no event", Status.INVALID, "check the year"),
        ("chances 120% april", Status.INVALID, "between 0 and 100"),
        ("chances 60% april 50% may", Status.CONFLICT, "110 per cent"),
        ("Fri 2026-04-30 quote sent", Status.CONFLICT, "is a Thursday"),
        ("2026-04-28 or 2026-04-30", Status.CONFLICT, "“2026-04-28” and “2026-04-30”"),
        ("2026-04-28 quote sent, quote not sent", Status.CONFLICT, "quote sent"),
        ("2026-05-01 parked since 2026-04-29", Status.CONFLICT, "still to come"),
    ],
)
def test_what_cannot_be_says_why(ask: Asking, text: str, status: Status, says: str) -> None:
    told = ask(text)
    assert told.status is status
    assert says in told.headline


@pytest.mark.parametrize(
    ("text", "event", "quote"),
    [
        ("no quote sent yet, no event", False, False),
        ("without a compelling event, quote is out", False, True),
        ("event not yet confirmed and the quote hasn't been sent", False, False),
        ("compeling event is there, quote not sent", True, False),
        ("we don't have an event, sent the quote", False, True),
        ("event: no, quote: yes", False, True),
        ("compelling event = yes; quote = no", True, False),
        ("event unclear, the quote isn't signed", False, True),
    ],
)
def test_a_no_is_not_taken_for_a_yes(ask: Asking, text: str, event: bool, quote: bool) -> None:
    facts = ask(f"2026-04-28 {text}").facts
    assert (facts["compelling_event"], facts["quote_sent"]) == (event, quote)


def test_the_day_the_quote_was_sent_is_not_the_close_date(ask: Asking) -> None:
    assert ask("2026-04-28, quote sent on 2026-04-20").facts["date"] == date(2026, 4, 28)


def test_a_friday_in_another_month_is_pointed_out(ask: Asking) -> None:
    warnings = " ".join(ask("2026-04-28 quote sent, unsigned at the end of the day").warnings)
    assert "another month" in warnings


def test_facts_told_later_take_the_place_of_the_text(ask: Asking) -> None:
    assert ask("2026-05-01", compelling_event="no").outcome == "parked"
    assert ask("2026-04-28", quote_sent="yes").outcome == "fits-actual-day"
    assert ask("next month", date="2026-05-29", renewal="yes").outcome == "fits-actual-day"
    assert ask("no event", date="may 2026").values["suggested"] == date(2026, 6, 1)
    parked = ask("2026-05-01 no event", parked_since="2026-04-20 09:00")
    assert parked.outcome == "parking-over"
    assert ask("with event", chances="90% April, 10% May").values["suggested"] == date(2026, 4, 30)
    assert ask("2026-05-01", date="soon").status is Status.INVALID


@pytest.mark.parametrize(
    "text",
    [
        "what is the close date rule for 1 May",
        "how long may a close date stay parked",
        "who approves a close date of 2026-05-01",
        "close date without compelling event",
        "opp SMB 6k net ARR, close date 2026-05-01",
        "SMB deal $6,000 close date 2026-05-01",
        "call the customer on 2026-05-01",
        "deal likely in june, no event, is it 1 june or 1 july",
        "what close date in the april example",
        "is 29 february fine as close date in a leap year",
        "the net ARR amount is not updated, is that allowed?",
    ],
)
def test_other_questions_are_not_for_close_dates(text: str) -> None:
    assert not close_dates.claims(Said(text, NOW))


@quick
@given(deals)
def test_a_suggested_date_obeys_the_convention_that_it_comes_from(deal: Deal) -> None:
    verdict = judge(deal)
    found = verdict.suggested
    assert (found is not None) == (verdict.outcome == "change")
    if found is not None:
        assert found >= deal.today
        kinds = {"last_day": last_of(found), "first_day": first_of(found)}
        assert found == kinds.get(verdict.rule, found)
        assert verdict.rule != "actual_day" or found.weekday() == 4


@quick
@given(deals)
def test_a_past_date_never_fits_and_only_the_last_day_may_be_on_a_weekend(deal: Deal) -> None:
    verdict, day = judge(deal), deal.day or deal.today
    if verdict.outcome != "change":
        assert day >= deal.today
    if verdict.outcome == "fits-actual-day":
        assert not is_weekend(day)


facts = st.lists(
    st.sampled_from(
        [
            *("with event", "no event", "quote sent", "quote not sent", "renewal"),
            *("new business", "parked since 2026-04-22 09:00", "chances 90% April, 10% May"),
        ]
    ),
    max_size=4,
    unique=True,
)


@quick
@given(days, facts)
def test_what_was_read_can_be_asked_again(pack: Pack, day: date, told: list[str]) -> None:
    text = ", ".join([str(day), *told])
    once = answer(Question(f"/handrail closedate {text}", NOW), pack)
    if once.status in (Status.DECIDED, Status.NEEDS_FACT):
        again = answer(Question(f"/handrail closedate {once.read_as}", NOW), pack)
        assert (again.read_as, again.outcome) == (once.read_as, once.outcome)
        assert again.values == once.values


@quick
@given(st.text(max_size=60), st.sampled_from(["", "parked for 9", "chances 9", "2026-", "1 "]))
def test_no_text_is_too_odd(pack: Pack, text: str, start: str) -> None:
    json.dumps(answer(Question(f"/handrail closedate {start}{text}", NOW), pack).as_json())


def test_a_length_of_time_told_for_the_date_is_no_date(pack: Pack) -> None:
    question = Question("/handrail closedate no event", NOW, given={"date": "2 hours"})
    told = answer(question, pack)
    assert told.status is Status.INVALID
    assert told.headline.startswith("“2 hours” does not say the close date")
