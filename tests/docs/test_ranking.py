"""The page about ranks says what the pack and the code say."""

from pathlib import Path

import pytest

from bot import packs
from handlers.ranking.commands import WAYS
from policies.pack import Pack
from policies.ranking import Contact, rules_of
from policies.ranking.tables import COLUMNS

NUMBERS = {4: "four", 5: "five", 10: "ten"}
MONTHLY = {Contact.TALK: "a talk every month", Contact.INFORM: "kept informed every month"}


@pytest.fixture
def page(root: Path) -> str:
    return " ".join((root / "docs" / "ranking.md").read_text("utf-8").split())


@pytest.fixture(scope="module")
def pack() -> Pack:
    return packs.load()


def test_the_figures_are_those_of_the_pack(page: str, pack: Pack) -> None:
    rules = rules_of(pack)
    assert rules
    assert f"{NUMBERS[rules.ten_best]} accounts at most" in page
    assert f"A month is {rules.month.days} days" in page
    assert f"a week apart, {NUMBERS[rules.sheet.days('cap')]} times at most" in page
    assert rules.sheet.days("spacing") == 7
    assert f"A digest names {NUMBERS[rules.sheet.days('shown')]} talks" in page
    assert rules.sheet.days("year_begins") == 2
    assert "first of February" in page


def test_the_table_is_that_of_the_pack(page: str, pack: Pack) -> None:
    rules = rules_of(pack)
    assert rules
    for rank in rules.ranks:
        row = page[page.index(f"| {rank} | ") :].split(" | ")
        assert ("potential users" in row[1]) == (("smb", rank) in rules.with_users)
        contact = rules.with_contact.get(("mid-market", rank))
        assert (row[2].split(" |")[0] == MONTHLY[contact]) if contact else "no rhythm" in row[2]


def test_the_words_and_columns_are_those_there_are(page: str) -> None:
    for word in ("set", "history", "remove", "missing", "talk", "import", "template", "team"):
        assert word in WAYS
        assert f"/handrail rank {word}" in page
    for column in COLUMNS:
        assert f"`{column}`" in page
