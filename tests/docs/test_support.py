"""The page about SAs, TAMs and customer channels says what the pack says."""

from pathlib import Path

import pytest

from bot import packs
from policies.pack import Pack

NUMBERS = {1: "one", 2: "two", 3: "three"}


@pytest.fixture
def page(root: Path) -> str:
    return " ".join((root / "docs" / "support.md").read_text("utf-8").split())


@pytest.fixture(scope="module")
def pack() -> Pack:
    return packs.load()


def test_the_figures_are_those_of_the_pack(page: str, pack: Pack) -> None:
    live, lasting = pack.sheets["support"], pack.sheets["customer-slack"]
    assert f"live help from ${int(live.limit('live')):,} IACV" in page
    assert f"{int(live.limit('sessions'))} sessions of {int(live.limit('minutes'))} minutes" in page
    assert f"clock of {int(live.limit('answer_hours'))} hours" in page
    assert f"Mid-Market trial above ${int(live.limit('pov')):,} IACV" in page
    assert f"together with ${int(lasting.limit('iacv')):,} IACV" in page
    assert f"closed within {int(lasting.limit('days'))} days" in page


def test_the_days_of_reminders_are_those_of_the_pack(page: str, pack: Pack) -> None:
    count = pack.engagement.count
    posted, approved = count("post"), count("approve")
    again = count("spacing")
    assert f"reminds {NUMBERS[posted]} and {NUMBERS[posted + again]} workdays later" in page
    assert f"{NUMBERS[approved]} and {NUMBERS[approved + again]} workdays after it was" in page
    assert f"{NUMBERS[count('opened')]} workdays after the approval" in page
    assert f"{count('first')} days and {count('last')} days before its end" in page
    assert f"{NUMBERS[count('notice')]} working days are the bot's own default" in page


def test_the_buttons_are_those_there_are(page: str) -> None:
    for button in ("Request text", "It is posted…", "Scheduled…", "Answered", "Log the session…",
                   "Correct…", "Approve", "Decline…", "It is open…", "Closed"):  # fmt: skip
        assert f"*{button}*" in page
