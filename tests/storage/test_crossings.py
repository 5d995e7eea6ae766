"""Which lines opportunities have crossed, on both databases."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from policies.crossings import Crossing
from storage import crossings, opportunities
from storage.database import Database

DEAL: dict[str, Any] = {"name": "Acme", "account": "Acme", "owner": "U1"}


def test_a_crossing_is_kept_until_it_is_kept_anew(database: Database, now: datetime) -> None:
    with database.begin() as session:
        ids = [
            opportunities.add(
                session, "T1", DEAL | {"owner": owner}, by="", at=now, source="form"
            ).id
            for owner in ("U1", "U1", "U2")
        ]
        first, *others = (Crossing(id, "custom_deck", 1, True, now, False) for id in ids)
        crossings.keep(session, "T1", [first, *others])
        crossings.keep(session, "T1", [replace(first, over=False)])
        crossings.keep(session, "T1", [])
    with database.reading() as session:
        found = crossings.of_owners(session, "T1", ("U1", "U3"))
        assert crossings.of_owners(session, "T2", ("U1",)) == {"U1": []}
    assert set(found["U1"]) == {replace(first, over=False), others[0]}
    assert found["U3"] == []


def test_a_deal_that_is_closed_has_crossed_nothing(database: Database, now: datetime) -> None:
    with database.begin() as session:
        deal = opportunities.add(session, "T1", DEAL, by="", at=now, source="form")
        crossings.keep(session, "T1", [Crossing(deal.id, "custom_deck", 1, True, now, False)])
        opportunities.change(session, deal, {"state": "won"}, by="", at=now, source="form")
        assert crossings.of_owners(session, "T1", ("U1",)) == {"U1": []}
