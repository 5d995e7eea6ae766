from datetime import date, datetime, timedelta
from typing import Any

from storage import occurrences, plans
from storage.database import Database


def row(key: str, due: datetime) -> dict[str, Any]:
    who = {"workspace": "T1", "about": "U1", "person": "U1", "recipient": "U1"}
    what = {"key": key, "routine": "chores", "subject": key, "entry": "", "says": "tidy up"}
    when = {"day": date(2025, 3, 12), "way": "digest", "late": "send", "seconds": 0}
    return who | what | when | {"until": None, "due_at": due, "held": ""}


def test_several_reminders_move_at_once(database: Database, now: datetime) -> None:
    later = now + timedelta(hours=2)
    with database.begin() as session:
        occurrences.add(session, [row("one", now), row("two", now), row("told", now)])
        kept = {each.key: each.id for each in occurrences.listed(session, "T1")}
        occurrences.end(session, [kept["two"]], "cancelled", now)
        occurrences.end(session, [kept["told"]], "released", now)
        moved = [(id, row(key, later)) for key, id in kept.items()]
        occurrences.move(session, moved)
        found = {each.key: (each.state, each.due_at) for each in occurrences.listed(session, "T1")}
    assert found == {
        "one": ("planned", later),
        "two": ("planned", later),
        "told": ("released", now),
    }


def test_what_moves_is_what_the_planner_compares(database: Database, now: datetime) -> None:
    with database.begin() as session:
        occurrences.add(session, [row("one", now), row("two", now)])
        kept = plans.planned_about(session, "T1", ["U1"])
        assert plans.by_keys(session, "T1", ["one", "two", "three"]) == kept
        for each in kept:
            moving = zip(occurrences.MOVING, each.moving, strict=True)
            assert dict(moving).items() <= row(each.key, now).items()
        occurrences.end(session, [kept[0].id], "cancelled", now)
        assert [each.key for each in plans.planned_about(session, "T1", ["U1"])] == ["two"]
