"""The page about recorded calls says what the pack and the code say."""

from pathlib import Path

import pytest

from bot import packs
from handlers.recordings import pages
from policies.recordings import RecordingSheet


@pytest.fixture
def page(root: Path) -> str:
    return " ".join((root / "docs" / "recording.md").read_text("utf-8").split())


@pytest.fixture(scope="module")
def sheet() -> RecordingSheet:
    found = packs.load().recordings
    assert found
    return found


def test_the_figures_are_those_of_the_pack(page: str, sheet: RecordingSheet) -> None:
    ahead, lasts = (int(each.total_seconds()) // 60 for each in (sheet.ahead, sheet.lasts))
    assert f"The card comes {ahead} minutes before the call" in page
    assert f"The {ahead} minutes are the bot's own default" in page
    assert lasts == 60
    assert "an hour later an open card asks no more" in page
    numbers = {2: "two", 4: "four"}
    assert f"the {numbers[len(sheet.steps)]} steps to tick" in page
    assert f"{numbers[len(sheet.absence.tasks)]} things to tick" in page
    assert f"your last {pages.PAST_SHOWN} calls" in page


def test_the_buttons_are_those_there_are(page: str) -> None:
    for button in ("Moved…", "Cancelled", "I cannot attend", "I can attend", "Tick", "Undo"):
        assert f"*{button}*" in page
