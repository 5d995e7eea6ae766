"""Every press under a reminder has one visible result, and the second press is told."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from handlers.kit.feature import Aside, Complain, Open, Quiet
from policies.reminders import Way


@pytest.fixture
def told(engine: Any, chores: Any) -> Any:
    """Told of two chores on Monday at nine."""
    chores.wish("tidy up")
    chores.wish("call Jane")
    engine.plan()
    engine.at("Mon 09:00")
    return engine


def test_what_is_done_is_marked_with_who_and_when(told: Any) -> None:
    told.now += timedelta(minutes=42)
    assert isinstance(told.press("remind.done", str(told.item("tidy up").id)), Quiet)
    assert "✔ *Tidy up*\n_done by Ana Lopez, 09:42_" in told.screens()[0]
    assert "1 thing for you" in told.screens()[0]


def test_a_second_press_is_told(told: Any) -> None:
    item = str(told.item("tidy up").id)
    told.press("remind.done", item)
    for id, value in (("remind.done", item), ("remind.snooze", f"{item} hour")):
        again = told.press(id, value)
        assert isinstance(again, Aside)
        assert "done by Ana Lopez, 09:00" in again.message.text


def test_done_can_be_undone_for_fifteen_minutes(told: Any, chores: Any) -> None:
    told.press("remind.done", str(told.item("tidy up").id))
    act = str(told.item("tidy up").act)
    assert isinstance(told.press("remind.undo", act), Quiet)
    assert "2 things for you" in told.screens()[0]
    assert chores.done == set()
    assert "undone already" in told.press("remind.undo", act)


def test_after_fifteen_minutes_it_stays_done(told: Any, chores: Any) -> None:
    told.press("remind.done", str(told.item("tidy up").id))
    assert "Undo" in told.screens()[0]
    told.now += timedelta(minutes=16)
    assert "Undo" not in told.screens()[0]
    assert "more than 15 minutes ago" in told.press("remind.undo", str(told.item("tidy up").act))
    assert chores.done == {"tidy up"}


def test_the_last_act_is_undone_by_command(told: Any) -> None:
    told.press("remind.done", str(told.item("tidy up").id))
    assert told.command("/handrail undo").text == "tidy up waits again"


def test_only_the_one_who_was_told_may_press(told: Any) -> None:
    assert "Only the person who" in told.press("remind.done", str(told.item("tidy up").id), "U0BEN")


@pytest.mark.parametrize("value", ["", "x", "999999", "0 hour", "9" * 40])
def test_a_button_of_nothing_is_refused(told: Any, value: str) -> None:
    assert "can't find that reminder" in told.press("remind.snooze", value)


@pytest.mark.parametrize(
    ("how", "wakes"),
    [("hour", "Mon 10:00"), ("afternoon", "Mon 14:00"), ("workday", "Tue 09:00")],
)
def test_a_snoozed_reminder_comes_again_and_says_so(told: Any, how: str, wakes: str) -> None:
    told.press("remind.snooze", f"{told.item('tidy up').id} {how}")
    assert "💤 *Tidy up*\n_snoozed until" in told.screens()[0]
    told.at(wakes)
    assert told.posts()[-1]["text"] == "*Tidy up*"
    assert "You asked to hear of this again now" in told.screens()[1]


def test_snoozing_changes_nothing_else(told: Any, chores: Any) -> None:
    told.press("remind.snooze", f"{told.item('tidy up').id} workday")
    chores.wish("tidy up", day=date(2025, 3, 11), key="tomorrow")
    chores.wish("tidy up", day=date(2025, 3, 12), key="the day after")
    told.now += timedelta(hours=13)
    told.plan()
    assert [each.key for each in told.planned()] == ["snooze/1", "the day after"]


def test_a_snooze_may_have_a_reason_and_a_day(told: Any) -> None:
    form = told.press("remind.snooze", f"{told.item('tidy up').id} pick")
    assert isinstance(form, Open)
    assert isinstance(told.submit(form, day="2025-03-10"), Complain)
    told.submit(form, day="2025-03-12", reason="Jane is <@U0BEN> on leave")
    assert "snoozed until Wednesday 12 March, 09:00" in told.screens()[0]
    told.at("Tue 12:00")
    told.plan()
    told.at("Wed 09:00")
    assert "again now: Jane is &lt;@U0BEN&gt; on leave" in told.screens()[1]


def test_a_snooze_can_be_taken_back(told: Any) -> None:
    item = str(told.item("tidy up").id)
    told.press("remind.snooze", f"{item} workday")
    assert isinstance(told.press("remind.wake", item), Quiet)
    assert "2 things for you" in told.screens()[0]
    assert told.planned() == []


def test_what_ends_while_it_is_snoozed_does_not_come_again(told: Any, chores: Any) -> None:
    told.press("remind.snooze", f"{told.item('tidy up').id} hour")
    chores.done.add("tidy up")
    told.at("Mon 10:00")
    assert len(told.posts()) == 1


def test_the_afternoon_is_refused_when_it_is_over(told: Any) -> None:
    told.at("Mon 17:30")
    refused = told.press("remind.snooze", f"{told.item('tidy up').id} afternoon")
    assert refused.startswith("The afternoon is")


def test_not_mine_is_not_asked_again_until_undone(told: Any, chores: Any) -> None:
    item = told.item("tidy up")
    told.press("remind.more", f"{item.id} notmine")
    chores.wish("tidy up", day=date(2025, 3, 11))
    told.plan()
    assert told.planned() == []
    told.press("remind.undo", str(told.item("tidy up").act))
    assert [each.subject for each in told.planned()] == ["tidy up"]


def test_why_cites_the_rule(told: Any) -> None:
    why = told.press("remind.more", f"{told.item('tidy up').id} why")
    assert isinstance(why, Aside)
    shown = str(why.message.blocks)
    assert "handbook/sales/commercial" in shown
    assert "/handrail settings" in shown


def test_today_lists_what_waits_with_its_buttons(told: Any) -> None:
    told.press("remind.done", str(told.item("tidy up").id))
    shown = told.command("/handrail today")
    assert shown.text == "1 thing for you"
    told.press("remind.done", str(told.item("call Jane").id))
    assert "Nothing waits for you" in told.command("/handrail today").text


@pytest.mark.parametrize("how", ["snooze", "more"])
def test_one_of_several_in_a_reminder_is_left_out_of_the_next(
    engine: Any, chores: Any, how: str
) -> None:
    for day in (10, 11):
        chores.wish("tidy up and call Jane", day=date(2025, 3, day))
    engine.plan()
    engine.at("Mon 09:00")
    choice = {"snooze": "pick", "more": "notmine"}[how]
    reply = engine.press(f"remind.{how}", f"{engine.item('tidy up').id} {choice}")
    if isinstance(reply, Open):
        engine.submit(reply, day="2025-03-13")
    engine.plan()
    engine.at("Tue 09:00")
    assert "1 thing for you" in engine.posts()[-1]["text"]
    assert "Call jane" in engine.posts()[-1]["text"]


def test_a_card_of_its_own_can_be_pressed_too(engine: Any, chores: Any) -> None:
    chores.wish("forecast", at=time(15), way=Way.ALONE)
    engine.plan()
    engine.at("Mon 15:00")
    engine.press("remind.done", str(engine.item("forecast").id))
    assert "✔ *Forecast*" in engine.screens()[0]
