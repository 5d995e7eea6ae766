"""What an event has to bring back, from its cost, its parts and the hours away."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.answer import Answer, Status

Ask = Callable[..., Answer]

PARTS = "travel 800, lodging 700"


@pytest.mark.parametrize(
    ("hours", "outcome"),
    [
        ("8 hours", "target"),
        ("7.99 hours", "guidance"),
        ("0 hours", "guidance"),
        ("8h", "target"),
        ("1 day", "target"),
        ("one full day", "target"),
        ("2 days and 3 hours", "target"),
        ("10 business hours lost", "target"),
        ("hours away: 16", "target"),
        ("about 9 hours", "target"),
        ("about 7 hours", "guidance"),
        ("8+ hours", "target"),
        ("under 8 hours", "guidance"),
        ("7 hours and 20 personal hours", "guidance"),
    ],
)
def test_eight_business_hours_make_it_a_target(ask: Ask, hours: str, outcome: str) -> None:
    told = ask(f"/handrail event cost 2000, {hours}")
    assert (told.outcome, told.values["net_arr_to_close"]) == (outcome, 10_000)


@pytest.mark.parametrize("hours", ["about 8 hours", "6-9 hours", "7+ hours", "up to 8 hours"])
def test_hours_on_both_sides_of_eight_are_asked_for(ask: Ask, hours: str) -> None:
    told = ask(f"/handrail event cost 2000, {hours}")
    assert (told.status, told.ask) == (Status.NEEDS_FACT, ("hours",))
    assert told.between == ("target", "guidance")
    assert told.values["pipeline_to_book"] == 33_333.33


def test_without_hours_the_figures_are_guidance_and_say_so(ask: Ask) -> None:
    told = ask("/handrail event cost 2000")
    assert told.outcome == "guidance"
    assert any("hours away were not said" in each for each in told.assumptions)
    assert [(flip.to, flip.outcome) for flip in told.flips] == [(8, "target")]


def test_hours_are_no_price_but_the_other_reading_is_told(ask: Ask) -> None:
    told = ask("/handrail event cost 2000 24 hours")
    assert told.values["cost"] == 2000
    assert any("$30,000" in each for each in told.assumptions)


@pytest.mark.parametrize(
    ("meals", "dollars"),
    [
        ("meals 50 x 4 customers x 2", 400),
        ("meals 50x4x2", 400),
        ("meals 50 × 4 × 2", 400),
        ("meals cost 50 x 4 x 2", 400),
        ("$50 per meal for 4 customers twice", 400),
        ("2 dinners for 4 customers at $50", 400),
        ("meals 50 per person for 4 customers", 200),
        ("dinner 50 x 4 customers, lunch 20 x 4", 280),
        ("meals 400", 400),
        ("$400 customer meals", 400),
        ("meals $1,000.50", 1000.5),
        ("no meals", 0),
        ("without customer meals", 0),
        ("meals 0", 0),
    ],
)
def test_meals_are_price_times_people_times_times(ask: Ask, meals: str, dollars: float) -> None:
    told = ask(f"/handrail event {PARTS}, {meals}, 16 hours")
    assert told.facts["meals"] == dollars
    assert told.values["cost"] == 1500 + dollars


@pytest.mark.parametrize("meals", ["meals for 4 customers x 2", "4 meals", "4 customer dinners"])
def test_meals_without_a_price_are_not_free(ask: Ask, meals: str) -> None:
    told = ask(f"/handrail event {PARTS}, {meals}, 16 hours")
    assert (told.status, told.ask) == (Status.NEEDS_FACT, ("meals",))
    assert "no price" in told.headline


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("travel 800, lodging 700, 16 hours", ("meals",)),
        ("travel 800, meals 50, 16 hours", ("lodging",)),
        ("lodging 700, meals 50, 16 hours", ("travel",)),
        ("travel 800, 16 hours", ("lodging", "meals")),
        ("16 hours", ("cost",)),
        ("hello world", ("cost",)),
    ],
)
def test_a_part_that_was_not_told_is_asked_for(
    ask: Ask, text: str, missing: tuple[str, ...]
) -> None:
    told = ask(f"/handrail event {text}")
    assert (told.status, told.ask) == (Status.NEEDS_FACT, missing)


def test_a_missing_part_can_be_told_later(ask: Ask) -> None:
    text = f"/handrail event {PARTS}, 16 hours"
    assert ask(text, meals="50 x 4 customers x 2").values["cost"] == 1900
    assert ask(text, meals="0").values["cost"] == 1500
    assert ask(text, meals="a lot").status is Status.INVALID
    assert ask("/handrail event cost 2000 about 8 hours", hours="9").outcome == "target"


@pytest.mark.parametrize(
    "text",
    [
        "16 hours, meals 50 x 4 customers x 2, lodging 700, travel 800",
        "travel 800 lodging 700 meals 50 x 4 customers x 2 16 hours",
        "800 travel, 700 hotel, 400 for customer meals, 2 days",
        "flight 700, taxi 100, hotel 600, own food 100, meals 400, 16 hours",
        "cost 1,900, travel 800, lodging 700, meals 400, 16 hours",
        "16 hours 1900 cost",
        "1900 16 hours",
    ],
)
def test_order_and_words_do_not_matter(ask: Ask, text: str) -> None:
    told = ask(f"/handrail event {text}")
    assert (told.outcome, told.values["cost"]) == ("target", 1900)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("cost 1000, travel 800, lodging 700, 9 hours", Status.CONFLICT),
        ("cost 2000, travel 800, lodging 700, meals 400, 9 hours", Status.CONFLICT),
        ("cost 2000 and cost 3000, 9 hours", Status.CONFLICT),
        ("cost 2000, 9 hours and 16 hours", Status.CONFLICT),
        ("cost 2000, 9 hours, 20% close, 40% close", Status.CONFLICT),
        ("cost 2000-3000, 9 hours", Status.NEEDS_FACT),
        ("cost 6.000, 9 hours", Status.NEEDS_FACT),
        ("cost €2000, 9 hours", Status.INVALID),
        ("cost -5, 9 hours", Status.INVALID),
        ("cost 2000, 300000 hours", Status.INVALID),
        ("cost 2000, 9 hours, closes at 0%", Status.INVALID),
        ("cost 2000, 9 hours, closes at 120%", Status.INVALID),
    ],
)
def test_what_cannot_be_reckoned_with_is_said(ask: Ask, text: str, status: Status) -> None:
    assert ask(f"/handrail event {text}").status is status


def test_an_own_share_takes_the_place_of_thirty_per_cent(ask: Ask) -> None:
    told = ask("/handrail event cost 1200, 9 hours, closes at 25%")
    assert (told.values["pipeline_to_book"], told.values["close_rate"]) == (24_000, 0.25)
    assert not any("30 %" in each for each in told.assumptions)


def test_a_figure_that_is_nobodys_is_named(ask: Ask) -> None:
    told = ask("/handrail event cost 2000, ticket 300, 9 hours")
    assert any("300" in each for each in told.warnings)


def test_zero_cost_has_nothing_to_bring_back(ask: Ask) -> None:
    assert ask("/handrail event cost 0, 9 hours").values["net_arr_to_close"] == 0


@pytest.mark.parametrize(
    "text",
    [
        "what does an event cost in 2026",
        "want to run a small dinner event for 20 accounts in Munich, who do i ping",
        "the trip cost 2000, do I owe trip notes?",
        "what has to be added up before an event",
    ],
)
def test_questions_without_its_facts_go_to_the_handbook(ask: Ask, text: str) -> None:
    assert ask(text).policy == "handbook"


MONEY = st.integers(0, 99_999)


@given(cost=MONEY, more=MONEY, hours=st.integers(0, 200))
def test_more_cost_never_asks_for_less(ask: Ask, cost: int, more: int, hours: int) -> None:
    low = ask(f"/handrail event cost {cost:,}, {hours} hours").values
    high = ask(f"/handrail event cost {cost + more:,}, {hours} hours").values
    assert high["net_arr_to_close"] >= low["net_arr_to_close"]
    assert high["pipeline_to_book"] >= low["pipeline_to_book"]


@given(travel=MONEY, lodging=MONEY, meals=MONEY, hours=st.integers(0, 200))
def test_what_was_read_reads_the_same_again(
    ask: Ask, travel: int, lodging: int, meals: int, hours: int
) -> None:
    text = f"travel {travel}, lodging {lodging}, meals {meals}, {hours} hours"
    told = ask(f"/handrail event {text}")
    again = ask(f"/handrail event {told.read_as}")
    assert again.values["cost"] == travel + lodging + meals
    assert (again.read_as, again.outcome, again.facts) == (told.read_as, told.outcome, told.facts)


@given(text=st.text(max_size=60))
def test_any_text_is_answered(ask: Ask, text: str) -> None:
    assert ask(f"/handrail event cost 2000 {text}").headline
