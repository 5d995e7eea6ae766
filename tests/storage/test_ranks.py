"""Ranks, what became of them, talks, and what is counted of many; on both databases."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from policies.ranking import Contact, Move, Ranked
from storage import opportunities, rank_counts, rank_events, ranks
from storage.database import Database
from storage.rank_counts import Asks, Tally

TEAM, OTHER = "T0ACME", "T0GLOBEX"
ANA, BEN = "U0ANA", "U0BEN"
MARCH = date(2025, 3, 10)
ASKS = Asks(
    (("smb", "1"), ("smb", "1.5")),
    (("mid-market", "2"), ("mid-market", "3")),
    date(2025, 2, 1),
    date(2025, 2, 7),
)


def values(now: datetime, account: str = "Acme", **changed: Any) -> dict[str, Any]:
    return {
        "workspace": TEAM, "owner": ANA, "account": account, "segment": "smb", "rank": "2",
        "reason": "They grow", "users": None, "notes": "", "ranked_on": MARCH, "ranked_by": ANA,
        "ranked_at": now, "talked_on": None, "since": MARCH,
    } | changed  # fmt: skip


def put(database: Database, now: datetime, account: str = "Acme", **changed: Any) -> Ranked:
    with database.begin() as session:
        return ranks.put(session, values(now, account, **changed))


def sold(database: Database, now: datetime, account: str, owner: str = ANA, **more: Any) -> int:
    known: dict[str, Any] = {"name": "Deal", "account": account, "owner": owner, "state": "open"}
    with database.begin() as session:
        return opportunities.add(session, TEAM, known | more, by="", at=now, source="import").id


def test_what_is_put_is_found_by_its_number_and_its_account(
    database: Database, now: datetime
) -> None:
    one = put(database, now)
    assert {name: getattr(one, name) for name in values(now)} == values(now)
    with database.begin() as session:
        assert ranks.find(session, TEAM, one.id) == one
        assert ranks.find(session, OTHER, one.id) is None
        assert ranks.of_account(session, TEAM, ANA, "  ACME ") == one
        assert ranks.of_account(session, TEAM, BEN, "Acme") is None
        assert ranks.of_people(session, TEAM, [ANA, BEN]) == [one]


def test_an_account_of_an_owner_has_one_rank(database: Database, now: datetime) -> None:
    first = put(database, now)
    second = put(database, now, "ACME", rank="3")
    other = put(database, now, owner=BEN)
    assert (second.id, second.rank) == (first.id, "3")
    assert other.id != first.id
    with database.begin() as session:
        assert ranks.keys(session, TEAM, [ANA, BEN]) == {(ANA, "acme"), (BEN, "acme")}


def test_many_are_put_at_once_new_and_known(database: Database, now: datetime) -> None:
    kept = put(database, now)
    rows = [values(now, "Acme", rank="3"), values(now, "Globex"), values(now, "Initech", users=9)]
    with database.begin() as session:
        ranks.put_all(session, rows, {(ANA, "acme"): kept.id})
        found = {each.account: each for each in ranks.of_people(session, TEAM, [ANA])}
    assert {name: each.rank for name, each in found.items()} == {
        "Acme": "3", "Globex": "2", "Initech": "2",
    }  # fmt: skip
    assert found["Acme"].id == kept.id
    assert found["Initech"].users == 9


def test_what_is_removed_is_gone_in_its_workspace_only(database: Database, now: datetime) -> None:
    one = put(database, now)
    with database.begin() as session:
        ranks.remove(session, OTHER, [one.id])
        assert ranks.find(session, TEAM, one.id)
        ranks.remove(session, TEAM, [one.id])
        assert ranks.find(session, TEAM, one.id) is None


def test_accounts_are_searched_by_every_word(database: Database, now: datetime) -> None:
    put(database, now, "Acme North 100%")
    put(database, now, "Acme South")
    with database.begin() as session:
        found = ranks.search(session, TEAM, [ANA], "NORTH acme", 9)
        assert [each.account for each in found] == ["Acme North 100%"]
        assert len(ranks.search(session, TEAM, [ANA], "acme", 1)) == 1
        assert ranks.search(session, TEAM, [BEN], "acme", 9) == []
        assert ranks.search(session, TEAM, [ANA], "%", 9) == found


def test_what_is_open_is_counted_by_owner(database: Database, now: datetime) -> None:
    put(database, now, "Lacks users", rank="1")
    put(database, now, "Complete", rank="1", users=9)
    put(database, now, "Unsaid", reason="")
    put(database, now, "Noted", reason="", notes="Why")
    put(database, now, "Old", ranked_on=date(2025, 1, 31))
    put(database, now, "Due", owner=BEN, segment="mid-market", since=date(2025, 2, 7))
    put(database, now, "Met", owner=BEN, segment="mid-market", since=date(2025, 2, 8))
    put(database, now, "Best", owner=BEN, segment="mid-market", rank="1", since=date(2024, 2, 8))
    with database.begin() as session:
        found = rank_counts.tallies(session, TEAM, [ANA, BEN, "U0CLEO"], ASKS)
        assert found == {ANA: Tally({"1": 2, "2": 3}, 3, 0), BEN: Tally({"1": 1, "2": 2}, 0, 1)}
        assert rank_counts.lacking(session, TEAM, [ANA, BEN], ASKS) == {ANA}
        assert rank_counts.lacking(session, OTHER, [ANA, BEN], ASKS) == set()


def test_the_days_of_contact_are_counted_for_the_ranks_that_ask_for_it(
    database: Database, now: datetime
) -> None:
    for number in range(3):
        put(database, now, f"Due {number}", segment="mid-market", since=MARCH)
    put(database, now, "Best", segment="mid-market", rank="1", since=MARCH)
    put(database, now, "Early", segment="mid-market", since=MARCH - timedelta(days=9))
    between = (MARCH - timedelta(days=1), MARCH)
    with database.begin() as session:
        found = rank_counts.contact_days(session, TEAM, [ANA, BEN], ASKS.with_contact, between)
        assert found == {ANA: {MARCH: 3}}
        assert rank_counts.contact_days(session, TEAM, [ANA], (), between) == {}


def test_accounts_of_open_opportunities_are_known(database: Database, now: datetime) -> None:
    for account in ("Acme", " ACME", "Globex", ""):
        sold(database, now, account)
    sold(database, now, "Won", state="won")
    sold(database, now, "Bens", BEN)
    with database.begin() as session:
        known = ranks.known_accounts(session, TEAM, [ANA])
        assert {key: name.casefold() for key, name in known[ANA].items()} == {
            "acme": "acme", "globex": "globex",
        }  # fmt: skip
        assert rank_counts.without_rank(session, TEAM, [ANA, BEN]) == {ANA, BEN}
        assert ranks.owners_of(session, TEAM, "Won") == {ANA}
    put(database, now, "Bens", owner=BEN)
    with database.begin() as session:
        assert rank_counts.without_rank(session, TEAM, [ANA, BEN]) == {ANA}


def test_what_became_of_an_account_is_told_newest_first(database: Database, now: datetime) -> None:
    moves = [Move("Acme", "", "2", "why", ANA, now), Move("ACME", "2", "", "", BEN, now, "moved")]
    with database.begin() as session:
        for move in moves:
            rank_events.add_move(session, TEAM, ANA, move)
        rank_events.add_moves(session, [rank_events.moved(TEAM, BEN, moves[0])])
        assert rank_events.moves(session, TEAM, ANA, "acme") == moves[::-1]
        assert rank_events.former(session, TEAM, BEN, "acme") == (ANA, "2")
        assert rank_events.former(session, TEAM, ANA, "acme") is None
        rank_events.add_moves(session, [])


def talk(now: datetime, day: date = MARCH, **changed: Any) -> dict[str, Any]:
    return {
        "workspace": TEAM, "owner": ANA, "account": "Acme", "day": day, "way": Contact.TALK,
        "note": "Hello", "by": ANA, "at": now,
    } | changed  # fmt: skip


def test_a_talk_is_logged_once_a_day_and_can_be_forgotten(
    database: Database, now: datetime
) -> None:
    with database.begin() as session:
        id = rank_events.log(session, talk(now))
        assert id
        assert rank_events.log(session, talk(now, account="ACME")) is None
        assert rank_events.log(session, talk(now, way=Contact.INFORM))
        rank_events.log_all(session, [talk(now), talk(now, MARCH - timedelta(days=2))])
        rank_events.log_all(session, [])
        found = rank_events.talks(session, TEAM, ANA, "acme")
        assert [each.day for each in found] == [MARCH, MARCH, MARCH - timedelta(days=2)]
        assert rank_events.latest(session, TEAM, [ANA, BEN]) == {(ANA, "acme"): MARCH}
        owner, one = rank_events.find_talk(session, TEAM, id) or ("", None)
        assert (owner, one and one.note) == (ANA, "Hello")
        assert rank_events.find_talk(session, OTHER, id) is None
        assert not rank_events.forget_talk(session, OTHER, id)
        assert rank_events.forget_talk(session, TEAM, id)
        assert not rank_events.forget_talk(session, TEAM, id)


def test_a_talk_moves_the_day_from_which_a_month_counts(database: Database, now: datetime) -> None:
    one = put(database, now)
    with database.begin() as session:
        ranks.met(session, one, MARCH, MARCH)
        again = ranks.find(session, TEAM, one.id)
    assert again
    assert (again.talked_on, again.since) == (MARCH, MARCH)


@pytest.mark.parametrize("account", ["Straße", "ＡＣＭＥ", "İstanbul", "a'b\"c|d"])
def test_an_account_of_any_spelling_is_found_again(
    database: Database, now: datetime, account: str
) -> None:
    one = put(database, now, account)
    with database.begin() as session:
        assert ranks.of_account(session, TEAM, ANA, account) == one
