"""A table of ranks: its columns, its cells, and what it would change within the ten best."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import packs
from policies.imports.files import open_file
from policies.imports.owners import Named, owners
from policies.ranking import Ranked, folded, rules_of
from policies.ranking.plans import Desk, plan_of
from policies.ranking.tables import (
    EMPTIED,
    MOST_ROWS,
    Bad,
    Read,
    Row,
    Unusable,
    likeness,
    read,
    spelt,
    unspelt,
)

TODAY = date(2026, 3, 11)
NOW = datetime(2026, 3, 11, 10, tzinfo=UTC)
ANA = "U0ANA"
RULES = rules_of(packs.load())


def table(text: str) -> Read:
    return read(open_file(text.encode()), TODAY)


def ranked(account: str, rank: str, id: int = 1) -> Ranked:
    told = ("T0ACME", ANA, account, "smb", rank, "Why", 5, "")
    return Ranked(id, *told, TODAY, ANA, NOW, None, TODAY)


def desk(*kept: Ranked) -> Desk:
    assert RULES
    known = {(ANA, each.key): each for each in kept}
    people = owners([Named(ANA, ("Ana Lopez",)), Named("U0BEN", ("Ben Okafor",))])
    names = {ANA: "Ana Lopez", "U0BEN": "Ben Okafor"}
    return Desk(RULES, people, names, {ANA: "smb", "U0BEN": ""}, None, ANA, known, {}, TODAY)


def test_columns_go_by_several_names_in_any_order() -> None:
    found = table("Account Rank;Potential_Users;Account Name;x\nRank 1,5;1.200;Acme;y\n")
    assert found.rows == (Row(2, "Acme", rank="1.5", users=1200),)


def test_headings_may_stand_below_other_lines() -> None:
    found = table("My report\n\naccount,rank,last talk\nAcme,2,28/02/2026\nGlobex,2,3/1/2026\n")
    assert [each.talked_on for each in found.rows] == [date(2026, 2, 28), date(2026, 1, 3)]


def test_a_day_that_may_be_two_is_asked_for() -> None:
    found = table("account,rank,last talk\nAcme,2,3/1/2026\n")
    assert found.bad == (Bad(2, "“3/1/2026” may be two days: write it as 2026-04-30"),)


@pytest.mark.parametrize(
    ("said", "rank"),
    [("1", "1"), ("1.0", "1"), ("Tier 3", "3"), ("rank 1,5", "1.5"), ("unranked", ""), ("-", "-")],
)
def test_a_rank_is_read_however_it_is_written(said: str, rank: str) -> None:
    assert table(f'account,rank\nAcme,"{said}"\n').rows[0].rank == rank


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "account\nAcme\n", "account,rank\n"])
def test_what_is_no_such_table_is_refused(text: str) -> None:
    with pytest.raises(Unusable):
        table(text)


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(Unusable, match="more than 10,000 rows"):
        table("account,rank\n" + "Acme,2\n" * (MOST_ROWS + 1))


def test_a_table_is_known_by_account_and_rank() -> None:
    assert likeness(["Account", "Rank", "Owner", "Size"]) == 3
    assert likeness(["Account", "Owner"]) == 0


def test_rows_are_kept_as_they_are() -> None:
    rows = [Row(2, "Acme", "Ana", "1.5", 5, "why", "note", TODAY), Row(3, "Globex")]
    assert list(unspelt(spelt(rows))) == rows


def test_new_changed_removed_and_same_are_told_apart() -> None:
    plan = plan_of(
        [Row(2, "New", rank="2"), Row(3, "ACME", rank="3"), Row(4, "Gone", rank=EMPTIED),
         Row(5, "Same", rank="2"), Row(6, "Nothing")],
        desk(ranked("Acme", "2"), ranked("Gone", "2"), ranked("Same", "2")),
    )  # fmt: skip
    assert [each.account for each in plan.new] == ["New"]
    assert [(each.account, each.rank) for each in plan.changed] == [("Acme", "3")]
    assert [each.account for each in plan.removed] == ["Gone"]
    assert plan.same == 1
    assert [each.line for each in plan.bad] == [6]


def test_who_sells_to_nobody_knows_whom_is_refused() -> None:
    plan = plan_of([Row(2, "New", "Ben Okafor", "2")], desk())
    assert "whether Ben Okafor sells to SMB or Mid-Market" in plan.bad[0].why


@given(
    kept=st.lists(st.sampled_from(["1", "2"]), max_size=14),
    rows=st.lists(st.tuples(st.integers(0, 20), st.sampled_from(["1", "2", EMPTIED])), max_size=25),
)
def test_nobody_ever_has_more_than_the_ten_best(
    kept: list[str], rows: list[tuple[int, str]]
) -> None:
    """Whoever has eleven from elsewhere gets no twelfth."""
    known = [ranked(f"Account {at}", rank, at) for at, rank in enumerate(kept)]
    given_rows = [Row(at + 2, f"Account {n}", rank=rank) for at, (n, rank) in enumerate(rows)]
    plan = plan_of(given_rows, desk(*known))
    after = {each.key: each.rank for each in known}
    after |= {folded(each.account): each.rank for each in plan.changes}
    best = sum(rank == "1" for rank in after.values())
    assert best <= max(10, sum(rank == "1" for rank in kept))
    assert len(plan.changes) + plan.same + len(plan.bad) == len(rows)
