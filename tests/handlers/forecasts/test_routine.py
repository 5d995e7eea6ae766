"""Reminders of the forecast, the morning after for managers, the roll-up, and a team's own time."""

from datetime import date, time
from typing import Any

import pytest

from handlers.kit.feature import Close, Complain
from storage import audit, forecast_times
from tests.handlers.floors import words

FORECAST = "/handrail forecast"
VALUES = "values 10k 8k 120k 90k 100k"
GIVE = "Give these as this week's forecast"


def give(floor: Any, who: str = "U0ANA", values: str = VALUES) -> None:
    floor.desk.press(floor.desk.command(f"{FORECAST} {values}", who), GIVE, who)


def keys(floor: Any, who: str = "U0ANA") -> list[str]:
    return [each.key.rpartition("/")[2] for each in floor.planned(who, "forecast")]


def test_it_is_asked_for_the_day_before_two_hours_before_and_when_it_is_due(floor: Any) -> None:
    for moment in ("2025-12-02 09:00", "2025-12-03 14:59"):
        floor.at(moment)
    (digest,) = floor.screens()
    assert "The forecast is due Wed 3 December, 17:00." in words(digest)
    assert "📖" in words(digest)
    floor.at("2025-12-03 15:00")
    floor.at("2025-12-03 17:00")
    cards = [words(each) for each in floor.screens()[1:]]
    assert len(cards) == 2
    assert "The forecast is due now." in cards[1]
    for moment in ("2025-12-04 09:00", "2025-12-05 09:00"):
        floor.at(moment)
    assert len(floor.posts()) == 3


def test_it_stops_when_it_is_given(floor: Any) -> None:
    floor.at("2025-12-02 09:00")
    give(floor)
    assert keys(floor) == []
    for moment in ("2025-12-03 15:00", "2025-12-03 17:00", "2025-12-04 09:00"):
        floor.at(moment)
    assert len(floor.posts()) == 1
    assert "forecast given by Ana Lopez, Tue 2 Dec, 09:00" in words(floor.screens()[0])
    assert "all done" in words(floor.screens()[0])


def test_each_is_asked_by_their_own_clock(floor: Any) -> None:
    zones = {"U0ANA": "Asia/Tokyo", "U0BEN": "Pacific/Auckland"}
    for who, zone in zones.items():
        floor.meet(who, zone=zone)
        floor.at("2025-12-03 15:00", zone)
        assert "due Wed 3 December, 17:00" in words(floor.screens(who)[-1])


def test_who_is_away_has_a_stand_in_or_is_asked_before(floor: Any) -> None:
    away = {"away_from": date(2025, 12, 3), "away_until": date(2025, 12, 5)}
    floor.meet("U0ANA", **away)
    floor.plan()
    floor.at("2025-12-02 09:00")
    assert "You do not work on that day, so give it before." in words(floor.screens()[0])
    for moment in ("2025-12-03 15:00", "2025-12-03 17:00"):
        floor.at(moment)
    assert len(floor.posts()) == 1
    floor.meet("U0ANA", delegate="U0BEN")
    floor.at("2025-12-03 17:30")
    assert "For Ana Lopez, who is away." in words(floor.screens("U0BEN"))


def test_the_manager_is_told_the_next_morning_who_is_missing_and_the_sums(floor: Any) -> None:
    give(floor)
    floor.at("2025-12-03 17:01")
    assert floor.posts("U0GRACE") == []
    floor.at("2025-12-04 09:00")
    (digest,) = floor.screens("U0GRACE")
    said = words(digest)
    assert "Forecasts of your team: 1 of 2 forecasts given" in said
    assert "Missing: Ben Okafor" in said
    assert "Gross Net ARR Commit $90,000 (–)" in said
    opened = floor.desk.press(digest, "See the roll-up", "U0GRACE")
    assert "Ben Okafor" in words(opened)
    for moment in ("2025-12-05 09:00", "2025-12-08 09:00"):
        floor.at(moment)
    assert len(floor.posts("U0GRACE")) == 1


def test_nobody_is_named_to_anybody_but_their_manager(floor: Any) -> None:
    for moment in ("2025-12-03 15:00", "2025-12-03 17:00", "2025-12-04 09:00"):
        floor.at(moment)
    channels = {each["channel"] for each in floor.desk.letters("post")}
    assert channels <= {"U0ANA", "U0BEN", "U0GRACE"}
    assert not any("Ben" in words(each) for each in floor.posts("U0ANA"))


def test_a_manager_who_comes_the_week_after_hears_nothing_of_the_last(floor: Any) -> None:
    floor.desk.now = floor.desk.now.replace(day=8)
    floor.plan()
    assert keys(floor, "U0GRACE") == []


def test_the_roll_up_compares_with_the_week_before(floor: Any) -> None:
    give(floor)
    give(floor, "U0BEN")
    floor.at("2025-12-08 10:00")
    give(floor, values="values 10k 8k 120k 100k 100k")
    shown = floor.desk.command(f"{FORECAST} team", "U0GRACE")
    said = words(shown)
    assert "Week of Mon 8 December: 1 of 2 forecasts given" in said
    assert "−$80,000" in said
    assert "The week before 2 gave one" in said
    assert "*Ben Okafor* not given" in said
    assert "Not given yet: Ben Okafor" in said
    before = floor.desk.press(shown, "Week of Mon 1 December", "U0GRACE")
    assert "2 of 2 forecasts given" in words(before)
    again = floor.desk.press(before.message, "This week", "U0GRACE")
    assert "1 of 2 forecasts given" in words(again)


