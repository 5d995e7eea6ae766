"""The page about leads says what the pack and the code say."""

from pathlib import Path

import pytest

from bot import packs
from handlers.leads import boards
from policies.leads.clocks import terms_of
from policies.leads.tables import COLUMNS, MOST_ROWS, NEEDED


@pytest.fixture
def page(root: Path) -> str:
    return " ".join((root / "docs" / "leads.md").read_text("utf-8").split())


def test_the_figures_are_those_of_the_pack(page: str) -> None:
    terms = terms_of(packs.load().sheets["mql"])
    assert f"from {terms.begins // 60}:00 to {terms.ends // 60}:00" in page
    assert f"{terms.reminds.seconds // 60} minutes into the hour" in page
    assert f"{terms.escalates.seconds // 60} minutes of working time later" in page
    assert terms.respond.total_seconds() == 3600
    assert terms.weeks.days == 14
    assert f"in the last {boards.LOOKED_BACK.days} days" in page


def test_the_columns_are_those_that_are_read(page: str) -> None:
    for name, what in COLUMNS.items():
        needed = "yes" if name in NEEDED else "no"
        assert f"| `{name}` | {needed} | {what} |" in page
    assert f"Up to {MOST_ROWS} leads" in page
