"""What a deal of a size needs: each limit both ways, each fact missing or in doubt."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from policies.answer import Answer
from policies.asking import Question, answer
from policies.desks.requirements import CONSULT, DECK, IN_MONTH, PLAN, RED_GREEN, REVIEW
from policies.pack import parse

Ask = Callable[..., Answer]


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
