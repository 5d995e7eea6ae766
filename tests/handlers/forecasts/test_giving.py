"""Giving the forecast: by form, by line, in time and late, changed and undone."""

from datetime import date, timedelta
from typing import Any

import pytest

from handlers.kit.feature import Ask, Close, Complain, Message, Open, Place
from storage import forecasts
from storage.forecasts import Forecast
from tests.handlers.floors import words

FORECAST = "/handrail forecast"
WEEK = date(2025, 12, 1)
NAMES = ("renewal_loss_best_case", "renewal_loss_commit", "gross_best_case", "gross_commit")
VALUES = {**dict(zip(NAMES, ("10k", "8,000", "$120k", "90000"), strict=True)), "net_even": "-1k"}
FIGURES = {
    **dict(zip(NAMES, (10_000, 8_000, 120_000, 90_000), strict=True)),
    "net_even": -1_000,
}


def kept(floor: Any, who: str = "U0ANA", week: date = WEEK) -> Forecast | None:
    return forecasts.find(floor.session, "T0ACME", who, week)


def give(floor: Any, who: str = "U0ANA", **fields: Any) -> Any:
    opened = floor.desk.command(FORECAST, who)
    return floor.desk.submit(opened, {**VALUES, **fields}, who)


def told(floor: Any) -> Any:
    return floor.desk.letters("respond")[-1]["body"]


def test_five_values_are_given_by_form_and_read_as_in_a_line(floor: Any) -> None:
    assert give(floor, note="without Globex") == Close()
    found = kept(floor)
    assert found
    assert (found.figures, found.late, found.by) == (FIGURES, False, "U0ANA")
    said = words(told(floor))
    assert "Your forecast is given, in time: it is due Wed 3 December, 17:00." in said
    assert "Note: without Globex" in said
    assert "Enter them in Clari by Wed 3 December, 17:00." in said
    assert "−$1,000" in said


def test_last_weeks_values_stand_beside_each(floor: Any) -> None:
    give(floor)
    floor.desk.now += timedelta(days=7)
    opened = floor.desk.command(FORECAST)
    shown = words(opened.view)
    assert "Week of Mon 8 December" in shown
    assert "Due Wed 10 December, 17:00." in shown
    assert "Last week: $120,000." in shown
    assert (
        "The page prints Renewal Loss Best Case twice; we read the second one as Commit." in shown
    )
    assert "initial_value" not in str(opened.view)
    floor.desk.submit(opened, {**VALUES, "gross_commit": "95k"})
    assert "+$5,000" in words(told(floor))


def test_after_a_gap_it_says_so(floor: Any) -> None:
    give(floor)
    floor.desk.now += timedelta(days=14)
    assert "Last given: $120,000." in words(floor.desk.command(FORECAST).view)
    give(floor)
    assert "Compared with the last one given, of the week of 1 December 2025." in words(told(floor))


@pytest.mark.parametrize(
    ("moment", "late"),
    [("2025-12-03 17:00:00", False), ("2025-12-03 17:00:01", True), ("2025-12-05 09:00", True)],
)
def test_after_17_sharp_it_is_late_and_marked(floor: Any, moment: str, late: bool) -> None:
    floor.at(moment)
    opened = floor.desk.command(FORECAST)
    assert ("It was due" in words(opened.view)) is late
    floor.desk.submit(opened, VALUES)
    found = kept(floor)
    assert found
    assert found.late is late
    expected = "late: it was due Wed 3 December, 17:00" if late else "in time: it is due"
    assert expected in words(told(floor))
    assert (", late" in words(floor.desk.command(f"{FORECAST} week"))) is late


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("Asia/Tokyo", "2025-12-03 17:00"),
        ("America/New_York", "2025-12-03 17:00"),
        ("Pacific/Auckland", "2025-12-03 17:00"),
        ("America/New_York", "2025-03-12 17:00"),
        ("Pacific/Auckland", "2025-10-01 17:00"),
    ],
)
def test_it_is_late_by_the_clock_where_the_person_is(floor: Any, zone: str, moment: str) -> None:
    floor.meet("U0ANA", zone=zone)
    for seconds, late in ((0, False), (1, True)):
        floor.at(moment, zone)
        floor.desk.now += timedelta(seconds=seconds)
        give(floor)
        weeks = forecasts.of_people(
            floor.session, "T0ACME", ["U0ANA"], date(2025, 1, 1), date(2026, 1, 1)
        )
        assert [each.late for each in weeks] == [late]
        floor.desk.command("/handrail undo")


