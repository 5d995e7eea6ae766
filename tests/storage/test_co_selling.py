"""Co-selling calls, their people and their events on both databases."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from policies.co_selling import Act, Call, Event
from storage import co_selling, co_selling_events
from storage.database import Database

TEAM, OTHER = "T0ACME", "T0GLOBEX"
ANA, BEN, GRACE = "U0ANA", "U0BEN", "U0GRACE"


def values(now: datetime, **changed: Any) -> dict[str, Any]:
    return {
        "workspace": TEAM, "account": "Acme  Labs", "at": now, "seller": ANA, "co_seller": "",
        "note": "", "link": "", "apart": False, "logged_by": ANA, "logged_at": now,
    } | changed  # fmt: skip


def added(database: Database, now: datetime, *people: str, **changed: Any) -> Call:
    with database.begin() as session:
        return co_selling.add(session, values(now, **changed), people or (ANA, GRACE))


def test_what_is_added_is_found_as_it_was_and_by_nobody_else(
    database: Database, now: datetime
) -> None:
    one = added(database, now)
    assert one.people == {ANA, GRACE}
    with database.begin() as session:
        assert co_selling.find(session, TEAM, one.id) == one
        assert co_selling.find(session, OTHER, one.id) is None


@pytest.mark.parametrize(("account", "found"), [("acme labs", 1), (" ACME\tLabs ", 1), ("Acme", 0)])
def test_an_account_is_the_same_however_it_is_written(
    database: Database, now: datetime, account: str, found: int
) -> None:
    added(database, now)
    added(database, now - timedelta(hours=2))
    span = (now - timedelta(hours=1), now + timedelta(hours=1))
    with database.begin() as session:
        assert len(co_selling.of_account(session, TEAM, account, *span)) == found
        assert co_selling.of_account(session, OTHER, account, *span) == []


def test_calls_are_found_by_who_was_on_them_the_newest_first(
    database: Database, now: datetime
) -> None:
    old = added(database, now - timedelta(days=3))
    new = added(database, now, BEN, GRACE)
    with database.begin() as session:
        assert co_selling.since(session, TEAM, now - timedelta(days=4), [GRACE]) == [new, old]
        assert co_selling.since(session, TEAM, now - timedelta(days=4)) == [new, old]
        assert co_selling.since(session, TEAM, now - timedelta(days=1), [GRACE]) == [new]
        assert co_selling.since(session, TEAM, now - timedelta(days=4), [ANA]) == [old]
        assert co_selling.since(session, TEAM, now - timedelta(days=4), []) == []
        assert co_selling.since(session, OTHER, now - timedelta(days=4), [GRACE]) == []


def test_people_join_and_leave_and_nobody_is_on_it_twice(database: Database, now: datetime) -> None:
    one = added(database, now)
    with database.begin() as session:
        co_selling.join(session, one, [BEN, ANA])
        two = co_selling.find(session, TEAM, one.id)
        assert two
        assert two.people == {ANA, BEN, GRACE}
        co_selling.change(session, two, {}, {BEN, GRACE})
        co_selling.change(session, two, {"account": "Globex", "note": "x"}, {BEN, GRACE})
        three = co_selling.find(session, TEAM, one.id)
        assert three
        assert three.people == {BEN, GRACE}
        assert (three.account, three.note) == ("Globex", "x")
        assert co_selling.of_account(session, TEAM, "globex", now, now) == [three]


def test_what_is_removed_is_found_by_its_number_alone(database: Database, now: datetime) -> None:
    one = added(database, now)
    with database.begin() as session:
        co_selling.remove(session, one, now)
        gone = co_selling.find(session, TEAM, one.id)
        assert gone
        assert gone.removed_at == now
        assert co_selling.since(session, TEAM, now, [ANA]) == []
        assert co_selling.of_account(session, TEAM, "acme labs", now, now) == []
        co_selling.remove(session, one, None)
        assert co_selling.since(session, TEAM, now, [ANA]) == [one]


def test_an_account_can_be_held_again_and_again(database: Database, now: datetime) -> None:
    for _ in range(2):
        with database.begin() as session:
            co_selling.hold(session, TEAM, ["Acme", "ACME ", "Globex"])


def test_events_are_kept_in_their_order_and_counted(database: Database, now: datetime) -> None:
    one, other = added(database, now), added(database, now)
    events = [Event(Act.LOGGED, ANA, now), Event(Act.CHANGED, BEN, now, "note")]
    with database.begin() as session:
        for each in events:
            co_selling_events.add(session, TEAM, one.id, each)
        assert co_selling_events.of(session, TEAM, one.id) == events
        assert co_selling_events.count(session, TEAM, one.id) == 2
        assert co_selling_events.count(session, TEAM, other.id) == 0
        assert co_selling_events.of(session, OTHER, one.id) == []
