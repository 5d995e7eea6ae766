"""The page about Give Back says what the pack and the code say."""

from pathlib import Path

import pytest

from bot import packs
from handlers import givebacks
from policies.give_backs.reminders import days
from policies.pack import Pack


@pytest.fixture
def page(root: Path) -> str:
    return " ".join((root / "docs" / "give-back.md").read_text("utf-8").split())


@pytest.fixture(scope="module")
def pack() -> Pack:
    return packs.load()


def test_the_days_and_the_bar_are_those_of_the_pack(page: str, pack: Pack) -> None:
    sheet = pack.sheets["giveback"]
    assert days(sheet, "poll") == 1
    assert f"{days(sheet, 'ahead')} days before the day that was set" in page
    assert f"every {days(sheet, 'spacing')} workdays after it, {days(sheet, 'cap')} times" in page
    assert f"{float(sheet.limit('bar') * 100):g} % of the team or more" in page


def test_the_words_and_buttons_are_those_there_are(page: str) -> None:
    for word in ("new", "ideas", "board"):
        assert f"/handrail giveback {word}`" in page
        assert word in givebacks.WAYS
    for button in ("Start", "Edit…", "Finish", "Drop…", "Open again", "I used it this month"):
        assert f"*{button}*" in page


def test_what_documents_a_project_and_the_ideas_are_as_many_as_it_says(
    page: str, pack: Pack
) -> None:
    lists = pack.sheets["giveback"].lists
    assert (len(lists["documentation"]), len(lists["ideas"])) == (3, 6)
    assert "the three things that document one" in page
    assert "the six printed examples" in page
