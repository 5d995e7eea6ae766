"""Owners' opportunities as plans, boards and panels read them, on both databases."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from storage import opportunities, pipelines
from storage.database import Database
from storage.opportunities import Opportunity
from storage.pipelines import Closing

ACME: dict[str, Any] = {
    "name": "Acme – Ultimate",
    "account": "Acme",
    "owner": "U1",
    "close_date": date(2025, 4, 30),
    "kind": "new",
}


def add(session: Session, at: datetime, workspace: str = "T1", **values: Any) -> Opportunity:
    return opportunities.add(session, workspace, ACME | values, by="U1", at=at, source="form")


def test_lists_hold_what_is_open_by_close_date(database: Database, now: datetime) -> None:
    with database.begin() as session:
        undated = add(session, now, close_date=None)
        late, soon = (add(session, now, close_date=date(2025, month, 1)) for month in (6, 5))
        add(session, now, state="won")
        other = add(session, now, owner="U2")
        add(session, now, owner=None)
        add(session, now, workspace="T2")
        assert pipelines.open_of(session, "T1", "U1") == [soon, late, undated]
        assert pipelines.open_of_many(session, "T1", ("U1", "U2", "U3")) == {
            "U1": [soon, late, undated],
            "U2": [other],
            "U3": [],
        }


def test_what_stands_alike_is_counted_together(database: Database, now: datetime) -> None:
    with database.begin() as session:
        for at in (now, now + timedelta(hours=1)):
            add(session, at)
            add(session, at, close_date=None)
        add(session, now, owner="U2")
        add(session, now, kind="renewal")
        add(session, now, compelling_event=False)
        add(session, now, quote_sent=True)
        add(session, now, state="won")
        add(session, now, owner=None)
        add(session, now, workspace="T2")
        found = [*pipelines.closings(session, "T1", ["U1", "U2", "U3"])]
        assert [*pipelines.closings(session, "T1", [])] == []
    assert len(found) == 6
    assert set(found) == {
        Closing("U1", date(2025, 4, 30), None, None, None, "new", 2),
        Closing("U1", None, None, None, None, "new", 2),
        Closing("U2", date(2025, 4, 30), None, None, None, "new", 1),
        Closing("U1", date(2025, 4, 30), None, None, None, "renewal", 1),
        Closing("U1", date(2025, 4, 30), None, False, None, "new", 1),
        Closing("U1", date(2025, 4, 30), None, None, True, "new", 1),
    }


def test_on_the_first_of_a_month_it_counts_since_when_the_date_stands(
    database: Database, now: datetime
) -> None:
    later, first = now + timedelta(hours=1), date(2025, 5, 1)
    with database.begin() as session:
        for at in (now, now, later):
            add(session, at, close_date=first)
        opportunities.date_from(session, add(session, later, close_date=first), None)
        found = [*pipelines.closings(session, "T1", ["U1"])]
    assert {(each.since, each.count) for each in found} == {(now, 2), (later, 2)}


def test_who_owns_an_open_one_is_told_from_who_owns_none(database: Database, now: datetime) -> None:
    with database.begin() as session:
        for owner in ("U1", "U1", "U2", "U5"):
            add(session, now, owner=owner)
        add(session, now, owner="U3", state="won")
        add(session, now, owner="U4", workspace="T2")
        assert pipelines.owning(session, "T1", ["U1", "U2", "U3", "U4"]) == {"U1", "U2"}
        assert pipelines.owning(session, "T1", []) == set()
