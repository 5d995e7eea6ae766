"""What a deal of a size needs: each limit both ways, each fact missing, in doubt or twice."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.answer import Answer
from policies.asking import Question, answer
from policies.pack import parse

Ask = Callable[..., Answer]
CONSULT, REVIEW, DECK, PLAN = (
    "opportunity_consult",
    "lightweight_review",
    "custom_deck",
    "command_plan",
)
RED_GREEN, IN_MONTH = "red_green", "in_red_green_month"

LIMITS = [
    ("SMB 4,999.99 net ARR this month", REVIEW, False),
    ("SMB 5,000 net ARR this month", REVIEW, True),
    ("SMB 9,999.99 net ARR next month", REVIEW, True),
    ("SMB 10,000 net ARR next month", REVIEW, False),
    ("SMB 9,999.99 net ARR", CONSULT, False),
    ("SMB 10,000 net ARR", CONSULT, True),
    ("MM 9,999.99 net ARR this month", REVIEW, False),
    ("MM 10,000 net ARR this month", REVIEW, True),
    ("MM 19,999.99 net ARR", CONSULT, False),
    ("MM 20,000 net ARR", CONSULT, True),
    ("SMB 1,999.99 net ARR", RED_GREEN, False),
    ("SMB 2,000 net ARR", RED_GREEN, True),
    ("MM 6,999.99 net ARR", RED_GREEN, False),
    ("MM 7,000 net ARR", RED_GREEN, True),
    ("SMB amount 5,000", DECK, False),
    ("SMB amount 5,000.01", DECK, True),
    ("MM amount 10,000", DECK, False),
    ("MM amount 10,000.01", DECK, True),
    ("SMB 5,000 net ARR amount 5,000", PLAN, "none"),
    ("SMB 5,000 net ARR amount 5,000.01", PLAN, "overview-and-close-plan"),
    ("SMB 10,000 net ARR amount 10,000", PLAN, "overview-and-close-plan"),
    ("SMB 10,000.01 net ARR", PLAN, "full"),
    ("MM 10,000 net ARR amount 10,000", PLAN, "none"),
    ("MM 20,000 net ARR amount 20,000", PLAN, "overview-and-close-plan"),
    ("MM 20,000.01 net ARR", PLAN, "full"),
    ("ENT 49,999.99 net ARR", PLAN, "none"),
    ("ENT 50,000 net ARR", PLAN, "full"),
    ("ENT 900,000 net ARR amount 900,000 this month", CONSULT, False),
    ("ENT 900,000 net ARR amount 900,000 this month", DECK, False),
    ("SMB 6k net ARR closing this month", IN_MONTH, True),
    ("SMB 6k net ARR closing next month", IN_MONTH, False),
    ("SMB 1k net ARR closing this month", IN_MONTH, False),
    ("SMB 6k net ARR closing in 5 months", REVIEW, False),
]


@pytest.mark.parametrize(("deal", "value", "expected"), LIMITS)
def test_a_limit_holds_to_the_cent(ask: Ask, deal: str, value: str, expected: bool | str) -> None:
    told = ask(f"/deal {deal}")
    assert told.status == "decided"
    assert told.values[value] == expected


@pytest.mark.parametrize(
    ("deal", "open_values"),
    [
        ("SMB 6k net ARR", {REVIEW, IN_MONTH, DECK, PLAN}),
        ("SMB 6k net ARR closing next month", {DECK, PLAN}),
        ("SMB 6k net ARR amount 6k", {REVIEW, IN_MONTH}),
        ("SMB amount 6k", {CONSULT, REVIEW, RED_GREEN, IN_MONTH, PLAN}),
        ("SMB amount 6k closing in December", {CONSULT, RED_GREEN, PLAN}),
        ("MM 30k net ARR this month", {DECK}),
        ("ENT 50k net ARR", set()),
    ],
)
def test_what_a_missing_fact_would_decide_stays_open(
    ask: Ask, deal: str, open_values: set[str]
) -> None:
    told = ask(f"/deal {deal}")
    assert {name for name, value in told.values.items() if value is None} == open_values
    assert told.status == "decided"


@pytest.mark.parametrize(
    ("deal", "asks"),
    [
        ("SMB", ("net_arr", "amount")),
        ("closing next month", ("net_arr", "amount", "segment")),
        ("ENT amount 80k", ("net_arr",)),
        ("6k net ARR closing next month", ("segment",)),
        ("80k channel-managed", ("segment",)),
        ("SMB 4k-12k net ARR this month", ("net_arr",)),
        ("SMB about 5.2k closing next month", ("net_arr",)),
        ("SMB 8k+ net ARR", ("net_arr",)),
        ("SMB 6k net ARR amount about 5,100", ("amount",)),
        ("SMB 6.000 net ARR", ("net_arr",)),
        ("SMB 10MM net ARR", ("net_arr",)),
        ("SMB 6OO", ("net_arr",)),
        ("SMB 1k9", ("net_arr",)),
        ("SMB 500,5", ("net_arr",)),
        ("SMB 6k 7k", ("net_arr", "amount")),
        ("SMB 6k net ARR closes 03/05/2026", ("close_date",)),
    ],
)
def test_what_makes_a_difference_is_asked_for(ask: Ask, deal: str, asks: tuple[str, ...]) -> None:
    told = ask(f"/deal {deal}")
    assert told.status == "needs_fact"
    assert told.ask == asks
    assert told.citations


def test_two_readings_are_both_named(ask: Ask) -> None:
    headline = ask("/deal SMB 6.000 net ARR").headline
    assert "could be 6 or 6,000" in headline


@pytest.mark.parametrize(
    "deal",
    [
        "1,000 net ARR amount 1,000",
        "SMB about 6k closing next month",
        "SMB about 5.2k closing in December",
        "SMB over 10k",
        "SMB under 2k",
        "MM 9,000 to 9,500 net ARR closing this month",
    ],
)
def test_open_facts_that_make_no_difference_are_not_asked_for(ask: Ask, deal: str) -> None:
    assert ask(f"/deal {deal}").status == "decided"


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


def test_an_amount_below_net_arr_looks_wrong(ask: Ask) -> None:
    assert "below Net ARR" in ask("/deal MM net ARR 40k amount 8k").warnings[0]
    assert ask("/deal MM net ARR 40k amount 40k").warnings == ()


def test_a_figure_beyond_belief_is_to_be_checked(ask: Ask) -> None:
    assert "please check" in ask("/deal SMB 999999999999").warnings[0]


def test_a_partner_excuses_the_plan_and_nothing_else(ask: Ask) -> None:
    told = ask("/deal MM channel-managed net ARR 80k amount 80k")
    assert (told.values[PLAN], told.values[CONSULT], told.values[DECK]) == ("excused", True, True)
    assert "Put Channel-Managed in the opportunity title." in told.next
    assert ask("/deal MM channel-managed net ARR 1k amount 1k").values[PLAN] == "none"
    assert ask("/deal ENT channel-managed 80k").values[PLAN] == "full"


def test_the_plan_is_advised_where_the_consult_begins(ask: Ask) -> None:
    told = ask("/deal MM 20,000 net ARR amount 20,000")
    assert any("complete it anyway" in line for line in told.next)


def test_a_form_tells_its_facts_without_any_text(ask: Ask) -> None:
    told = ask("/deal", segment="mid-market", net_arr="20000", amount="$31,000", closes="later")
    assert (told.values[CONSULT], told.values[IN_MONTH], told.values[DECK]) == (True, False, True)
    assert ask("/deal", segment="smb", net_arr="many").status == "invalid"


def test_facts_given_later_take_the_place_of_the_text(ask: Ask) -> None:
    told = ask("/deal 6k net ARR", segment="smb", closes="next-month", amount="7k")
    assert told.values[REVIEW] is True
    assert told.values[DECK] is True
    moved = ask("/deal SMB 6k net ARR closing next month", close_date="2026-12-01")
    assert moved.values[REVIEW] is False


@pytest.mark.parametrize(
    ("edition", "consult", "red_green"),
    [("fy21", False, False), ("fy22", True, False), ("fy23", True, True)],
)
def test_an_edition_asks_only_for_what_it_has(
    files: dict[str, str], edition: str, consult: bool, red_green: bool
) -> None:
    pack = parse(files, edition)
    asked = "/deal SMB 12k net ARR amount 15k closing this month"
    told = answer(Question(asked, datetime(2026, 4, 23, 12, tzinfo=UTC)), pack)
    assert (told.values[CONSULT], told.values[RED_GREEN]) == (consult, red_green)
    assert told.values[PLAN] == "full"
    for deal, *_ in LIMITS:
        assert answer(Question(f"/deal {deal}", datetime(2026, 4, 23, tzinfo=UTC)), pack).values


@pytest.mark.parametrize(
    ("deal", "first"),
    [
        ("9k small biz opp landing next month, does my manager go over it", "oc-ldr-smb"),
        ("ent opp at 50k NARR, command plan y/n", "ent-command-plan"),
        ("deck SMB amount 6k", "deck-threshold"),
        ("12k mid market opp, slides needed?", "deck-threshold"),
        ("exactly 10k smb deal, full plan or not", "r7-6-command-plan"),
        ("smb deal 1900 red green yes or no", "rg-thresholds"),
        ("mm deal 21k iACV closing in 5 months, consult now", "oc-ldr-mm"),
    ],
)
def test_what_was_asked_about_or_holds_is_cited_first(ask: Ask, deal: str, first: str) -> None:
    assert ask(deal).citations[0].id == first


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


QUIET = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
FIGURES = st.integers(-20_000, 60_000)
SEGMENTS = st.sampled_from(["SMB", "MM", "ENT"])
RANK: dict[Any, int] = {False: 0, True: 1, "none": 0, "overview-and-close-plan": 1, "full": 2}


@QUIET
@given(segment=SEGMENTS, one=FIGURES, other=FIGURES, amount=FIGURES)
def test_a_larger_deal_never_needs_less(
    ask: Ask, segment: str, one: int, other: int, amount: int
) -> None:
    less, more = sorted((one, other))
    small = ask(f"/deal {segment} net ARR {less} amount {amount} this month").values
    large = ask(f"/deal {segment} net ARR {more} amount {amount} this month").values
    for name in (CONSULT, RED_GREEN, IN_MONTH, DECK, PLAN):
        assert RANK[small[name]] <= RANK[large[name]]
    assert small[REVIEW] is False or large[REVIEW] or large[CONSULT]


@QUIET
@given(segment=SEGMENTS, low=FIGURES, high=FIGURES)
def test_a_range_is_decided_as_its_ends_if_they_agree(
    ask: Ask, segment: str, low: int, high: int
) -> None:
    low, high = sorted((abs(low), abs(high)))
    told = ask(f"/deal {segment} net ARR between ${low} and ${high} this month")
    ends = [ask(f"/deal {segment} net ARR ${end} this month").values for end in (low, high)]
    assert (told.status == "decided") == (ends[0] == ends[1])


@QUIET
@given(
    segment=SEGMENTS,
    net_arr=FIGURES,
    amount=st.integers(1, 60_000),
    about=st.sampled_from(["", "about "]),
    closing=st.sampled_from(["", "closing this month", "closes 2026-05-29", "in 5 months"]),
)
def test_what_was_read_reads_the_same_again(
    ask: Ask, segment: str, net_arr: int, amount: int, about: str, closing: str
) -> None:
    told = ask(f"/deal {segment} net ARR {about}{net_arr} amount {amount} {closing}")
    again = ask(f"/deal {told.read_as}")
    assert (again.read_as, again.facts, again.values) == (told.read_as, told.facts, told.values)


WORDS = st.sampled_from(
    [
        "smb",
        "mm",
        "ent",
        "deal",
        "opp",
        "6k",
        "5,000",
        "about",
        "-",
        "$",
        "net",
        "arr",
        "amount",
        "closing",
        "next",
        "month",
        "2026-05-01",
        "flat",
        "€",
        "500,5",
        "1k9",
        "channel-managed",
        "in",
        "5",
        "weeks",
        "{}",
        "[]",
        "(",
        "%s",
        "99999999999999999999",
        "½",
        "k",
        "%",
        "may",
        "to",
        "7k+",
    ]
)


@QUIET
@given(words=st.lists(WORDS, max_size=9), tail=st.text(max_size=12))
def test_no_text_at_all_goes_unanswered(ask: Ask, words: list[str], tail: str) -> None:
    assert ask(f"/deal {' '.join(words)} {tail}").headline
    assert ask(f"opp {' '.join(words)} {tail}").headline
