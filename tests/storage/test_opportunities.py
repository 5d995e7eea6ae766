"""Opportunities and their history on both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from storage import opportunities
from storage.database import Database
from storage.opportunities import Opportunity, Stale, history
from storage.opportunity_changes import Change, changes_since

ACME: dict[str, Any] = {
    "name": "Acme – Ultimate",
    "account": "Acme",
    "owner": "U1",
    "owner_name": "Ana Costa",
    "stage": "3-Technical Evaluation",
    "net_arr": 120_000,
    "close_date": date(2025, 4, 30),
}


def add(session: Session, at: datetime, ref: str = "", **values: Any) -> Opportunity:
    workspace = values.pop("workspace", "T1")
    return opportunities.add(
        session, workspace, ACME | values, by="U1", at=at, source="form", ref=ref
    )


def change(
    session: Session, seen: Opportunity, at: datetime, by: str = "U1", **values: Any
) -> Opportunity:
    return opportunities.change(session, seen, values, by=by, at=at, source="form")


def test_an_opportunity_is_found_as_it_was_added(database: Database, now: datetime) -> None:
    with database.begin() as session:
        added = add(session, now, ref="0065e00000AbCdE")
    with database.reading() as session:
        assert opportunities.find(session, "T1", added.id) == added
        assert opportunities.by_ref(session, "T1", "0065e00000AbCdE") == added
        assert opportunities.of_ids(session, "T1", [added.id, 0]) == {added.id: added}
        assert opportunities.of_ids(session, "T2", [added.id]) == {}
        assert opportunities.of_ids(session, "T1", []) == {}
        assert opportunities.find(session, "T2", added.id) is None
        assert opportunities.by_ref(session, "T2", "0065e00000AbCdE") is None
    assert (added.state, added.next_step, added.amount) == ("open", "", None)
    assert (added.close_date_set_at, added.version) == (now, 1)


def test_without_an_id_of_the_crm_each_gets_a_number_of_its_own(
    database: Database, now: datetime
) -> None:
    with database.begin() as session:
        assert [add(session, now).ref for _ in range(2)] == ["own-1", "own-2"]


def test_a_change_is_kept_field_by_field_with_what_was_before(
    database: Database, now: datetime
) -> None:
    later = now + timedelta(days=1)
    with database.begin() as session:
        added = add(session, now)
        changed = change(
            session, added, later, net_arr=90_000, close_date=None, quote_sent=True, name=added.name
        )
        kept = history(session, "T1", added.id)
    assert changed == replace(
        added,
        net_arr=90_000,
        close_date=None,
        quote_sent=True,
        close_date_set_at=None,
        changed_at=later,
        version=2,
    )
    assert {(each.field, each.before, each.after) for each in kept[:3]} == {
        ("net_arr", 120_000, 90_000),
        ("close_date", date(2025, 4, 30), None),
        ("quote_sent", None, True),
    }
    assert kept[3] == Change(added.id, "state", None, "open", now, "U1", "form")
    assert {(each.at, each.by, each.source) for each in kept[:3]} == {(later, "U1", "form")}


def test_what_changes_nothing_leaves_no_trace(database: Database, now: datetime) -> None:
    with database.begin() as session:
        added = add(session, now)
        assert change(session, added, now + timedelta(days=1), **ACME) == added
        assert len(history(session, "T1", added.id)) == 1


def test_only_a_new_close_date_starts_its_clock_again(database: Database, now: datetime) -> None:
    days = [now + timedelta(days=n) for n in range(3)]
    with database.begin() as session:
        added = add(session, days[0])
        staged = change(session, added, days[1], stage="4-Proposal")
        moved = change(session, staged, days[2], close_date=date(2025, 5, 1))
    assert (staged.close_date_set_at, moved.close_date_set_at) == (days[0], days[2])


def test_a_field_that_somebody_else_changed_meanwhile_is_not_overwritten(
    database: Database, now: datetime
) -> None:
    with database.begin() as session:
        seen = add(session, now)
        ahead = change(session, seen, now, by="U2", net_arr=100_000)
        with pytest.raises(Stale) as refused:
            change(session, seen, now, net_arr=90_000, stage="4-Proposal")
        assert opportunities.find(session, "T1", seen.id) == ahead
    assert (refused.value.now, refused.value.names) == (ahead, ("net_arr",))


def test_two_people_may_change_different_fields_or_the_same_one_alike(
    database: Database, now: datetime
) -> None:
    with database.begin() as session:
        seen = add(session, now)
        change(session, seen, now, by="U2", net_arr=100_000)
        both = change(session, seen, now, stage="4-Proposal", net_arr=100_000)
    assert (both.net_arr, both.stage, both.version) == (100_000, "4-Proposal", 3)


def test_of_edits_at_the_same_moment_one_holds(
    database: Database, race: Callable[..., list[Any]], now: datetime
) -> None:
    with database.begin() as session:
        seen = add(session, now)
    amounts = iter(range(4))

    def edit(session: Session) -> bool:
        try:
            change(session, seen, now, amount=next(amounts))
        except Stale:
            return False
        return True

    assert sorted(race(edit)) == [False, False, False, True]


def test_what_is_no_field_of_an_opportunity_is_not_taken(database: Database, now: datetime) -> None:
    with database.begin() as session:
        added = add(session, now)
        with pytest.raises(KeyError, match="colour"):
            change(session, added, now, colour="red")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["Acme", "Öl AG", "100% Foods"]),
        ("acme", ["Acme"]),
        ("öl", ["Öl AG"]),
        ("ÖL ag", ["Öl AG"]),
        ("00X2", ["Öl AG"]),
        ("%", ["100% Foods"]),
        ("_", []),
        ("acme öl", []),
    ],
)
def test_every_word_of_a_search_is_in_what_it_finds(
    database: Database, now: datetime, words: str, found: list[str]
) -> None:
    with database.begin() as session:
        add(session, now, ref="00X1", account="Acme", name="a")
        add(session, now, ref="00X2", account="Öl AG", name="b")
        add(session, now, ref="00X3", account="100% Foods", name="c")
        hits = opportunities.search(session, "T1", words)
        assert [hit.account for hit in hits] == found


def test_a_search_shows_open_ones_first_and_only_those_of_the_owners(
    database: Database, now: datetime
) -> None:
    with database.begin() as session:
        won = add(session, now, name="a", state="won")
        live, second = add(session, now, name="b"), add(session, now, name="c")
        add(session, now, owner="U2", name="d")
        mine = opportunities.search(session, "T1", "acme", owners=("U1",))
        assert mine == [live, second, won]
        assert opportunities.search(session, "T1", "acme", owners=("U1",), limit=1) == [live]
        assert opportunities.search(session, "T1", "acme", owners=()) == []


def test_a_renamed_opportunity_is_found_by_its_new_name(database: Database, now: datetime) -> None:
    with database.begin() as session:
        added = add(session, now, ref="00X1")
        renamed = change(session, added, now, name="Bolt – Premium")
        assert opportunities.search(session, "T1", "bolt acme 00x1") == [renamed]
        assert opportunities.search(session, "T1", "ultimate") == []


def test_what_changed_since_a_moment_is_told_newest_first(
    database: Database, now: datetime
) -> None:
    days = [now + timedelta(days=n) for n in range(3)]
    with database.begin() as session:
        added = add(session, days[0])
        moved = change(session, added, days[1], stage="4-Proposal", close_date=date(2025, 5, 2))
        change(session, moved, days[2], next_step="Call Bo")
        add(session, days[2], workspace="T2")
        since = [each.field for each in changes_since(session, "T1", days[1])]
        assert since == ["next_step", "close_date", "stage"]
        dates = list(changes_since(session, "T1", days[0], field="close_date"))
    assert [(each.before, each.after) for each in dates] == [(date(2025, 4, 30), date(2025, 5, 2))]
    assert dates[0].at.tzinfo is UTC


def test_a_date_that_is_set_back_stands_since_it_was_first_set(
    database: Database, now: datetime
) -> None:
    later = now + timedelta(hours=1)
    with database.begin() as session:
        added = add(session, now)
        moved = change(session, added, later, close_date=date(2025, 5, 1))
        back = change(session, moved, later, close_date=added.close_date)
        opportunities.date_from(session, back, added.close_date_set_at)
        found = opportunities.find(session, "T1", added.id)
    assert found is not None
    assert (found.close_date, found.close_date_set_at) == (added.close_date, now)
