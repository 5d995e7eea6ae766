"""The page about onboarding says what the pack and the code say."""

from pathlib import Path

import pytest

from bot import packs
from policies.onboarding import things_for
from policies.pack import Pack
from policies.rights import Standing


@pytest.fixture
def page(root: Path) -> str:
    return " ".join((root / "docs" / "onboarding.md").read_text("utf-8").split())


@pytest.fixture(scope="module")
def pack() -> Pack:
    return packs.load()


def test_the_counts_and_days_are_those_of_the_pack(page: str, pack: Pack) -> None:
    sheet = pack.onboarding
    sells = things_for(sheet, ["smb"], [Standing.ACCOUNT_EXECUTIVE])
    others = things_for(sheet, ["sdr"], [Standing.OTHER])
    assert f"An account executive has {len(sells)} items" in page
    assert f"everybody else the {len(others)} that are for all" in page
    assert f"every {sheet.days('spacing')} workdays after it, {sheet.days('cap')} times" in page
    assert f"| {sheet.days('manager')} workdays after it | their manager, once" in page
    assert f"that is due {sheet.days('grace')} workdays later" in page


def test_two_days_are_printed(page: str, pack: Pack) -> None:
    printed = {each.id: each.days for each in pack.onboarding.items if each.printed}
    assert printed == {"page": 0, "notes": 30}
    assert "day 1 for the onboarding page, 30 days for the notes" in page


def test_the_buttons_are_those_there_are(page: str) -> None:
    buttons = ("Done", "Open again", "Link, note, not applicable…", "Change the first day…")
    for button in (*buttons, "Stop…", "Download as CSV"):
        assert f"*{button}*" in page
