"""Plain questions find their entry, or are told that there is none."""

import re
from collections.abc import Callable

import pytest

from policies.answer import Answer
from policies.pack import Pack

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("asked", "entry"),
    [
        ("can I ask the customer how big the company is?", "roe-never-ask"),
        ("who has the last word if two reps claim one account", "roe-vp-decides"),
        ("may I get an account deduplicated", "roe-dedup-discipline"),
        ("do potential users matter for an inbound mql", "roe-inbound"),
        ("what does MMKAN do", "mm-role-mmkan"),
        ("where does mid-market end", "segment-mm-range"),
        ("which cleanup counts, Feb 2019 or Nov 2019", "roe-cleanup-baseline"),
        ("what happens to inactive accounts at quarter end", "roe-quarter-changeover"),
    ],
)
def test_a_question_finds_its_entry(ask: Ask, asked: str, entry: str) -> None:
    told = ask(asked)
    assert (told.policy, told.outcome) == ("handbook", entry)
    assert told.citations[0].id == entry


@pytest.mark.parametrize(
    "asked",
    [
        "what is my commission",
        "how many days off do I get",
        "who won the champions league last year",
        "when do my stock options vest",
        "what is the weather in Berlin tomorrow",
        "banana",
    ],
)
def test_what_no_page_speaks_of_is_said_to_be_so(ask: Ask, asked: str) -> None:
    told = ask(asked)
    assert told.status == "unknown"
    assert told.headline == "Nothing in these pages speaks of that."
    assert told.citations == ()


def test_every_anchor_is_the_one_that_the_heading_gets_on_the_page(pack: Pack) -> None:
    for entry in pack.entries.values():
        slug = re.sub(r"[^\w\- ]", "", entry.heading.lower()).replace(" ", "-")
        assert {entry.anchor, re.sub(r"-\d$", "", entry.anchor)} & {"", slug}


def test_every_headline_of_an_entry_is_a_sentence_of_a_message_length(ask: Ask, pack: Pack) -> None:
    for asks in pack.asks.values():
        headline = ask(asks[0]).headline
        assert headline.endswith((".", "…"))
        assert len(headline) <= 300


def test_an_entry_is_found_by_the_ways_of_asking_for_it(pack: Pack) -> None:
    asked = [(id, way) for id, ways in pack.asks.items() for way in ways[::9]]
    missed = [(id, way) for id, way in asked if id not in [h.entry for h in pack.index.find(way)]]
    assert len(missed) <= len(asked) / 30


def test_no_step_tells_anybody_to_ask_the_prospect_for_the_head_count(pack: Pack) -> None:
    hint = pack.fact("employees").hint or ""
    assert "Never ask" in hint
    said = [step.do for each in pack.policies.values() for rule in each.rules for step in rule.next]
    assert not [line for line in said if "ask the customer" in line.lower()]
