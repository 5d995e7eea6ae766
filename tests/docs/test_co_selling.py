"""The page about co-selling says what the pack and the code say."""

from pathlib import Path

import pytest

from bot import packs
from handlers.cosell import keeping, pages, teams
from handlers.kit.times import WEEKDAYS
from policies.co_selling.reminders import Days
from policies.sheets import Sheet


@pytest.fixture
def page(root: Path) -> str:
    return " ".join((root / "docs" / "co-selling.md").read_text("utf-8").split())


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return packs.load().sheets["cosell"]


def test_the_figures_are_those_of_the_pack(page: str, sheet: Sheet) -> None:
    limit = {name: int(each.value) for name, each in sheet.limits.items()}
    aim = f"an aim of {limit['aim_low']} to {limit['aim_high']}"
    assert f"at least {limit['minimum']} in any seven days with {aim}" in page
    assert f"within {limit['same_minutes']} minutes of each other" in page
    assert f"of more than {limit['back']} days ago" in page
    assert limit["window"] == 7


def test_the_days_are_those_of_the_pack(page: str, sheet: Sheet) -> None:
    days = Days.of(sheet)
    assert f"| {WEEKDAYS[days.digest]} at {days.at.hour}:00 |" in page
    assert f"| {WEEKDAYS[days.nudge]}, in the morning's digest |" in page


def test_the_commands_and_buttons_are_those_there_are(page: str) -> None:
    assert "cosell log" in pages.BEGIN
    assert "Already logged by" in keeping.AGAIN
    assert teams.TEAM_FILE.endswith(".csv")
    for button in ("No, another call", "It is the same call", "Open"):
        assert f"*{button}*" in page
