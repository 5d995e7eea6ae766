"""The page about the Required 7 says what the pack and the code say."""

from pathlib import Path

import pytest

from bot import packs
from policies.pack import Pack


@pytest.fixture
def page(root: Path) -> str:
    return " ".join((root / "docs" / "required-seven.md").read_text("utf-8").split())


@pytest.fixture(scope="module")
def pack() -> Pack:
    return packs.load()


def test_the_days_and_counts_are_those_of_the_pack(page: str, pack: Pack) -> None:
    sheet = pack.skills
    assert f"not changed for more than {sheet.count('unchanged')} days" in page
    assert (sheet.count("weeks"), "The six weeks up to this one" in page) == (6, True)
    assert (sheet.count("reminded"), "of the last workday of a person's own week" in page) == (
        1,
        True,
    )


def test_every_skill_has_its_row(page: str, pack: Pack) -> None:
    for number, skill in enumerate(pack.skills.skills, 1):
        assert f"| {number} " in page, skill.id
        row = page.partition(f"| {number} ")[2].partition(" |")[2]
        assert row.strip().startswith("nothing") is (skill.sees is None)


def test_the_buttons_are_those_there_are(page: str) -> None:
    buttons = ("Done for this week", "Tick with a note…", "Open again", "Show them", "Open")
    for button in (*buttons, "Update", "Edit", "Download as CSV"):
        assert f"*{button}*" in page
