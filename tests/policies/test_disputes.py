"""Which decisions resemble a case, by what names an account is found, and when is reminded."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot import packs
from policies.disputes.names import key_of, keys_in
from policies.disputes.precedents import Case, Likeness, Precedent, ranked
from policies.disputes.reminders import Waiting, Watch, wishes
from policies.pack import BadPack, parse
from policies.rhythms import Rhythm

PACK = packs.load()
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
CASE = Case("roe/inbound-rest", "mm-territory", {"employees": 480, "region": "NORAM"})


def before(id: int = 1, days: int = 10, **changes: Any) -> Precedent:
    return Precedent(id, replace(CASE, **changes), NOW - timedelta(days=days))


def ids(*known: Precedent, case: Case = CASE) -> list[int]:
    return [each.id for each in ranked(case, known, 25)]


@pytest.mark.parametrize(
    ("facts", "is_like"),
    [
        ({"employees": 480, "region": "NORAM"}, True),
        ({"employees": 600, "region": "NORAM"}, True),
        ({"employees": 601, "region": "NORAM"}, False),
        ({"employees": 384}, True),
        ({"employees": 383}, False),
        ({"employees": 480, "region": "EMEA"}, False),
        ({"region": "NORAM"}, True),
        ({"employees": 480, "potential_users": 130}, True),
        ({"potential_users": 130}, False),
        ({}, False),
        ({"employees": None}, False),
        ({"employees": True}, False),
        ({"employees": 0}, False),
    ],
)
def test_cases_of_one_rule_are_alike_if_nothing_speaks_against_it(
    facts: dict[str, Any], is_like: bool
) -> None:
    assert ids(before(facts=facts)) == [1] * is_like


def test_another_rule_is_no_precedent_and_neither_is_none() -> None:
    assert ids(before(rule="roe/inbound-500")) == []
    assert ids(before(rule=""), case=replace(CASE, rule="")) == []


def test_the_same_account_is_one_whatever_else() -> None:
    known = before(rule="roe/outbound-500", facts={"employees": 9_000}, accounts=("acme",))
    assert ids(known, case=replace(CASE, accounts=("acme", "acme corp"))) == [1]
    assert ids(known) == []


def test_the_account_comes_first_then_what_agrees_then_the_nearest_then_the_newest() -> None:
    case = replace(CASE, accounts=("acme",))
    known = [
        before(1, rule="roe/x", accounts=("acme",), facts={}),
        before(2),
        before(3, facts={"employees": 490, "region": "NORAM"}),
        before(4, facts={"employees": 480}),
        before(5, days=20, facts={"employees": 480}),
        before(6, days=20, facts={"employees": 480}),
    ]
    for order in list(permutations(known))[::37]:
        assert ids(*order, case=case) == [1, 2, 3, 4, 6, 5]


@given(
    st.lists(
        st.builds(
            before,
            id=st.integers(1, 99),
            days=st.integers(0, 900),
            facts=st.dictionaries(
                st.sampled_from(["employees", "potential_users", "region"]),
                st.one_of(st.integers(0, 5_000), st.sampled_from(["NORAM", "EMEA"]), st.none()),
            ),
        ),
        unique_by=lambda each: each.id,
    )
)
def test_the_order_does_not_depend_on_the_order_in_which_they_were_found(
    known: list[Precedent],
) -> None:
    one, other = ranked(CASE, known, 25), ranked(CASE, known[::-1], 25)
    assert one == other
    assert all(isinstance(each, Likeness) and each.alike for each in one)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ACME, Inc.", "acme"),
        ("Acme Co. Ltd", "acme"),
        ("Bear-Lake  Outfitters", "bear lake outfitters"),
        ("SE", "se"),
        ("Ümlaut GmbH & Co. KG", "ümlaut"),
        ("", ""),
    ],
)
def test_an_account_is_compared_without_case_signs_and_legal_forms(name: str, key: str) -> None:
    assert key_of(name) == key


def test_a_name_is_found_among_the_facts_of_a_question() -> None:
    asked = "/roe Bear Lake Outfitters Inc. 480 employees inbound NORAM"
    assert "bear lake outfitters" in keys_in(asked, PACK.spoken)
    assert not {"480", "employees", "inbound", "noram"} & set(keys_in(asked, PACK.spoken))
    assert keys_in("/roe 480 employees inbound", PACK.spoken) == ()
    assert "first territory bank" in keys_in("480 at First Territory Bank", PACK.spoken)


@given(st.text(max_size=3_000))
def test_no_question_makes_more_than_a_couple_of_hundred_names(text: str) -> None:
    assert len(keys_in(text, PACK.spoken)) <= 200


@given(st.lists(st.text("xyzé&-.", min_size=1).filter(key_of), min_size=1, max_size=2))
def test_a_name_finds_itself_in_a_question(words: list[str]) -> None:
    name = " ".join(words)
    assume(len(key_of(name).split()) <= 4)
    asked = f"/roe {name} 480 employees inbound"
    assert key_of(name) in keys_in(asked, PACK.spoken)


def days(rhythm: Rhythm, now: datetime = NOW, until: int = 14, **of: Any) -> list[date]:
    waiting = Waiting(1, "Dispute #1", "U1", NOW, 0)
    watch = Watch(("U9",), (), now, now + timedelta(days=until), "roe-vp-decides")
    found = wishes([replace(waiting, **of)], {"U9": rhythm}, watch, PACK.disputes)
    return [each.day for each in found]


def test_reminders_begin_the_next_workday_and_come_every_second_one() -> None:
    assert [each.day for each in days(Rhythm())] == [3, 5, 9, 11, 13]


def test_of_those_that_are_due_only_the_last_is_wished() -> None:
    assert [each.day for each in days(Rhythm(), NOW + timedelta(days=9), 4)] == [11, 13]


@given(st.integers(0, 3_000))
def test_however_long_it_waits_there_is_one_wish_that_is_due(after: int) -> None:
    now = NOW + timedelta(days=after)
    found = days(Rhythm(), now, 7)
    assert sum(each <= now.date() for each in found) <= 1
    assert len(found) <= 5
    assert max(found, default=now.date()) >= now.date() - timedelta(days=3)


def test_who_never_works_is_not_reminded() -> None:
    assert days(Rhythm(work_days=frozenset())) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("spacing: {is: 2,", "spacing: {is: 0,", "spacing is a whole number, 1 at least"),
        ("near: {is: 25,", "near: {is: 2.5,", "near is a whole number, 1 at least"),
        ("  shown:", "  showed:", "shown is missing among the limits"),
        ('entry: roe-vp-decides, says: "Of', 'entry: vp, says: "Of', "no handbook entry vp"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(old: str, new: str, says: str) -> None:
    files = packs.texts()
    changed = files["fy23/disputes.yml"].replace(old, new, 1)
    with pytest.raises(BadPack, match=says):
        parse(files | {"fy23/disputes.yml": changed}, "fy23")
