"""Of any deal: a larger one never needs less, and what was read reads the same again."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.answer import Answer
from policies.desks.requirements import CONSULT, DECK, IN_MONTH, PLAN, RED_GREEN, REVIEW

Ask = Callable[..., Answer]


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
