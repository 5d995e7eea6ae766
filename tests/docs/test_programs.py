"""The page about the programs says what the pack says."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot import packs
from handlers.kit.acts import UNDOABLE
from policies.programs import ProgramSheet
from policies.programs.offers import PAUSE


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
    assert (one.answer, one.refill) == (2, 2)
    assert "the end of the cohort's second week" in page
    assert "their second workday after the offer" in page
    assert f"about {one.hours(len(one.weeks))} hours in the quarter" in page
    assert timedelta(minutes=15) == PAUSE == UNDOABLE
    assert int(other.limits["ahead"].value) == 7
    assert "A week before the end" in page


def test_the_buttons_are_those_there_are(page: str) -> None:
    names = ("Put my name down", "I can't be there…", "Choose a topic", "Renew", "Release")
    later = ("Take the place", "Pass", "My weeks", "There", "Who was there", "I was there")
    assert all(f"*{name}*" in page for name in (*names, *later, "Take off", "Send"))
