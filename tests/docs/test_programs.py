"""The page about the programs says what the pack says."""

from pathlib import Path

import pytest

from bot import packs
from policies.programs import ProgramSheet


@pytest.fixture
def page(root: Path) -> str:
    return " ".join((root / "docs" / "programs.md").read_text("utf-8").split())


@pytest.fixture(scope="module")
def sheet() -> ProgramSheet:
    return packs.load().programs


def test_the_figures_are_those_of_the_pack(page: str, sheet: ProgramSheet) -> None:
    one, other = sheet.leadership, sheet.excellence
    assert one
    assert other
    assert f"The first cohort has {one.seats} places" in page
    assert (one.seats, len(one.weeks)) == (12, 8)
    assert "the thirteenth waits" in page
    assert "each of the eight weeks" in page
    assert "for {} months or for {}".format(*other.months) in page
    assert int(other.limits["ahead"].value) == 7
    assert "A week before the end" in page


def test_the_buttons_are_those_there_are(page: str) -> None:
    names = ("Put my name down", "I can't be there…", "Choose a topic", "Renew", "Release")
    assert all(f"*{name}*" in page for name in (*names, "Take off", "Send"))
