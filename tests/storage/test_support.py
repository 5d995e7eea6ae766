"""Requests, sessions and events of support on both databases."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from policies.engagement import Act, Event, Request, Session, State
from storage import support_events, support_requests, support_sessions
from storage.database import Database

TEAM, OTHER = "T0ACME", "T0GLOBEX"
ANA, BEN, CLEO = "U0ANA", "U0BEN", "U0CLEO"
MONDAY = date(2025, 3, 10)


def values(now: datetime, **changed: Any) -> dict[str, Any]:
    return {
        "workspace": TEAM, "account": "Acme", "opportunity": None, "kind": "sa", "segment": "smb",
        "region": "emea", "stage": "pre", "iacv": 5_000_000_000, "tier": "", "wish": "live",
        "need": "Runners", "wanted": None, "outcome": "live",
        "decided": {"headline": "Live help", "next": ["Ask"]}, "state": State.ASKED, "since": now,
        "link": "", "text": "", "by": ANA, "asked_at": now, "posted_at": None, "answer_by": None,
        "helper": "", "day": None,
    } | changed  # fmt: skip


def asked(database: Database, now: datetime, token: str, **changed: Any) -> Request:
    with database.begin() as session:
        found = support_requests.add(session, values(now, **changed), token)
    assert found
    return found


def held(now: datetime, **changed: Any) -> dict[str, Any]:
    return {
        "workspace": TEAM, "account": "Acme", "segment": "smb", "stage": "pre", "day": MONDAY,
        "minutes": 30, "helper": CLEO, "number": 1, "request": None, "note": "", "by": ANA,
        "at": now,
    } | changed  # fmt: skip


def logged(database: Database, now: datetime, **changed: Any) -> Session:
    with database.begin() as session:
        found = support_sessions.add(session, held(now, **changed))
    assert found
    return found


def test_what_is_asked_is_found_as_it_was_and_by_nobody_else(
    database: Database, now: datetime
) -> None:
    one = asked(database, now, "form 1")
    assert {name: getattr(one, name) for name in values(now)} == values(now)
    with database.begin() as session:
        assert support_requests.find(session, TEAM, one.id) == one
        assert support_requests.locked(session, TEAM, one.id) == one
        assert support_requests.find(session, OTHER, one.id) is None
        assert support_requests.locked(session, OTHER, one.id) is None


def test_one_form_makes_one_request(database: Database, now: datetime) -> None:
    asked(database, now, "form 1")
    with database.begin() as session:
        assert support_requests.add(session, values(now, account="Globex"), "form 1") is None
    asked(database, now, "form 1", workspace=OTHER)


def test_those_under_way_are_found_by_who_asked(database: Database, now: datetime) -> None:
    one, two = asked(database, now, "1"), asked(database, now, "2", by=BEN, state=State.HELD)
    old = asked(database, now - timedelta(days=99), "3", state=State.CLOSED)
    with database.begin() as session:
        assert support_requests.open_of(session, TEAM, [ANA, BEN]) == [one, two]
        assert support_requests.open_of(session, TEAM, []) == []
        since = now - timedelta(days=90)
        assert support_requests.of_people(session, TEAM, [ANA], since) == [one]
        changed = support_requests.change(session, old, {"since": now, "account": "Globex"})
        assert support_requests.of_people(session, TEAM, [ANA], since) == [one, changed]
        assert support_requests.of_account(session, TEAM, " GLOBEX") == [changed]


def test_the_same_session_is_kept_once_and_another_has_its_number(
    database: Database, now: datetime
) -> None:
    one = logged(database, now)
    with database.begin() as session:
        assert support_sessions.add(session, held(now, by=BEN, account="ACME ")) is None
        key = (session, TEAM, "acme", MONDAY, CLEO)
        assert support_sessions.next_number(*key) == 2
        assert support_sessions.near(*key, 0) == [one]
        assert support_sessions.near(session, TEAM, "acme", date(2025, 3, 12), CLEO, 1) == []
        assert support_sessions.near(session, TEAM, "acme", date(2025, 3, 11), CLEO, 1) == [one]
        assert support_sessions.near(session, TEAM, "acme", MONDAY, BEN, 1) == []


def test_sessions_are_found_by_account_and_by_person(database: Database, now: datetime) -> None:
    one = logged(database, now)
    two = logged(database, now, account="Globex", by=BEN, helper=ANA)
    with database.begin() as session:
        assert support_sessions.of_account(session, TEAM, "ACME") == [one]
        found = support_sessions.of_accounts(session, TEAM, ["Acme", "globex", "None"])
        assert found == {"acme": [one], "globex": [two], "none": []}
        assert support_sessions.of_people(session, TEAM, [ANA]) == [one, two]
        assert support_sessions.of_people(session, TEAM, [BEN]) == [two]
        assert support_sessions.of_people(session, OTHER, [ANA]) == []


def test_a_session_is_changed_and_removed_once(database: Database, now: datetime) -> None:
    one = logged(database, now)
    with database.begin() as session:
        changed = support_sessions.change(session, one, {"minutes": 45})
        assert support_sessions.locked(session, TEAM, one.id) == changed
        assert support_sessions.remove(session, TEAM, one.id)
        assert not support_sessions.remove(session, TEAM, one.id)
        assert support_sessions.locked(session, TEAM, one.id) is None


def test_no_session_takes_no_time(database: Database, now: datetime) -> None:
    with pytest.raises(Exception, match="minutes"), database.begin() as session:
        support_sessions.add(session, held(now, minutes=0))


def test_events_of_an_account_are_found_the_newest_first(database: Database, now: datetime) -> None:
    first = Event("Acme", "request/1", Act.ASKED, ANA, now, "Live help")
    second = Event("acme", "session/1", Act.LOGGED, BEN, now)
    with database.begin() as session:
        for each in (first, second, Event("Globex", "request/2", Act.ASKED, ANA, now)):
            support_events.add(session, TEAM, each)
        assert support_events.of_account(session, TEAM, "ACME", 9) == [second, first]
        assert support_events.of_account(session, TEAM, "ACME", 1) == [second]
        assert support_events.of_account(session, OTHER, "ACME", 9) == []
