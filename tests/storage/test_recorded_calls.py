"""Recorded calls on both databases."""

from datetime import datetime, timedelta

import pytest

from policies.recordings import Call, State
from storage import recorded_calls
from storage.database import Database

TEAM, OTHER = "T0ACME", "T0GLOBEX"
ANA, BEN = "U0ANA", "U0BEN"
HOUR = timedelta(hours=1)


def added(
    database: Database, now: datetime, at: datetime, customer: str = "Northwind", who: str = ANA
) -> Call | None:
    with database.begin() as session:
        return recorded_calls.add(session, TEAM, who, customer, at, now)


def changed(database: Database, call: Call, **values: object) -> Call | None:
    with database.begin() as session:
        there = recorded_calls.locked(session, TEAM, call.id)
        assert there
        return recorded_calls.change(session, there, values)


def test_what_is_added_is_found_as_it_was_and_in_no_other_workspace(
    database: Database, now: datetime
) -> None:
    one = added(database, now, now + HOUR)
    assert one == Call(1, TEAM, ANA, "Northwind", now + HOUR, State.PLANNED, 0, frozenset(), now)
    with database.begin() as session:
        assert recorded_calls.find(session, TEAM, 1) == one
        assert recorded_calls.find(session, OTHER, 1) is None
        assert recorded_calls.locked(session, OTHER, 1) is None


@pytest.mark.parametrize(
    ("customer", "who", "later", "there"),
    [
        (" NORTH\twind ", ANA, 0, True),
        ("northwind", ANA, 0, False),
        ("Northwind", BEN, 0, False),
        ("North Wind", ANA, 1, False),
    ],
)
def test_a_person_has_a_call_with_one_customer_at_one_time_once(
    database: Database, now: datetime, customer: str, who: str, later: int, there: bool
) -> None:
    added(database, now, now + HOUR, "North wind")
    again = added(database, now, now + HOUR + timedelta(minutes=later), customer, who)
    assert (again is None) is there


def test_what_is_cancelled_makes_room_and_does_not_come_back_into_it(
    database: Database, now: datetime
) -> None:
    one = added(database, now, now + HOUR)
    assert one
    assert changed(database, one, state=State.CANCELLED)
    two = added(database, now, now + HOUR)
    assert two
    assert changed(database, one, state=State.PLANNED) is None
    three = added(database, now, now + 2 * HOUR)
    assert three
    assert changed(database, three, at=now + HOUR) is None
    moved = changed(database, three, at=now + 3 * HOUR, moves=1, ticked=frozenset({"ask", "tell"}))
    assert moved
    assert (moved.at, moved.moves, moved.ticked) == (now + 3 * HOUR, 1, frozenset({"ask", "tell"}))


def test_coming_and_past_calls_part_at_the_moment_they_begin(
    database: Database, now: datetime
) -> None:
    calls = [added(database, now, now + hours * HOUR) for hours in (-2, -1, 0, 1, 2)]
    off = added(database, now, now + HOUR, "Off")
    gone = added(database, now, now - HOUR, "Gone")
    assert off
    assert gone
    added(database, now, now + HOUR, who=BEN)
    gone, off = (changed(database, each, state=State.CANCELLED) for each in (gone, off))
    with database.begin() as session:
        where = (session, TEAM, ANA, now)
        assert recorded_calls.coming(*where, 9) == calls[3:]
        assert recorded_calls.coming(*where, 1) == calls[3:4]
        assert recorded_calls.past(*where, 9) == [calls[2], gone, calls[1], calls[0]]
        span = (now - HOUR, now + HOUR)
        assert recorded_calls.between(session, TEAM, [ANA], *span) == calls[1:4]
        assert len(recorded_calls.between(session, TEAM, [ANA, BEN], *span)) == 4
        assert recorded_calls.between(session, TEAM, [], *span) == []
        assert recorded_calls.between(session, OTHER, [ANA], *span) == []