def test_a_change_keeps_when_it_was_given_and_what_it_was(floor: Any) -> None:
    give(floor)
    floor.at("2025-12-04 09:00")
    opened = floor.desk.press(told(floor), "Change")
    assert "What you send replaces it." in words(opened.view)
    assert "$120,000" in str(opened.view)
    floor.desk.submit(opened, {**VALUES, "net_even": "5"})
    found = kept(floor)
    assert found
    assert (found.late, found.figures["net_even"]) == (False, 5)
    assert "Your forecast is changed" in words(told(floor))
    history = words(floor.desk.command(f"{FORECAST} history"))
    assert "Changes, newest first" in history
    assert "· $5 by you (week of Mon 1 December)" in history
    floor.desk.press(told(floor), "Undo")
    found = kept(floor)
    assert found
    assert found.figures == FIGURES


def test_what_was_given_can_be_undone_and_is_asked_for_again(floor: Any) -> None:
    floor.at("2025-12-03 15:00")
    card = floor.screens()[-1]
    floor.desk.submit(floor.desk.press(card, "Give the forecast"), VALUES)
    assert "forecast given by Ana Lopez, 15:00" in words(floor.screens()[-1])
    assert floor.planned(routine="forecast") == []
    floor.desk.press(floor.screens()[-1], "Undo")
    assert kept(floor) is None
    assert "The forecast is due Wed 3 December, 17:00." in words(floor.screens()[-1])
    assert [each.key.rpartition("/")[2] for each in floor.planned(routine="forecast")] == ["due"]


def test_after_another_change_there_is_nothing_to_undo(floor: Any) -> None:
    give(floor)
    first = told(floor)
    floor.desk.now += timedelta(minutes=1)
    give(floor, net_even="7")
    assert "changed since" in floor.refused(floor.desk.press, first, "Undo")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "Give this value too, 0 if there is none. For example gross commit 90k."),
        ("banana", "“banana”"),
        ("10.50", "Write it in whole dollars, for example 10."),
        ("10k to 20k", "Write one figure."),
        ("5 € ", "euro"),
        ("2000 billion", "more than a trillion"),
    ],
)
def test_a_value_that_cannot_be_read_is_complained_about_in_its_field(
    floor: Any, text: str, expected: str
) -> None:
    reply = give(floor, gross_commit=text)
    assert isinstance(reply, Complain)
    assert list(reply.errors) == ["gross_commit"]
    assert expected in reply.errors["gross_commit"]
    assert kept(floor) is None


def test_the_next_week_can_be_given_before_somebody_leaves(floor: Any) -> None:
    give(floor, week="2025-12-08")
    assert kept(floor) is None
    found = kept(floor, week=date(2025, 12, 8))
    assert found
    assert not found.late
    for wrong in ("2025-12-15", "soon", "2025-11-24"):
        refused = floor.refused(give, floor, week=wrong)
        assert refused.startswith(("That forecast is of a week that is over", "I can't find"))


def test_a_whole_line_is_offered_as_the_forecast(floor: Any, labels: Any) -> None:
    shown = floor.desk.command(f"{FORECAST} values 10k 8k 120k 90k 100k")
    assert "Complete" in shown.text
    done = floor.desk.press(shown, "Give these as this week's forecast")
    assert "Your forecast is given" in words(done)
    found = kept(floor)
    assert found
    assert list(found.figures.values()) == [10_000, 8_000, 120_000, 90_000, 100_000]
    some = floor.desk.command(f"{FORECAST} values 10k 8k")
    assert "Give these as this week's forecast" not in labels(some)


def test_a_line_with_cents_is_sent_to_the_form(floor: Any) -> None:
    shown = floor.desk.command(f"{FORECAST} values 10.50 8k 120k 90k 100k")
    refused = floor.refused(floor.desk.press, shown, "Give these as this week's forecast")
    assert refused == "Not every value is one figure in whole dollars, so give them in the form."


def test_who_gives_none_is_offered_none(floor: Any, labels: Any) -> None:
    shown = floor.desk.command(f"{FORECAST} values 10k 8k 120k 90k 100k", "U0GRACE")
    assert "Give these as this week's forecast" not in labels(shown)
    floor.meet("U0BEN", roles=())
    assert "Say what you do in `/handrail me`" in words(floor.desk.command(FORECAST, "U0BEN"))
    assert "Say what you do" in floor.refused(floor.desk.command, f"{FORECAST} week", "U0BEN")


