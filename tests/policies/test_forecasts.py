"""The weekly forecast as a routine: when it is due, who is reminded when, and what adds up."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from policies import forecasts
from policies.forecasts import Due, Giver, is_late, roll_up, week_of
from policies.pack import Pack
from policies.reminders import Weight, placed
from policies.rhythms import Rhythm
from policies.rights import Standing

MONDAY = date(2025, 12, 1)
NOW = datetime(2025, 12, 1, 8, tzinfo=UTC)
TWO_WEEKS = timedelta(days=13)
WEDNESDAY = Due(2, time(17))
ZONES = ("Asia/Tokyo", "America/New_York", "Pacific/Auckland")


def planned(pack: Pack, due: Due = WEDNESDAY, now: datetime = NOW, **rhythm: Any) -> dict[str, str]:
    """What comes when by the person's own clock, this week."""
    own = Rhythm(**rhythm)
    giver = Giver("U1", due, own, frozenset({week_of(now, own.zone) + forecasts.WEEK}))
    found = [
        placed(wish, own)
        for wish in forecasts.wishes(giver, pack.sheets["forecast"], now, now + TWO_WEEKS)
    ]
    return {
        each.wish.key.rpartition("/")[2]: f"{each.due.astimezone(own.zone):%a %H:%M}"
        for each in found
    }


def test_the_pack_says_wednesday_at_17(pack: Pack) -> None:
    assert forecasts.printed(pack.sheets["forecast"]) == WEDNESDAY


@pytest.mark.parametrize("name", ZONES)
def test_it_is_due_by_the_clock_of_each_person(pack: Pack, name: str) -> None:
    zone = ZoneInfo(name)
    now = datetime(2025, 12, 1, 8, tzinfo=zone).astimezone(UTC)
    expected = {"day": "Tue 09:00", "before": "Wed 15:00", "due": "Wed 17:00"}
    assert planned(pack, now=now, zone=zone) == expected
    deadline = WEDNESDAY.deadline(week_of(now, zone), zone)
    assert deadline == datetime(2025, 12, 3, 17, tzinfo=zone)


@pytest.mark.parametrize(
    ("name", "week", "hours"),
    [
        ("America/New_York", date(2025, 3, 10), 21),
        ("America/New_York", date(2025, 3, 3), 22),
        ("Pacific/Auckland", date(2025, 9, 29), 4),
        ("Pacific/Auckland", date(2025, 9, 22), 5),
        ("Asia/Tokyo", date(2025, 3, 10), 8),
    ],
)
def test_in_the_weeks_of_a_clock_change_it_is_17_on_the_wall(
    name: str, week: date, hours: int
) -> None:
    deadline = WEDNESDAY.deadline(week, ZoneInfo(name))
    assert deadline.astimezone(ZoneInfo(name)).time() == time(17)
    assert deadline.hour == hours


def test_a_team_that_is_due_in_the_hour_left_out_is_due_when_it_is_over() -> None:
    night = Due(6, time(2, 30))
    deadline = night.deadline(date(2025, 3, 3), ZoneInfo("America/New_York"))
    assert deadline == datetime(2025, 3, 9, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "late"),
    [(timedelta(0), False), (timedelta(milliseconds=900), False), (timedelta(seconds=1), True)],
)
def test_on_the_very_second_is_in_time(after: timedelta, late: bool) -> None:
    deadline = datetime(2025, 12, 3, 17, tzinfo=UTC)
    assert is_late(deadline + after, deadline) is late


def test_what_is_given_is_asked_for_no_more(pack: Pack) -> None:
    giver = Giver("U1", WEDNESDAY, Rhythm(), frozenset({MONDAY, MONDAY + forecasts.WEEK}))
    assert list(forecasts.wishes(giver, pack.sheets["forecast"], NOW, NOW + TWO_WEEKS)) == []
    some = replace(giver, given=frozenset({MONDAY}))
    keys = [
        each.key for each in forecasts.wishes(some, pack.sheets["forecast"], NOW, NOW + TWO_WEEKS)
    ]
    assert keys == [f"forecast/U1/2025-12-08/{what}" for what in ("day", "before", "due")]


def test_who_wants_few_reminders_gets_those_of_the_day(pack: Pack) -> None:
    giver = Giver("U1", WEDNESDAY, Rhythm(), frozenset({MONDAY + forecasts.WEEK}))
    found = list(forecasts.wishes(giver, pack.sheets["forecast"], NOW, NOW + TWO_WEEKS))
    assert [each.weight for each in found] == [Weight.NUDGE, Weight.DUE, Weight.DUE]


