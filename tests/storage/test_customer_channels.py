"""Channels with customers and their events on both databases."""

from datetime import date, datetime
from typing import Any

from policies.channels import Act, Channel, Event, Kind, State
from storage import channel_events, customer_channels
from storage.database import Database

TEAM, OTHER = "T0ACME", "T0GLOBEX"
ANA, BEN, CLEO = "U0ANA", "U0BEN", "U0CLEO"


def values(now: datetime, **changed: Any) -> dict[str, Any]:
    return {
        "workspace": TEAM, "account": "Acme", "role": "sa", "by": ANA, "tam": CLEO,
        "kind": Kind.TEMPORARY, "purpose": "evaluation", "tier": "", "iacv": 5_000_000_000,
        "ours": "", "theirs": "", "state": State.ASKED, "since": now, "reason": "",
        "asked_at": now, "opened": None, "close_by": None, "name": "", "link": "",
    } | changed  # fmt: skip


def added(database: Database, now: datetime, token: str, **changed: Any) -> Channel:
    with database.begin() as session:
        found = customer_channels.add(session, values(now, **changed), token)
    assert found
    return found


def test_what_is_added_is_found_as_it_was_and_by_nobody_else(
    database: Database, now: datetime
) -> None:
    one = added(database, now, "1")
    assert {name: getattr(one, name) for name in values(now)} == values(now)
    with database.begin() as session:
        assert customer_channels.find(session, TEAM, one.id) == one
        assert customer_channels.locked(session, TEAM, one.id) == one
        assert customer_channels.find(session, OTHER, one.id) is None
        assert customer_channels.locked(session, OTHER, one.id) is None


def test_of_an_account_and_of_a_form_there_is_one(database: Database, now: datetime) -> None:
    one = added(database, now, "1")
    with database.begin() as session:
        assert customer_channels.add(session, values(now, account="ACME "), "2") is None
        assert customer_channels.add(session, values(now, account="Globex"), "1") is None
        assert customer_channels.under_way_for(session, TEAM, "acme") == one
        over = customer_channels.change(session, one, {"state": State.CLOSED})
        assert over
        assert customer_channels.under_way_for(session, TEAM, "acme") is None
    two = added(database, now, "3")
    with database.begin() as session:
        assert customer_channels.change(session, over, {"state": State.OPEN}) is None
        assert customer_channels.change(session, two, {"state": State.WITHDRAWN})
        assert customer_channels.change(session, over, {"state": State.OPEN})


def test_those_under_way_are_found_by_who_asked_and_by_the_tam(
    database: Database, now: datetime
) -> None:
    one = added(database, now, "1", opened=date(2025, 3, 1), close_by=date(2025, 5, 30))
    two = added(database, now, "2", account="Globex", by=BEN, tam=ANA, state=State.OPEN)
    old = added(database, now, "3", account="Old", state=State.DECLINED)
    with database.begin() as session:
        assert customer_channels.live_of(session, TEAM, [ANA]) == [one, two]
        assert customer_channels.live_of(session, TEAM, [CLEO]) == [one]
        assert customer_channels.live_of(session, TEAM, []) == []
        assert customer_channels.live_of(session, OTHER, [ANA]) == []
        assert customer_channels.of_people(session, TEAM, [CLEO]) == [one, old]


def test_events_are_found_the_oldest_first(database: Database, now: datetime) -> None:
    one = added(database, now, "1")
    first, second = Event(Act.ASKED, ANA, now, "x"), Event(Act.APPROVED, CLEO, now)
    with database.begin() as session:
        for each in (first, second):
            channel_events.add(session, TEAM, one.id, each)
        assert channel_events.of_channel(session, TEAM, one.id) == [first, second]
        assert channel_events.of_channel(session, OTHER, one.id) == []
