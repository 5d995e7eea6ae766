"""Handoffs, their items, events and drafts on both databases."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from policies.handoffs import Act, Event, Handoff, Mark, Marked, State
from storage import handoff_drafts, handoff_events, handoffs, opportunities, pipelines
from storage.database import Database

TEAM, OTHER = "T0ACME", "T0GLOBEX"
ANA, BEN, CLEO = "U0ANA", "U0BEN", "U0CLEO"


def values(now: datetime, **changed: Any) -> dict[str, Any]:
    return {
        "workspace": TEAM, "type": "sa-to-sa", "account": "Acme", "opportunity": None,
        "giver": ANA, "receiver": BEN, "closed": date(2025, 3, 7), "initial": 12_000,
        "potential": None, "net_arr": 5_000_000_000, "users": 250, "channel": "call",
        "state": State.OPEN, "since": now, "starts": now.date(), "started_by": ANA,
        "started_at": now, "accepted_at": None, "rounds": 0,
    } | changed  # fmt: skip


def added(database: Database, now: datetime, **changed: Any) -> Handoff:
    with database.begin() as session:
        found = handoffs.add(session, values(now, **changed))
    assert found
    return found


def test_what_is_added_is_found_as_it_was_and_by_nobody_else(
    database: Database, now: datetime
) -> None:
    one = added(database, now)
    assert {**values(now), "id": one.id} == {name: getattr(one, name) for name in handoffs.KEPT}
    with database.begin() as session:
        assert handoffs.find(session, TEAM, one.id) == one
        assert handoffs.locked(session, TEAM, one.id) == one
        assert handoffs.find(session, OTHER, one.id) is None
        assert handoffs.locked(session, OTHER, one.id) is None


def test_of_a_kind_one_is_under_way_for_an_account(database: Database, now: datetime) -> None:
    first = added(database, now)
    with database.begin() as session:
        assert handoffs.add(session, values(now, account=" ACME ")) is None
        assert handoffs.under_way_for(session, TEAM, "sa-to-sa", "acme") == first
    added(database, now, type="sa-to-tam")
    added(database, now, workspace=OTHER)
    with database.begin() as session:
        handoffs.change(session, first, {"state": State.DONE})
    second = added(database, now)
    with database.begin() as session:
        assert not handoffs.reopen(session, first, {"state": State.OPEN})
        handoffs.change(session, second, {"state": State.CANCELLED})
        assert handoffs.reopen(session, first, {"state": State.OPEN})


def test_those_under_way_are_found_by_either_side(database: Database, now: datetime) -> None:
    one = added(database, now)
    two = added(database, now, account="Globex", giver=BEN, receiver=CLEO)
    added(database, now, account="Old", state=State.DONE)
    with database.begin() as session:
        assert handoffs.open_of(session, TEAM, [BEN]) == [one, two]
        assert handoffs.open_of(session, TEAM, [ANA]) == [one]
        assert handoffs.open_of(session, TEAM, []) == []
        assert handoffs.open_of(session, OTHER, [ANA]) == []
        assert handoffs.all_open(session, TEAM) == [one, two]


def test_ended_ones_are_found_by_when_they_ended(database: Database, now: datetime) -> None:
    late = added(database, now, state=State.DONE)
    added(database, now, account="B", state=State.CANCELLED, since=now - timedelta(days=100))
    with database.begin() as session:
        assert handoffs.ended_since(session, TEAM, now - timedelta(days=90)) == [late]


@pytest.mark.parametrize(("asked", "found"), [("acme", 1), ("LABS acme", 1), ("%", 0), ("", 2)])
def test_a_search_takes_words_of_the_account(
    database: Database, now: datetime, asked: str, found: int
) -> None:
    added(database, now, account="Acme  Labs")
    added(database, now, account="Globex")
    with database.begin() as session:
        assert len(handoffs.search(session, TEAM, asked, 10)) == found


def test_the_newest_word_of_an_item_holds(database: Database, now: datetime) -> None:
    one, other = added(database, now), added(database, now, account="Globex")
    done = Marked("notes", Mark.DONE, ANA, now, "seen", "https://example.com", 7)
    opened = replace(done, mark=Mark.OPEN, by=BEN, note="", link="", act=None)
    with database.begin() as session:
        for marked in (done, opened, done):
            handoff_events.mark(session, TEAM, one.id, marked)
        handoff_events.mark(session, TEAM, one.id, replace(opened, item="pov"))
        found = handoff_events.marks_of(session, TEAM, [one.id, other.id])
        assert found == {one.id: {"notes": done, "pov": replace(opened, item="pov")}, other.id: {}}
        assert handoff_events.marks_of(session, OTHER, [one.id]) == {one.id: {}}


def test_events_are_kept_in_their_order(database: Database, now: datetime) -> None:
    one = added(database, now)
    events = [
        Event(Act.SIGNED, ANA, now),
        Event(Act.RETURNED, BEN, now, "No contacts", ("notes", "pov")),
    ]
    with database.begin() as session:
        for event in events:
            handoff_events.add(session, TEAM, one.id, event)
        assert handoff_events.events_of(session, TEAM, [one.id]) == {one.id: events}


def test_a_draft_is_kept_as_it_was_left_last(database: Database, now: datetime) -> None:
    one = added(database, now)
    with database.begin() as session:
        for text in ("first", "second"):
            handoff_drafts.keep(session, TEAM, one.id, "chatter", {"text": text}, ANA, now)
        assert handoff_drafts.of(session, TEAM, one.id) == {"chatter": {"text": "second"}}
        assert handoff_drafts.of(session, OTHER, one.id) == {}


def test_opportunities_that_a_handoff_was_begun_for_are_known(
    database: Database, now: datetime
) -> None:
    added(database, now, opportunity=5, state=State.CANCELLED)
    with database.begin() as session:
        assert handoffs.begun_for(session, TEAM, [4, 5]) == {5}
        assert handoffs.begun_for(session, TEAM, []) == frozenset()


def test_won_opportunities_are_found_by_owner_and_close(database: Database, now: datetime) -> None:
    deal: dict[str, Any] = {"name": "A", "owner": ANA, "state": "won"}
    changes: tuple[dict[str, Any], ...] = (
        {"close_date": date(2025, 3, 3)},
        {"close_date": date(2025, 1, 3)},
        {"close_date": date(2025, 3, 3), "state": "open"},
        {"close_date": date(2025, 3, 3), "owner": BEN},
    )
    with database.begin() as session:
        for changed in changes:
            opportunities.add(session, TEAM, deal | changed, by=ANA, at=now, source="import")
        found = pipelines.won_since(session, TEAM, [ANA], date(2025, 3, 1))
        assert [each.close_date for each in found] == [date(2025, 3, 3)]
        assert pipelines.won_since(session, TEAM, [], date(2025, 3, 1)) == []
