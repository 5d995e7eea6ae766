"""Whose next steps are due or missing, counted by the database, and what is kept beside one."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from policies.next_steps import Cause
from storage import next_steps, opportunities
from storage.database import Database
from storage.next_steps import Note
from storage.opportunities import Opportunity

TEAM = "T0ACME"
TODAY = date(2025, 3, 12)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.begin() as session:
        yield session


def sell(session: Session, at: datetime, **values: Any) -> Opportunity:
    given: dict[str, Any] = {
        "name": "Acme",
        "owner": "U0ANA",
        "next_step": "Ask Jane",
        "next_step_date": TODAY,
    }
    return opportunities.add(session, TEAM, given | values, by="", at=at, source="import")


def test_causes_are_counted_by_day_with_the_first_moment(session: Session, now: datetime) -> None:
    early = now - timedelta(days=2)
    sell(session, now)
    sell(session, early)
    sell(session, now, next_step_date=date(2025, 3, 13))
    sell(session, now, next_step_date=date(2025, 3, 14))
    found = next_steps.causes(session, TEAM, ["U0ANA"], date(2025, 3, 13))
    assert found == {"U0ANA": [Cause(TODAY, 2, early), Cause(date(2025, 3, 13), 1, now)]}


def test_what_lacks_text_or_date_is_missing(session: Session, now: datetime) -> None:
    sell(session, now, next_step_date=None)
    sell(session, now, next_step="", next_step_date=date(2025, 9, 1))
    found = next_steps.causes(session, TEAM, ["U0ANA"], TODAY)
    assert found == {"U0ANA": [Cause(None, 1, now), Cause(None, 1, now)]}


def test_an_overdue_day_without_a_text_is_due(session: Session, now: datetime) -> None:
    sell(session, now, next_step="")
    assert next_steps.causes(session, TEAM, ["U0ANA"], TODAY)["U0ANA"][0].day == TODAY


def test_closed_ones_others_and_other_workspaces_do_not_count(
    session: Session, now: datetime
) -> None:
    sell(session, now, state="won")
    sell(session, now, owner="U0BEN")
    sell(session, now, owner=None)
    opportunities.add(
        session, "T0OTHER", {"owner": "U0ANA"}, by="", at=now, source="import", ref="other"
    )
    assert next_steps.causes(session, TEAM, ["U0ANA", "U0NOBODY"], TODAY) == {}


def test_a_thousand_people_are_looked_up_at_once(session: Session, now: datetime) -> None:
    people = [f"U{place:04}" for place in range(1_001)]
    for person in people[::100]:
        sell(session, now, owner=person)
    assert sorted(next_steps.causes(session, TEAM, people, TODAY)) == people[::100]


def test_a_note_holds_for_its_text_and_the_newest_counts(session: Session, now: datetime) -> None:
    one = sell(session, now)
    first = Note(one.id, "Ask Jane", "U0BEN", "", "", "U0ANA", now)
    second = Note(one.id, "Ask Jane", "", "https://acme.slack.com/archives/C1/p1", "", "U0ANA", now)
    for each in (first, second):
        next_steps.note(session, TEAM, each)
    assert next_steps.notes(session, TEAM, [one.id]) == {(one.id, "Ask Jane"): second}
    assert next_steps.notes(session, "T0OTHER", [one.id]) == {}
    assert next_steps.notes(session, TEAM, []) == {}