def test_the_csv_has_a_row_for_everybody(floor: Any) -> None:
    give(floor)
    shown = floor.desk.command(f"{FORECAST} team", "U0GRACE")
    floor.desk.press(shown, "Download as CSV", "U0GRACE")
    (file,) = floor.desk.letters("upload")
    head, ana, ben = file["content"].splitlines()
    assert head.startswith(
        "\ufeffweek of,person,manager,Renewal Loss Best Case,Renewal Loss Commit"
    )
    assert ana == (
        "2025-12-01,Ana Lopez,Grace Kim,10000,8000,120000,90000,100000,2025-12-01 10:00 CET,"
        "in time,Ana Lopez,"
    )
    assert ben == "2025-12-01,Ben Okafor,Grace Kim,,,,,,,missing,,"


def test_a_director_sees_the_teams_by_manager(floor: Any) -> None:
    give(floor)
    floor.meet("U0BEN", manager=None)
    said = words(floor.desk.command(f"{FORECAST} team", "U0VIC"))
    assert "*Grace Kim* 1 of 1\n$10,000 · $8,000 · $120,000 · $90,000 · $100,000" in said
    assert "*no manager* 0 of 1\nThe figures are in this order" in said
    assert "*Ana Lopez*" not in said


def test_a_team_is_for_those_over_it(floor: Any) -> None:
    assert floor.refused(floor.desk.command, f"{FORECAST} team", "U0BEN") == (
        "Only managers of this team and directors can see this team's figures."
    )
    floor.meet("U0ANA", manager=None)
    floor.meet("U0BEN", manager=None)
    assert "Nobody who gives a forecast reports to you" in floor.refused(
        floor.desk.command, f"{FORECAST} team", "U0GRACE"
    )
    assert "Nobody who gives a forecast" in floor.refused(floor.desk.command, FORECAST, "U0GRACE")


def settings(floor: Any, who: str = "U0GRACE", **fields: Any) -> Any:
    opened = floor.desk.command(f"{FORECAST} settings", who)
    return floor.desk.submit(opened, {"weekday": "3", "at": "12:30", **fields}, who)


def test_a_manager_sets_the_teams_own_time_and_the_plan_follows(floor: Any) -> None:
    floor.plan()
    assert settings(floor) == Close()
    body = floor.desk.letters("respond")[-1]["body"]
    assert "Forecasts of your team are due on Thursday, 12:30, where each person is." in words(body)
    assert "due *Thu 4 December, 12:30*" in words(floor.panel("forecast"))
    floor.at("2025-12-04 10:30")
    assert "due Thu 4 December, 12:30" in words(floor.screens()[-1])
    assert "more than 15 minutes ago" in floor.refused(floor.desk.press, body, "Undo", "U0GRACE")


def test_a_teams_time_can_be_undone(floor: Any) -> None:
    settings(floor)
    body = floor.desk.letters("respond")[-1]["body"]
    said = words(floor.desk.press(body, "Undo", "U0GRACE"))
    assert "The time of the forecasts is as it was: Wednesday, 17:00." in said
    assert "due *Wed 3 December, 17:00*" in words(floor.panel("forecast"))
    assert forecast_times.of_managers(floor.session, "T0ACME", {"U0GRACE"}) == {}


def test_another_team_keeps_its_time(floor: Any) -> None:
    floor.meet("U0BEN", manager="U0VIC")
    settings(floor)
    assert "due *Wed 3 December, 17:00*" in words(floor.panel("forecast", "U0BEN"))


def test_it_goes_back_to_what_the_handbook_says(floor: Any) -> None:
    settings(floor)
    settings(floor, as_printed=True, printed=("printed",))
    assert forecast_times.of_managers(floor.session, "T0ACME", {"U0GRACE"}) == {}


def test_an_admin_sets_it_for_any_team_and_a_manager_only_for_theirs(floor: Any) -> None:
    floor.desk.admins = frozenset({"U0BEN"})
    assert settings(floor, "U0BEN", manager="U0GRACE") == Close()
    (kept,) = forecast_times.of_managers(floor.session, "T0ACME", {"U0GRACE"}).values()
    assert (kept.weekday, kept.due, kept.by) == (3, time(12, 30), "U0BEN")
    refused = floor.refused(settings, floor, "U0GRACE", manager="U0VIC")
    assert refused.startswith("Only managers of this team, directors and admins of Handrail")
    assert floor.refused(settings, floor, "U0ANA").startswith("Only managers of this team")
    kinds = [entry.kind for entry in audit.entries(floor.session, "T0ACME")]
    assert kinds.count("forecast.time") == 1


@pytest.mark.parametrize(
    ("field", "value"), [("weekday", "7"), ("weekday", ""), ("at", ""), ("at", "25:00")]
)
def test_odd_times_are_complained_about(floor: Any, field: str, value: str) -> None:
    reply = settings(floor, **{field: value})
    assert isinstance(reply, Complain)
    assert list(reply.errors) == [field]


def test_the_team_is_told_as_given_when_the_last_has_given(floor: Any) -> None:
    for who in ("U0ANA", "U0BEN"):
        give(floor, who)
    floor.at("2025-12-04 09:00")
    assert "2 of 2 forecasts given" in words(floor.screens("U0GRACE"))
    assert "Missing" not in words(floor.screens("U0GRACE"))
