"""What is missing in opportunities, counted by the database as it is named one by one."""

from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

from storage import beginnings, gaps, opportunities, pipelines
from storage.beginnings import Done
from storage.database import Database
from storage.gaps import COUNTED, Gaps

TODAY = date(2025, 3, 12)
DAYS = (None, TODAY - timedelta(days=1), TODAY)
SHAPES: list[dict[str, Any]] = [
    {"close_date": closes, "next_step": step, "next_step_date": by, "net_arr": arr, "segment": size}
    for closes, step, by, arr, size in product(DAYS, ("", "Call"), DAYS, (None, 5), ("", "smb"))
]


def any_of(gaps_of_one: tuple[str, ...]) -> bool:
    return any(name in gaps.LASTING for name in gaps_of_one)


def test_every_gap_is_counted_as_it_is_named(database: Database, now: datetime) -> None:
    with database.begin() as session:
        for shape in SHAPES:
            values = {"name": "Acme", "account": "Acme", "owner": "U1", "amount": 1, **shape}
            opportunities.add(session, "T1", values, by="", at=now, source="form")
        every = pipelines.open_of(session, "T1", "U1")
        found = gaps.of_owners(session, "T1", ("U1", "U2"), TODAY)
        some = gaps.wanting(session, "T1", "U1", TODAY, 1_000)
        first = gaps.wanting(session, "T1", "U1", TODAY, 3)
    named = [gaps.named(each, TODAY) for each in every]
    for name in COUNTED:
        told = sum(name in each or (name == "wanting" and any_of(each)) for each in named)
        assert getattr(found["U1"], name) == told, name
    assert (found["U1"].open, found["U1"].net_arr) == (len(SHAPES), 5 * len(SHAPES) // 2)
    assert len(some) == found["U1"].wanting
    assert first == some[:3]
    assert found["U2"] == Gaps()
    assert gaps.total([found["U1"], found["U1"]]).open == 2 * len(SHAPES)


def test_an_empty_workspace_has_not_begun(database: Database) -> None:
    with database.reading() as session:
        assert beginnings.of(session, "T1") == Done(False, False, False)
