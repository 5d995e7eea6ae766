"""Leads in the database: one under way at a time, once for each assignment, found by the people."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from policies.leads import Act, Event, Kind, Lead, Outcome, Request, State
from storage import lead_events, leads
from storage.database import Database

TEAM = "T0ACME"
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def values(**more: Any) -> dict[str, Any]:
    usual = {
        "workspace": TEAM, "ref": "", "name": "Jane Roe", "company": "Acme", "kind": Kind.MQL,
        "request": Request.TRIAL, "phone": True, "link": "", "sdr": "U0ANA", "ae": "U0BEN",
        "came_at": AT, "assigned_at": AT, "assigned_by": "U0BEN", "known_at": AT,
    }  # fmt: skip
    return usual | more


def added(session: Session, **more: Any) -> Lead:
    found = leads.add(session, values(**more))
    assert found
    return found


def test_what_is_kept_comes_back_as_it_was(database: Database) -> None:
    with database.begin() as session:
        lead = added(session)
    with database.begin() as session:
        assert leads.find(session, TEAM, lead.id) == lead
        assert leads.find(session, "T0ELSE", lead.id) is None
        assert leads.locked(session, TEAM, lead.id) == lead
    assert (lead.state, lead.outcome, lead.phone) == (State.OPEN, Outcome.NONE, True)


def test_one_lead_is_under_way_once_by_its_id_or_else_by_its_name(database: Database) -> None:
    later = AT + timedelta(hours=1)
    with database.begin() as session:
        added(session)
        added(session, ref="00Q1")
        assert leads.add(session, values(name="JANE  roe", came_at=later)) is None
        assert leads.add(session, values(ref="00Q1", name="Other", came_at=later)) is None
        assert leads.add(session, values(workspace="T0ELSE"))


def test_one_that_is_over_may_come_again_at_another_moment(database: Database) -> None:
    with database.begin() as session:
        lead = added(session)
        leads.change(session, lead, {"state": State.DONE})
        assert leads.add(session, values()) is None
        assert leads.add(session, values(came_at=AT + timedelta(days=1)))
        assert not leads.reopen(session, lead, {"state": State.OPEN})


def test_one_that_was_withdrawn_is_in_nobodys_way(database: Database) -> None:
    with database.begin() as session:
        leads.withdraw(session, added(session), AT)
        assert added(session).state is State.OPEN


def test_they_are_found_by_either_side_as_long_as_they_are_under_way(database: Database) -> None:
    with database.begin() as session:
        one = added(session)
        two = added(session, name="Jo", sdr="U0CLEO")
        over = added(session, name="Al")
        leads.change(session, over, {"state": State.DROPPED})
        where = (session, TEAM)
        assert leads.under_way_of(*where, ["U0BEN"]) == [one, two]
        assert leads.under_way_of(*where, ["U0CLEO", "U0BEN", "U0CLEO"]) == [one, two]
        assert leads.under_way_of(*where, []) == []
        many = [f"U{number}" for number in range(1200)]
        assert leads.under_way_of(*where, [*many, "U0ANA"]) == [one]


def test_lately_has_what_is_under_way_and_what_was_assigned_since(database: Database) -> None:
    old = AT - timedelta(days=60)
    with database.begin() as session:
        under_way = added(session, came_at=old, assigned_at=old)
        over = added(session, name="Jo", came_at=old, assigned_at=old)
        leads.change(session, over, {"state": State.DONE})
        recent = leads.change(session, added(session, name="Al"), {"state": State.DONE})
        found = leads.lately(session, TEAM, AT - timedelta(days=30))
        assert found == [under_way, recent]
        assert leads.alike(session, TEAM, [leads.same_of(values(name="JO"))]).keys() == {
            "jo | acme"
        }


def test_the_last_change_is_told_from_a_note(database: Database) -> None:
    with database.begin() as session:
        lead = added(session)
        for act, note in ((Act.ASSIGNED, ""), (Act.CALLED, "Left word"), (Act.NOTED, "Again")):
            lead_events.add(session, TEAM, lead.id, Event(act, "U0ANA", AT, note))
        events = lead_events.of(session, TEAM, lead.id)
        assert [each.act for each in events] == [Act.ASSIGNED, Act.CALLED, Act.NOTED]
        assert lead_events.last_change(session, TEAM, lead.id) == 2
        assert lead_events.last_notes(session, TEAM, [lead.id]) == {lead.id: "Again"}
        assert lead_events.last_change(session, TEAM, 99) == 0
