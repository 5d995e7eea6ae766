"""What is planned, moved, cancelled, bundled and told, with one routine and a clock in hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from handlers.kit.routines import Planning, Routine
from policies.reminders import Late, Way, Weight, Wish
from policies.rhythms import Level
from storage import profiles


def test_what_is_due_in_the_morning_comes_as_one_message(engine: Any, chores: Any) -> None:
    chores.wish("tidy up")
    chores.wish("call Jane")
    engine.plan()
    engine.at("Mon 08:59")
    assert engine.posts() == []
    engine.at("Mon 09:00")
    assert len(engine.posts()) == 1
    assert "2 things for you" in engine.posts()[0]["text"]


def test_planning_and_releasing_twice_is_doing_it_once(engine: Any, chores: Any) -> None:
    chores.wish("tidy up")
    for _ in range(3):
        engine.plan()
    for moment in ("Mon 09:00", "Mon 09:01", "Mon 15:00"):
        engine.at(moment)
        engine.plan()
    assert len(engine.posts()) == 1
    assert engine.ended() == {"tidy up": "released"}


def test_a_reminder_ends_when_its_cause_ends(engine: Any, chores: Any) -> None:
    chores.wish("tidy up")
    engine.plan()
    chores.done.add("tidy up")
    engine.plan()
    assert engine.planned() == []
    engine.at("Mon 09:00")
    assert engine.posts() == []


def test_the_cause_is_looked_at_again_at_the_moment_of_release(engine: Any, chores: Any) -> None:
    chores.wish("tidy up")
    engine.plan()
    chores.done.add("tidy up")  # and nobody plans anew
    engine.at("Mon 09:00")
    assert engine.posts() == []
    assert engine.ended() == {"tidy up": "cancelled"}


def test_a_cause_that_comes_back_is_planned_again(engine: Any, chores: Any) -> None:
    chores.wish("tidy up")
    engine.plan()
    chores.done.add("tidy up")
    engine.plan()
    chores.done.clear()
    engine.plan()
    engine.at("Mon 09:00")
    assert len(engine.posts()) == 1


def test_who_moves_to_another_zone_is_reminded_by_its_clock(engine: Any, chores: Any) -> None:
    chores.wish("tidy up", day=date(2025, 3, 10))
    engine.plan()
    engine.now += timedelta(minutes=1)
    engine.meet("U0ANA", "America/New_York")
    engine.plan()
    assert [each.due_at for each in engine.planned()] == [datetime(2025, 3, 10, 13, tzinfo=UTC)]


def test_several_are_moved_at_once(engine: Any, chores: Any) -> None:
    chores.wish("tidy up", at=time(15), way=Way.ALONE)
    chores.wish("call Jane", at=time(16), way=Way.ALONE)
    engine.plan()
    engine.meet("U0ANA", "America/New_York")
    engine.plan()
    assert [each.due_at.hour for each in engine.planned()] == [19, 20]


def test_only_what_cannot_wait_comes_alone(engine: Any, chores: Any) -> None:
    chores.wish("forecast", at=time(15), way=Way.ALONE)
    chores.wish("tidy up")
    engine.plan()
    engine.at("Mon 09:00")
    assert len(engine.posts()) == 1
    engine.at("Mon 15:00")
    assert [each["text"] for each in engine.posts()][1:] == ["*Forecast*"]


def test_a_weekend_waits_for_monday(engine: Any, chores: Any) -> None:
    chores.wish("tidy up", day=date(2025, 3, 8))
    engine.plan()
    assert [each.due_at for each in engine.planned()] == [datetime(2025, 3, 10, 8, tzinfo=UTC)]
    assert engine.planned()[0].held == "outside working hours"


def test_a_reminder_of_its_own_waits_for_the_end_of_quiet_hours(engine: Any, chores: Any) -> None:
    engine.meet("U0ANA", quiet_from=time(12), quiet_until=time(14))
    chores.wish("forecast", at=time(13), way=Way.ALONE)
    engine.plan()
    engine.at("Mon 13:30")
    assert engine.posts() == []
    engine.at("Mon 14:00")
    assert len(engine.posts()) == 1


def test_before_a_deadline_at_night_it_comes_in_the_last_working_hour(
    engine: Any, chores: Any
) -> None:
    night = datetime(2025, 3, 10, 22, tzinfo=UTC)
    chores.wish("parked date", at=time(21), way=Way.ALONE, until=night)
    engine.plan()
    assert [each.due_at for each in engine.planned()] == [datetime(2025, 3, 10, 16, tzinfo=UTC)]


def test_who_is_away_is_told_when_back(engine: Any, chores: Any) -> None:
    engine.meet("U0ANA", away_from=date(2025, 3, 10), away_until=date(2025, 3, 11))
    engine.now = datetime(2025, 3, 11, 12, tzinfo=UTC)
    chores.wish("tidy up")
    engine.plan()
    engine.at("Tue 15:00")
    assert engine.posts() == []
    engine.at("Wed 09:00")
    assert len(engine.posts()) == 1


def test_a_delegate_is_told_instead_and_for_whom(engine: Any, chores: Any) -> None:
    away = {"away_from": MONDAY, "away_until": MONDAY}
    engine.meet("U0ANA", **away, delegate="U0BEN")
    chores.wish("tidy up")
    engine.plan()
    engine.at("Mon 09:00")
    assert engine.posts("U0ANA") == []
    assert "For Ana Lopez, who is away." in engine.screens()[0]


def test_nudges_are_for_those_who_want_them(engine: Any, chores: Any) -> None:
    chores.wish("due", weight=Weight.DUE)
    chores.wish("nudge", weight=Weight.NUDGE)
    chores.wish("early", weight=Weight.EARLY)
    shown = {}
    for level in Level:
        engine.meet("U0ANA", level=level)
        engine.plan()
        shown[level] = sorted(each.subject for each in engine.planned())
    assert shown == {
        Level.LIGHT: ["due"],
        Level.STANDARD: ["due", "nudge"],
        Level.ACTIVE: ["due", "early", "nudge"],
    }


def test_what_a_person_wants_is_looked_at_again_at_the_moment_of_release(
    engine: Any, chores: Any
) -> None:
    chores.wish("tidy up")
    engine.plan()
    engine.meet("U0ANA", muted=frozenset({"chores"}))  # and nobody plans anew
    engine.at("Mon 09:00")
    assert engine.posts() == []


def test_a_muted_routine_is_silent(engine: Any, chores: Any) -> None:
    engine.meet("U0ANA", muted=frozenset({"chores"}))
    chores.wish("tidy up")
    engine.plan()
    assert engine.planned() == []


def test_after_the_daily_maximum_the_rest_comes_with_the_digest(engine: Any, chores: Any) -> None:
    engine.meet("U0ANA", daily_most=1)
    chores.wish("first", at=time(10), way=Way.ALONE)
    chores.wish("second", at=time(11), way=Way.ALONE)
    engine.plan()
    engine.at("Mon 10:00")
    engine.at("Mon 11:00")
    assert engine.posts()[0]["text"] == "*First*"
    assert "1 thing for you" in engine.posts()[1]["text"]


def test_late_reminders_are_sent_folded_or_dropped_with_a_note(engine: Any, chores: Any) -> None:
    for late in Late:
        chores.wish(f"{late} it", at=time(9, 30), way=Way.ALONE, late=late)
    engine.plan()
    engine.at("Mon 14:00")
    alone, digest = engine.posts()
    assert alone["text"] == "*Send it*"
    assert "1 thing for you" in digest["text"]
    assert "This was due at 09:30" in engine.screens()[0]
    shown = "\n".join(engine.screens())
    assert "remember to drop it" in shown
    assert "left out because it came too late" in shown
    assert engine.ended()["drop it"] == "dropped"


def test_a_manager_is_told_of_somebody_elses_state_once(engine: Any, chores: Any) -> None:
    chores.wish("notes of Ana", person="U0GRACE", about="U0ANA")
    engine.plan("U0ANA")
    assert [each.recipient for each in engine.planned()] == ["U0GRACE"]
    engine.plan("U0GRACE")
    assert len(engine.planned()) == 1
    chores.done.add("notes of Ana")
    engine.plan("U0ANA")
    assert engine.planned() == []


def test_a_routine_that_fails_holds_up_nobody_and_cancels_nothing(engine: Any, chores: Any) -> None:
    chores.wish("tidy up")
    engine.plan()
    chores.broken = True
    engine.plan()
    assert len(engine.planned()) == 1
    engine.at("Mon 09:00")
    assert engine.posts() == []
    chores.broken = False
    engine.at("Mon 09:05")
    assert len(engine.posts()) == 1


def test_the_others_are_planned_and_what_the_failing_one_kept_is_undone(
    engine: Any, chores: Any
) -> None:
    chores.wish("tidy up")

    def keep_and_fail(asked: Planning) -> list[Wish]:
        profiles.change(asked.round.session, "T0ACME", "U0ANA", region="EMEA")
        raise RuntimeError("the routine is broken")

    registry = engine.routes.registry
    broken = Routine("broken", "Broken", keep_and_fail, lambda round, due: ())
    routines = {"broken": broken, **registry.routines}
    engine.routes = replace(engine.routes, registry=replace(registry, routines=routines))
    engine.plan()
    assert [each.subject for each in engine.planned()] == ["tidy up"]
    with engine.begin() as session:
        assert profiles.find(session, "T0ACME", "U0ANA").region == ""


def test_a_reminder_that_always_fails_is_given_up_for_somebody_to_look_at(
    engine: Any, chores: Any
) -> None:
    chores.wish("tidy up")
    engine.plan()
    chores.broken = True
    for hour in range(9, 18):
        engine.at(f"Mon {hour:02}:00")
    assert engine.ended() == {"tidy up": "dropped"}


MONDAY = date(2025, 3, 10)


def test_what_was_dealt_with_elsewhere_is_asked_no_longer(engine: Any, chores: Any) -> None:
    chores.wish("tidy up")
    chores.wish("call Jane")
    chores.wish("notes of Ana", person="U0GRACE", about="U0ANA")
    engine.plan()
    engine.at("Mon 09:00")
    engine.now += timedelta(minutes=30)
    engine.elsewhere("tidy up", "notes of Ana")
    mine, managers = engine.screens()
    assert "– *Tidy up*\n_no longer needed since 09:30_" in mine
    assert "1 thing for you" in mine
    assert "all done" in managers


def test_whatever_came_of_one_reminder_is_looked_at_again_in_one_look(
    engine: Any, chores: Any
) -> None:
    chores.wish("tidy up and call Jane and water the plants")
    engine.plan()
    engine.at("Mon 09:00")
    chores.looks.clear()
    engine.elsewhere("call Jane")
    assert chores.looks == ["tidy up and call Jane and water the plants", "call Jane"]
    [mine] = engine.screens()
    assert "– *Call jane*" in mine
    assert "2 things for you" in mine
