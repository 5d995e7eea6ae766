"""Whose next step is due or missing, in what order, on which mornings, and which day is meant."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from policies import next_steps
from policies.next_steps import Cause, Morning, Order, Standing
from policies.pack import Pack
from policies.rhythms import Rhythm

TODAY = date(2026, 12, 2)  # a Wednesday
NOW = datetime(2026, 12, 2, 8, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=30)


@dataclass(frozen=True)
class Deal:
    id: int = 1
    stage: str = "4-Proposal"
    net_arr: int | None = None
    amount: int | None = 10_000
    close_date: date | None = date(2027, 1, 31)
    next_step: str = "Ask Jane who signs security reviews"
    next_step_date: date | None = TODAY


def deal(ahead: int | None = 0, **more: Any) -> Deal:
    day = None if ahead is None else TODAY + timedelta(days=ahead)
    return Deal(next_step_date=day, **more)


@pytest.fixture
def order(pack: Pack) -> Order:
    return Order.of(pack)


@pytest.mark.parametrize(
    ("ahead", "step", "standing"),
    [
        (-1, "Ask Jane", Standing.OVERDUE),
        (0, "Ask Jane", Standing.TODAY),
        (1, "Ask Jane", Standing.AHEAD),
        (None, "Ask Jane", Standing.UNDATED),
        (None, "", Standing.UNWRITTEN),
        (7, "  ", Standing.UNWRITTEN),
        (-1, "", Standing.OVERDUE),
    ],
)
def test_a_step_is_due_missing_or_ahead(ahead: int | None, step: str, standing: Standing) -> None:
    assert next_steps.standing_of(deal(ahead, next_step=step), TODAY) is standing


def test_overdue_comes_first_by_date_then_what_is_missing_then_what_lies_ahead(
    order: Order,
) -> None:
    those = [deal(5, id=1), deal(None, id=2), deal(0, id=3), deal(-9, id=4), deal(-2, id=5)]
    assert [each.id for each in next_steps.ordered(those, TODAY, order)] == [4, 5, 3, 2, 1]


def test_on_one_day_stage_then_amount_then_close_date_decide(order: Order) -> None:
    those = [
        deal(id=1, stage="1-Discovery"),
        deal(id=2, stage="6-Awaiting Signature", amount=5),
        deal(id=3, stage="6-Awaiting Signature", amount=None, net_arr=7),
        deal(id=4, stage="Awaiting Signature", amount=5, close_date=date(2026, 12, 31)),
        deal(id=5, stage="0-Pending Acceptance", amount=1_000_000),
        deal(id=6, stage="Something of ours"),
    ]
    found = [each.id for each in next_steps.ordered(those, TODAY, order)]
    assert found == [3, 4, 2, 1, 5, 6]


def test_the_morning_asks_only_about_what_is_due_or_missing(order: Order) -> None:
    those = [deal(1, id=1), deal(0, id=2), deal(None, id=3)]
    assert [each.id for each in next_steps.waiting(those, TODAY, order)] == [2, 3]


def test_thirty_days_are_not_far_and_thirty_one_are(pack: Pack) -> None:
    days = [TODAY + timedelta(days=ahead) for ahead in (30, 31)]
    assert [next_steps.is_far(day, TODAY, pack) for day in days] == [False, True]


def test_a_step_is_old_once_it_is_more_than_two_weeks_overdue(pack: Pack) -> None:
    days = [TODAY - timedelta(days=back) for back in (14, 15)]
    assert [next_steps.is_stale(day, TODAY, pack) for day in days] == [False, True]


def mornings(*causes: Cause, rhythm: Rhythm | None = None, days: int = 7) -> list[Morning]:
    until = NOW + timedelta(days=days)
    return list(next_steps.mornings(causes, rhythm or Rhythm(), TODAY, until))


def test_a_morning_counts_what_has_come_due_by_then() -> None:
    found = mornings(
        Cause(TODAY, 2, LONG_AGO), Cause(date(2026, 12, 4), 1, LONG_AGO), Cause(None, 3, LONG_AGO)
    )
    assert found[:3] == [
        Morning(date(2026, 12, 2), 2, 3),
        Morning(date(2026, 12, 3), 2, 3),
        Morning(date(2026, 12, 4), 3, 3),
    ]
    assert found[2].says == "next steps: 3 due, 3 without text or date"


def test_weekends_holidays_and_days_away_have_no_morning() -> None:
    rhythm = replace(
        Rhythm(), away=(date(2026, 12, 3), date(2026, 12, 3)), holidays=lambda day: day.day == 8
    )
    found = mornings(Cause(TODAY, 1, LONG_AGO), rhythm=rhythm)
    assert [each.day.day for each in found] == [2, 4, 7]


def test_without_a_cause_there_is_no_morning() -> None:
    assert mornings() == []
    assert mornings(Cause(date(2027, 1, 1), 1, LONG_AGO)) == []


def test_what_has_come_about_since_this_morning_waits_for_the_next() -> None:
    noon = datetime(2026, 12, 2, 12, tzinfo=UTC)
    found = mornings(Cause(None, 1, noon), days=1)
    assert [each.day.day for each in found] == []
    assert [each.day.day for each in mornings(Cause(None, 1, noon), days=2)] == [3]


def test_whoever_begins_at_eleven_has_the_morning_then() -> None:
    ten = datetime(2026, 12, 2, 10, tzinfo=UTC)
    late = replace(Rhythm(), starts=time(11))
    assert mornings(Cause(None, 1, ten), rhythm=late, days=1)[0].day == TODAY


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("12 Dec", date(2026, 12, 12)),
        ("12 january", date(2027, 1, 12)),
        ("Friday", date(2026, 12, 4)),
        ("wed", date(2026, 12, 9)),
        ("tomorrow", date(2026, 12, 3)),
        ("next monday", date(2026, 12, 7)),
        ("2027-02-01", date(2027, 2, 1)),
        ("1 Dec 2026", date(2026, 12, 1)),
        ("soon", None),
        ("December", None),
        ("30 February", None),
        ("12 Dec or 13 Dec", None),
    ],
)
def test_a_day_is_read_as_the_next_one_of_that_name(said: str, day: date | None) -> None:
    assert next_steps.day_of(said, NOW) == day


def test_a_day_that_could_be_two_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="2027-03-04 or 2027-04-03"):
        next_steps.day_of("3/4/2027", NOW)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Ask Jane who signs security reviews", "ok"),
        ("/roe 620 employees", "ok"),
        ("help", "too-vague"),
        ("", None),
    ],
)
def test_a_text_is_judged_whatever_it_begins_with(
    pack: Pack, text: str, outcome: str | None
) -> None:
    assert next_steps.check(text, NOW, pack).outcome == outcome
