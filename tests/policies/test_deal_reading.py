"""The facts of a deal, by any of their names and in any order; other text is for others."""

from collections.abc import Callable

import pytest

from policies.answer import Answer
from policies.desks.requirements import DECK, REVIEW

Ask = Callable[..., Answer]


def test_two_readings_are_both_named(ask: Ask) -> None:
    headline = ask("/deal SMB 6.000 net ARR").headline
    assert "could be 6 or 6,000" in headline


@pytest.mark.parametrize(
    "deal",
    [
        "SMB MM 6k",
        "SMB net ARR 6k net ARR 8k",
        "SMB flat renewal net ARR 5k",
        "SMB 6k closes 2026-05-05 closing 2026-06-05",
        "SMB 6k channel-managed not channel-managed, partner-managed",
    ],
)
def test_facts_that_contradict_each_other_are_a_conflict(ask: Ask, deal: str) -> None:
    assert ask(f"/deal {deal}").status == "conflict"


@pytest.mark.parametrize(
    "deal",
    [
        "",
        "SMB abc",
        "abc",
        "SMB €6,000",
        "SMB £6k",
        "SMB 6k closes 30 feb 2026",
        "SMB 6k closes 2350-01-01",
    ],
)
def test_what_cannot_be_read_is_refused_with_an_example(ask: Ask, deal: str) -> None:
    told = ask(f"/deal {deal}")
    assert told.status == "invalid"
    assert any("/deal SMB 6k" in line for line in told.next)


@pytest.mark.parametrize(
    ("deal", "net_arr", "amount"),
    [
        ("SMB 6k amount 7k net ARR", 7000, 6000),
        ("SMB net ARR 6k amount 7k", 6000, 7000),
        ("amount: 7k, narr: 6k, smb", 6000, 7000),
        ("SMB 6k net ar, ammount 7k", 6000, 7000),
        ("SMB total amount $7,000.50, NARR USD 6,000", 6000, 7000.5),
        ("SMB net ARR -3,000 amount 12,000", -3000, 12000),
        ("SMB zero net ARR amount 12k", 0, 12000),
        ("SMB flat renewal amount 12k", 0, 12000),
        ("SMB half a million net ARR", 500_000, None),
        ("SMB ten thousand", 10_000, None),
        ("SMB 50 thousand dollar", 50_000, None),
        ("SMB 5 slides amount 6k", None, 6000),
        ("SMB 60 employees 6k", 6000, None),
    ],
)
def test_figures_go_to_the_field_that_is_named(
    ask: Ask, deal: str, net_arr: float | None, amount: float | None
) -> None:
    facts = ask(f"/deal {deal}").facts
    assert (facts.get("net_arr"), facts.get("amount")) == (net_arr, amount)


@pytest.mark.parametrize(
    ("typed", "segment"),
    [
        ("smb", "smb"),
        ("small biz", "smb"),
        ("MM", "mid-market"),
        ("Mid Market", "mid-market"),
        ("midmaket", "mid-market"),
        ("ENT", "enterprise"),
        ("enterprize", "enterprise"),
    ],
)
def test_segments_are_known_by_what_people_call_them(ask: Ask, typed: str, segment: str) -> None:
    assert ask(f"/deal {typed} 6k net ARR").facts["segment"] == segment


@pytest.mark.parametrize(
    ("employees", "segment"),
    [("99 employees", "smb"), ("100 staff", "mid-market"), ("1,999 people", "mid-market")],
)
def test_the_size_of_the_company_tells_the_segment(ask: Ask, employees: str, segment: str) -> None:
    told = ask(f"/deal {employees}, 6k net ARR closing next month")
    assert told.facts["segment"] == segment
    assert told.assumptions


@pytest.mark.parametrize("employees", ["2,000 employees", "90-110 employees", "about 100 staff"])
def test_a_size_of_no_one_segment_leaves_it_open(ask: Ask, employees: str) -> None:
    assert ask(f"/deal {employees}, 6k net ARR closing next month").ask == ("segment",)


