"""Imports on both databases: staged in pieces, applied whole or not at all."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from storage import (
    import_applying,
    import_previews,
    import_rows,
    imports,
    opportunities,
    opportunity_owners,
    pipelines,
)
from storage.database import Database
from storage.import_rows import CHANGED, GONE, NEW, NOTED, REJECTED, SAME, Staged
from storage.imports import Import
from storage.opportunities import Opportunity, history

FILE = {"id": "F1", "name": "report.csv", "url": "", "size": 1}
KEPT: dict[str, Any] = {
    "name": "Acme",
    "account": "Acme",
    "owner": "U1",
    "owner_name": "Ana",
    "net_arr": 1,
    "close_date": date(2025, 4, 30),
}


def begin(session: Session, at: datetime, scope: list[str] | None = None) -> Import:
    return imports.begin(session, "T1", "U1", FILE, scope, at)


def add(session: Session, at: datetime, ref: str, **values: Any) -> Opportunity:
    return opportunities.add(session, "T1", KEPT | values, by="U1", at=at, source="form", ref=ref)


def new(ref: str, **values: Any) -> Staged:
    return Staged(2, NEW, ref, {"state": "open", **KEPT, **values}, {"name": "Acme"}, {})


def changed(was: Opportunity, **values: Any) -> Staged:
    kept = {name: getattr(was, name) for name in opportunities.TRACKED}
    before = {name: kept[name] for name in values}
    return Staged(3, CHANGED, was.ref, kept | values, {"name": "Acme"}, before, was.id, was.version)


def apply(session: Session, import_: Import, at: datetime, *, whole: bool = False) -> bool:
    return import_applying.apply(session, import_, whole=whole, by="U9", at=at, source="import")


def test_what_is_staged_is_applied_with_its_history(database: Database, now: datetime) -> None:
    later = now + timedelta(days=1)
    with database.begin() as session:
        old = add(session, now, "00A")
        import_ = begin(session, later)
        moved = changed(old, close_date=date(2025, 5, 1), net_arr=None)
        import_rows.stage(session, import_, [new("00B", close_date=None), moved])
        assert apply(session, import_, later)
    with database.reading() as session:
        one, two = (opportunities.by_ref(session, "T1", ref) for ref in ("00A", "00B"))
        assert one is not None
        assert two is not None
        assert (one.close_date, one.net_arr, one.version) == (date(2025, 5, 1), None, 2)
        assert (one.close_date_set_at, one.changed_at, one.created_at) == (later, later, now)
        assert (two.close_date_set_at, two.created_at, two.version) == (None, later, 1)
        told = {(each.field, each.before, each.after) for each in history(session, "T1", one.id)}
        assert told == {
            ("close_date", date(2025, 4, 30), date(2025, 5, 1)),
            ("net_arr", 1, None),
            ("state", None, "open"),
        }
        (began,) = history(session, "T1", two.id)
        assert (began.after, began.by, began.source, began.at) == ("open", "U9", "import", later)


def test_a_close_date_that_stays_keeps_its_clock(database: Database, now: datetime) -> None:
    later = now + timedelta(days=1)
    with database.begin() as session:
        old = add(session, now, "00A")
        import_ = begin(session, later)
        import_rows.stage(session, import_, [changed(old, net_arr=5)])
        assert apply(session, import_, later)
        found = opportunities.find(session, "T1", old.id)
    assert found is not None
    assert (found.close_date_set_at, found.changed_at) == (now, later)


def test_what_the_report_leaves_out_is_gone_only_if_it_is_whole(
    database: Database, now: datetime
) -> None:
    with database.begin() as session:
        spoken, left, other = (add(session, now, ref) for ref in ("00A", "00B", "00C"))
        add(session, now, "00D", state="won")
        by_hand = add(session, now, "")
        opportunities.change(session, other, {"owner": "U2"}, by="U1", at=now, source="form")
        import_ = begin(session, now, ["U1"])
        same = Staged(2, SAME, spoken.ref, {"name": "Acme"}, {}, {}, spoken.id)
        import_rows.stage(session, import_, [same])
        import_rows.stage_gone(session, import_)
        assert [row.ref for row in import_previews.first(session, import_, GONE)] == ["00B"]
        assert apply(session, import_, now)
        assert opportunities.find(session, "T1", left.id) == left
        assert apply(session, import_, now, whole=True)
        gone = opportunities.find(session, "T1", left.id)
        assert gone is not None
        assert (gone.state, gone.version) == ("gone", 2)
        assert history(session, "T1", left.id)[0].after == "gone"
        every = opportunities.search(session, "T1", "")
        assert {each.ref for each in every if each.state == "open"} == {"00A", "00C", by_hand.ref}


@pytest.mark.parametrize("what", ["changed", "there"])
def test_nothing_is_applied_to_what_is_no_longer_as_it_was(
    database: Database, now: datetime, what: str
) -> None:
    with database.begin() as session:
        old = add(session, now, "00A")
        import_ = begin(session, now)
        import_rows.stage(session, import_, [changed(old, net_arr=5), new("00B")])
        if what == "changed":
            opportunities.change(session, old, {"stage": "4"}, by="U1", at=now, source="form")
        else:
            add(session, now, "00B")
        before = opportunities.search(session, "T1", "")
        assert not apply(session, import_, now)
        assert opportunities.search(session, "T1", "") == before


def test_what_the_crm_said_is_known_the_next_time(database: Database, now: datetime) -> None:
    with database.begin() as session:
        old = add(session, now, "00A")
        import_ = begin(session, now)
        said = Staged(2, NOTED, "00A", KEPT, {"name": "Acme", "amount": None}, {}, old.id, 1)
        import_rows.stage(session, import_, [said])
        assert apply(session, import_, now)
        known = import_rows.known(session, "T1", ["00A", "00Z"])
    assert known == {"00A": (old, {"name": "Acme", "amount": None})}


def test_a_preview_counts_and_shows_rows_in_the_order_of_the_file(
    database: Database, now: datetime
) -> None:
    with database.begin() as session:
        old = add(session, now, "00A")
        import_ = begin(session, now)
        bad = [Staged(n, REJECTED, "", {"name": f"x{n}"}, {}, {}, why="no") for n in (5, 7)]
        unknown = [new(f"00{n}", owner=None, owner_name=n) for n in "QQR"[1:]]
        import_rows.stage(session, import_, [*bad, changed(old, stage="4", amount=7), *unknown])
        assert import_previews.counts(session, import_) == {REJECTED: 2, CHANGED: 1, NEW: 2}
        assert [row.line for row in import_previews.first(session, import_, REJECTED, 1)] == [5]
        assert import_previews.unmatched(session, import_) == {"Q": 1, "R": 1}
        lines = list(import_previews.changed_lines(session, import_))
        assert [(each.line, each.field, each.after) for each in lines] == [
            (3, "stage", "4"),
            (3, "amount", "7"),
        ]
        assert import_previews.owners(session, import_, whole=False) == ["U1"]
        import_rows.forget(session, import_.id)
        assert import_previews.counts(session, import_) == {}


def test_an_import_applied_replaces_what_others_had_prepared(
    database: Database, now: datetime
) -> None:
    with database.begin() as session:
        mine, theirs = begin(session, now), begin(session, now)
        assert imports.end(session, "T1", theirs.id, "applied", now, "U2")
        assert not imports.end(session, "T1", theirs.id, "applied", now, "U2")
        (replaced,) = imports.replace_others(session, theirs, now, "U2")
        assert (replaced.id, replaced.state, replaced.ended_by) == (mine.id, "replaced", "U2")
        assert not imports.note(session, "T1", mine.id, state="ready")
        last = imports.last_applied(session, "T1")
        assert last is not None
        assert last.id == theirs.id
        assert imports.last_applied(session, "T2") is None


def test_of_several_who_apply_at_once_one_does(
    database: Database, race: Callable[..., list[Any]], now: datetime
) -> None:
    with database.begin() as session:
        import_ = begin(session, now)
        imports.note(session, "T1", import_.id, state="ready")
        import_rows.stage(session, import_, [new("00A")])

    def press(session: Session) -> bool:
        found = imports.lock(session, "T1", import_.id)
        assert found is not None
        return found.state == "ready" and imports.note(session, "T1", import_.id, state="applying")

    assert sorted(race(press)) == [False, False, False, True]


def test_previews_grow_old(database: Database, now: datetime) -> None:
    with database.begin() as session:
        import_ = begin(session, now)
        assert imports.stale(session, "T1", now) == []
        assert [each.id for each in imports.stale(session, "T1", now + timedelta(days=1))] == [
            import_.id
        ]
        assert [each.id for each in imports.live_of(session, "T1", "U1")] == [import_.id]
        assert imports.live_of(session, "T1", "U2") == []


def test_columns_are_remembered_for_each_workspace(database: Database, now: datetime) -> None:
    with database.begin() as session:
        for columns in ({"ref": "Id"}, {"ref": "Nr"}):
            imports.remember(session, "T1", "abc", {"columns": columns}, "U1", now)
        assert imports.remembered(session, "T1", "abc") == {"columns": {"ref": "Nr"}}
        assert imports.remembered(session, "T2", "abc") is None


def test_an_owner_found_later_gets_all_that_is_theirs(database: Database, now: datetime) -> None:
    with database.begin() as session:
        for ref in ("00A", "00B"):
            add(session, now, ref, owner=None, owner_name="Bo")
        mine = add(session, now, "00C")
        assert opportunity_owners.waiting(session, "T1") == {"Bo": 2}
        given = opportunity_owners.give(session, "T1", "Bo", "U7", at=now, source="owner matched")
        assert given == 2
        assert opportunity_owners.waiting(session, "T1") == {}
        (first, _) = pipelines.open_of(session, "T1", "U7")
        told = history(session, "T1", first.id)[0]
        assert (told.field, told.before, told.after) == ("owner", None, "U7")
        assert opportunities.find(session, "T1", mine.id) == mine
