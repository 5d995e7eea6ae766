"""Forecasts, what they were before, and a team's own time for them, on both databases."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from storage import forecast_times, forecasts, profiles
from storage.database import Database
from storage.forecast_times import ForecastTime
from storage.forecasts import Forecast

WEEK = date(2025, 3, 10)
FIGURES = {"gross_commit": 90_000, "net_even": -5_000_000_000}


def forecast(now: datetime, person: str = "U1", week: date = WEEK, **values: Any) -> Forecast:
    given = Forecast("T1", person, week, FIGURES, now, False, person, "", now)
    return replace(given, **values)


def test_a_forecast_is_found_as_it_was_given(database: Database, now: datetime) -> None:
    with database.begin() as session:
        forecasts.keep(session, forecast(now, late=True, note="without Globex"))
    with database.reading() as session:
        found = forecasts.find(session, "T1", "U1", WEEK)
        assert found == forecast(now, late=True, note="without Globex")
        assert forecasts.find(session, "T2", "U1", WEEK) is None
        assert forecasts.find(session, "T1", "U1", WEEK + timedelta(days=7)) is None


def test_there_is_one_for_a_person_and_week_and_its_edits_are_kept(
    database: Database, now: datetime
) -> None:
    later = now + timedelta(hours=1)
    changed = forecast(now, figures={"net_even": 7}, by="U9", changed_at=later)
    with database.begin() as session:
        forecasts.keep(session, forecast(now))
        forecasts.keep(session, changed)
        assert forecasts.of_people(session, "T1", ["U1"], WEEK, WEEK) == [changed]
        kept = forecasts.edits(session, "T1", "U1", WEEK)
    assert [(each.figures, each.by, each.at) for each in kept] == [
        ({"net_even": 7}, "U9", later),
        (FIGURES, "U1", now),
    ]


def test_what_is_taken_back_is_as_it_was_and_the_history_says_so(
    database: Database, now: datetime
) -> None:
    changed = forecast(now, figures={"net_even": 7})
    with database.begin() as session:
        forecasts.keep(session, forecast(now))
        forecasts.keep(session, changed)
        forecasts.take_back(session, changed, forecast(now), "U1", now)
        assert forecasts.find(session, "T1", "U1", WEEK) == forecast(now)
        forecasts.take_back(session, forecast(now), None, "U1", now)
        assert forecasts.find(session, "T1", "U1", WEEK) is None
        kept = forecasts.edits(session, "T1", "U1", WEEK)
    assert [each.figures for each in kept] == [None, FIGURES, {"net_even": 7}, FIGURES]


def test_the_last_one_before_a_week_may_be_older_than_a_week(
    database: Database, now: datetime
) -> None:
    weeks = [WEEK - timedelta(days=days) for days in (28, 21, 0)]
    with database.begin() as session:
        for week in weeks:
            forecasts.keep(session, forecast(now, week=week))
        forecasts.keep(session, forecast(now, "U2", WEEK - timedelta(days=7)))
        last = forecasts.latest_before(session, "T1", "U1", WEEK)
        assert last is not None
        assert last.week == weeks[1]
        assert forecasts.latest_before(session, "T1", "U1", weeks[0]) is None
        found = forecasts.of_people(session, "T1", ["U1", "U2", "U3"], weeks[1], WEEK)
    assert [(each.person, each.week) for each in found] == [
        ("U1", WEEK),
        ("U2", WEEK - timedelta(days=7)),
        ("U1", weeks[1]),
    ]


def test_forecasts_of_more_people_than_a_statement_takes(database: Database, now: datetime) -> None:
    people = [f"U{number}" for number in range(forecasts.AT_ONCE + 10)]
    with database.begin() as session:
        forecasts.keep(session, forecast(now, people[-1]))
        assert len(forecasts.of_people(session, "T1", people, WEEK, WEEK)) == 1
        assert forecasts.of_people(session, "T1", [], WEEK, WEEK) == []


def test_a_team_has_its_own_time_until_it_is_forgotten(database: Database, now: datetime) -> None:
    chosen = ForecastTime("T1", "U9", 3, time(12, 30), "UADMIN", now)
    with database.begin() as session:
        forecast_times.keep(session, replace(chosen, weekday=1))
        forecast_times.keep(session, chosen)
        forecast_times.keep(session, replace(chosen, workspace="T2"))
        assert forecast_times.of_managers(session, "T1", {"U9", "U8"}) == {"U9": chosen}
        assert forecast_times.of_managers(session, "T1", {"U8"}) == {}
        forecast_times.forget(session, "T1", "U9")
        assert forecast_times.of_managers(session, "T1", {"U9"}) == {}
        assert len(forecast_times.of_managers(session, "T2", {"U9"})) == 1


def test_the_reports_of_many_managers_are_read_at_once(database: Database) -> None:
    with database.begin() as session:
        for person, manager in (("U1", "U9"), ("U2", "U9"), ("U3", "U8"), ("U4", None)):
            profiles.change(session, "T1", person, manager=manager)
        found = profiles.reports_of(session, "T1", ["U9", "U8", "U7"])
    reports = {manager: [each.person for each in theirs] for manager, theirs in found.items()}
    assert reports == {"U9": ["U1", "U2"], "U8": ["U3"]}