def test_a_holiday_on_the_wednesday_moves_the_reminders_and_not_the_day(pack: Pack) -> None:
    def holidays(day: date) -> bool:
        return day == date(2025, 12, 3)

    found = planned(pack, holidays=holidays)
    assert found == {"day": "Tue 09:00", "before": "Tue 17:00", "due": "Thu 09:00"}


def test_two_holidays_move_the_first_reminder_to_the_last_work_day(pack: Pack) -> None:
    def holidays(day: date) -> bool:
        return day in (date(2025, 12, 2), date(2025, 12, 3))

    assert planned(pack, holidays=holidays)["day"] == "Mon 09:00"


def test_a_team_that_is_due_on_monday_is_reminded_on_friday(pack: Pack) -> None:
    found = planned(pack, Due(0, time(9, 30)))
    assert found == {"day": "Fri 09:00", "before": "Mon 09:00", "due": "Mon 09:30"}


def test_who_is_away_on_the_day_is_told_before_they_leave_and_not_there(pack: Pack) -> None:
    away = (date(2025, 12, 2), date(2025, 12, 12))
    assert planned(pack, away=away) == {"day": "Mon 09:00"}
    assert planned(pack, away=(date(2025, 11, 17), date(2025, 12, 12))) == {}


def test_short_days_bring_the_reminder_forward(pack: Pack) -> None:
    found = planned(pack, starts=time(7), ends=time(14))
    assert found == {"day": "Tue 07:00", "before": "Wed 13:00", "due": "Thu 07:00"}


@pytest.mark.parametrize(
    ("boss", "zones", "expected"),
    [
        ("Europe/London", ("Europe/London",), "Thu 4 09:00"),
        ("Europe/London", ("America/Los_Angeles", "Asia/Tokyo"), "Thu 4 09:00"),
        ("Pacific/Auckland", ("America/Los_Angeles",), "Fri 5 09:00"),
        ("America/Los_Angeles", ("Pacific/Auckland",), "Wed 3 09:00"),
    ],
)
def test_the_manager_is_told_the_morning_after_the_last_of_the_team_is_due(
    boss: str, zones: tuple[str, ...], expected: str
) -> None:
    rhythm = Rhythm(zone=ZoneInfo(boss))
    theirs = [ZoneInfo(name) for name in zones]
    wish = forecasts.team_wish("U9", rhythm, WEDNESDAY, theirs, MONDAY)
    due = placed(wish, rhythm).due
    assert f"{due.astimezone(rhythm.zone):%a %-d %H:%M}" == expected
    assert all(due >= WEDNESDAY.deadline(MONDAY, zone) for zone in theirs)


def test_the_week_is_that_of_the_persons_own_day() -> None:
    sunday = datetime(2025, 12, 7, 20, tzinfo=UTC)
    assert week_of(sunday, UTC) == MONDAY
    assert week_of(sunday, ZoneInfo("Asia/Tokyo")) == MONDAY + forecasts.WEEK


def test_only_account_executives_give_one() -> None:
    assert forecasts.gives_one([Standing.OTHER, Standing.ACCOUNT_EXECUTIVE])
    assert not forecasts.gives_one([Standing.MANAGER, Standing.DIRECTOR])
    assert not forecasts.gives_one([])


def test_a_roll_up_counts_and_adds_and_compares() -> None:
    given = {"U1": {"commit": 10, "even": -4}, "U2": {"commit": 5}, "U7": {"commit": 99}}
    before = {"U1": {"commit": 8, "even": 1}, "U3": {"commit": 1}}
    found = roll_up(("U1", "U2", "U3"), ("commit", "even"), given, {"U2", "U7"}, before)
    assert found.missing == ("U3",)
    assert found.late == {"U2"}
    assert (found.totals, found.before) == ({"commit": 15, "even": -4}, {"commit": 9, "even": 1})
    assert found.before_count == 2


def test_nobody_adds_up_to_nothing_and_not_to_zero() -> None:
    found = roll_up(("U1",), ("commit",), {}, (), {})
    assert (found.totals, found.before) == ({}, {})


@pytest.mark.parametrize("subject", ["", "U1", "U1/x", "team/", "/2025-12-01"])
def test_what_is_no_subject_is_told_apart(subject: str) -> None:
    assert forecasts.parts_of(subject) is None


def test_subjects_name_person_and_week() -> None:
    for subject in (forecasts.subject_of("U1", MONDAY), forecasts.team_subject("U1", MONDAY)):
        assert forecasts.parts_of(subject) == ("U1", MONDAY)