def test_a_size_that_does_not_fit_the_segment_is_a_warning(ask: Ask) -> None:
    told = ask("/deal SMB 450 employees, 6k net ARR")
    assert "450 employees is Mid-Market" in told.warnings[0]
    assert ask("/deal ENT 4,500 employees, 60k net ARR").warnings == ()


@pytest.mark.parametrize(
    ("closing", "fact", "value"),
    [
        ("closing this month", "closes", "this-month"),
        ("shuts end of next month", "closes", "next-month"),
        ("closing eom", "closes", "this-month"),
        ("closing in May", "closes", "next-month"),
        ("closing in December", "closes", "later"),
        ("closing in 2 months", "closes", "later"),
        ("closes 2026-05-29", "close_date", "2026-05-29"),
        ("created 2026-01-05, closes 29 May 2026", "close_date", "2026-05-29"),
        ("closing in 10 days", "close_date", "2026-05-03"),
        ("closing tomorrow", "close_date", "2026-04-24"),
    ],
)
def test_the_close_is_a_day_or_a_month(ask: Ask, closing: str, fact: str, value: str) -> None:
    facts = ask(f"/deal SMB 6k net ARR, {closing}").as_json()["facts"]
    assert facts[fact] == value
    assert len({"closes", "close_date"} & facts.keys()) == 1


def test_a_close_that_was_moved_is_left_open(ask: Ask) -> None:
    told = ask("smb deal moved from next quarter to this month at 8k, what do i owe my manager")
    assert told.values[REVIEW] is None


def test_a_close_date_of_a_past_month_is_no_month_to_go_by(ask: Ask) -> None:
    told = ask("/deal SMB 6k net ARR close date 2026-03-17")
    assert told.values[REVIEW] is None
    assert "Tue 17 March 2026 is past" in " ".join(told.warnings)


def test_a_bare_figure_is_net_arr_and_says_so(ask: Ask) -> None:
    told = ask("/deal SMB 6k")
    assert told.facts["net_arr"] == 6000
    assert "Net ARR" in told.assumptions[0]
    assert told.values[DECK] is None


def test_a_second_bare_figure_is_not_dropped_in_silence(ask: Ask) -> None:
    assert "“7k” was not used" in ask("/deal SMB net ARR 6k 7k").warnings[0]


@pytest.mark.parametrize(
    "text",
    [
        "which two options go into the deck for a renewal?",
        "can a deal be green without a why now?",
        "opportunity, Datafox 99",
        "what is LDR?",
        "strategic deal of 400k in enterprise",
        "MM trial 5,000.01 IACV",
        "smb, 4.2k IACV, any chance of a live techie",
        "free trial guys want somebody live. 7k IACV, mid market",
        "coverage target 400k pipeline 1.4M, enterprise deals",
        "whats my commission on a 20k smb deal",
        "deal hasnt budged for 8 months, kill it?",
        "SMB deal, 60 employees",
        "do we plan to sell to a mid market company with 1,200 employees",
        "35k customer, do they get a TAM",
        "do mid-market aes need decks above ten thousand",
        "my smb prospect wants a call with someone technical, deal is 3k",
    ],
)
def test_text_without_the_facts_of_a_deal_is_for_others(ask: Ask, text: str) -> None:
    assert ask(text).policy != "deal"


@pytest.mark.parametrize("word", ["opp", "deal", "deck", "plan", "opportunity"])
def test_a_deal_goes_by_several_names(ask: Ask, word: str) -> None:
    assert ask(f"{word} SMB net ARR 6k").policy == "deal"


def test_the_order_of_words_makes_no_difference(ask: Ask) -> None:
    one = ask("/deal SMB net ARR 6k amount 7k closing next month")
    for other in (
        "/deal closing next month, amount 7k, net ARR 6k, SMB",
        "/deal 6k net ARR SMB closing next month 7k amount",
    ):
        assert ask(other).values == one.values