def test_the_rule_is_still_asked_about_with_the_same_word(floor: Any) -> None:
    assert "is on time" in words(floor.desk.command(f"{FORECAST} on Wed 17:00"))
    assert "is late" in words(floor.desk.message("forecast on Wed 17:01"))
    assert "due on Wed 3 December 2025 17:00" in words(
        floor.desk.message("is my forecast due? it is Mon 09:00")
    )


def test_in_a_direct_message_a_press_opens_the_form(floor: Any) -> None:
    offered = floor.desk.message("forecast")
    assert isinstance(offered, Message)
    assert isinstance(floor.desk.press(offered, "Give the forecast"), Open)


def test_figures_are_not_shown_to_a_channel(floor: Any) -> None:
    from handlers.forecasts.commands import start

    give(floor)
    for word in ("", "week", "history", "team", "settings"):
        ask = Ask(Place.MENTION, text=word)
        assert "between the two of us" in floor.refused(start, floor.desk.turn(), ask)


def test_the_same_sitting_checks_the_pipeline(floor: Any) -> None:
    floor.deal(close_date=date(2025, 12, 31), compelling_event=False, quote_sent=False)
    give(floor)
    body = told(floor)
    assert "1 of 1 close date breaks a convention." in words(body)
    assert "Acme – Ultimate" in words(floor.desk.press(body, "See which"))


def test_a_manager_may_give_it_for_the_team_and_nobody_else(floor: Any) -> None:
    subject = "U0ANA/2025-12-01"
    opened = floor.desk.press_raw("forecast.give", subject, "U0GRACE")
    assert "of Ana Lopez" in words(opened.view)
    assert floor.desk.submit(opened, VALUES, "U0GRACE") == Close()
    assert "The forecast of Ana Lopez is given" in words(told(floor))
    found = kept(floor)
    assert found
    assert found.by == "U0GRACE"
    assert floor.refused(floor.desk.press_raw, "forecast.give", subject, "U0BEN") == (
        "Only Ana Lopez and their manager can change this."
    )
    opened = floor.desk.press_raw("forecast.give", subject, "U0GRACE")
    floor.meet("U0ANA", manager="U0VIC")
    assert "Only Ana Lopez" in floor.refused(floor.desk.submit, opened, VALUES, "U0GRACE")


@pytest.mark.parametrize("value", ["x", "U0ANA/", "U0NOBODY/2025-12-01", "U0GRACE/2025-12-01"])
def test_what_is_nobodys_forecast_is_refused(floor: Any, value: str) -> None:
    assert "I can't find the person" in floor.refused(floor.desk.press_raw, "forecast.give", value)


def test_history_shows_the_weeks_and_without_any_says_so(floor: Any) -> None:
    assert "No forecast has been given yet" in words(floor.desk.command(f"{FORECAST} history"))
    for _ in range(10):
        give(floor)
        floor.desk.now += timedelta(days=7)
    shown = words(floor.desk.command(f"{FORECAST} history"))
    assert shown.count("−$1,000") == 4
    assert "Changes" not in shown


def test_an_edition_without_the_rule_says_so(floor: Any) -> None:
    from bot import packs

    floor.desk.pack = packs.load(edition="fy21")
    assert "prints no forecast rules" in floor.refused(floor.desk.command, FORECAST)
    floor.plan()
    assert floor.planned(routine="forecast") == []


def test_home_shows_what_is_due_or_given(floor: Any) -> None:
    assert "This week's is due *Wed 3 December, 17:00*." in words(floor.panel("forecast"))
    floor.at("2025-12-04 10:00")
    assert "was due *Wed 3 December, 17:00* and is still missing" in words(floor.panel("forecast"))
    early = words(floor.panel("forecast.team", "U0GRACE"))
    assert "0 of 2 forecasts given" in early
    assert "Missing: Ana Lopez and Ben Okafor" in early
    give(floor)
    assert "given Thu 4 December, 10:00, late" in words(floor.panel("forecast"))
    team = words(floor.panel("forecast.team", "U0GRACE"))
    assert "1 of 2 forecasts given" in team
    assert "Missing: Ben Okafor" in team
    teams = words(floor.panel("forecast.teams", "U0VIC"))
    assert "Grace Kim 1 of 2" in teams
    assert "Ben" not in teams
    assert floor.panel("forecast", "U0GRACE") is None
    assert floor.panel("forecast.team") is None
