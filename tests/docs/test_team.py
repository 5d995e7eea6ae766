"""The page for whoever looks after the team says what the code does."""

import re
from pathlib import Path

import pytest

from policies.rights import MATRIX, Action, Subject
from policies.rosters.tables import COLUMNS, LARGEST_CHARACTERS, MOST_LINES

SHOWN = (
    *(Subject.OWN, Subject.STAND_IN, Subject.PEER, Subject.MANAGER, Subject.OTHER_MANAGER),
    *(Subject.DIRECTOR, Subject.OPERATIONS, Subject.ADMIN),
)


@pytest.fixture
def page(root: Path) -> str:
    return (root / "docs" / "team.md").read_text("utf-8")


def test_the_columns_are_those_of_the_code(page: str) -> None:
    table = page.partition("| column | what it holds |")[2].partition("\n\n")[0]
    assert dict(re.findall(r"^\| `([^`]+)` \| (.+) \|$", table, re.MULTILINE)) == dict(COLUMNS)


def test_the_rights_are_those_of_the_code(page: str) -> None:
    table = page.partition("## Who may do what")[2]
    rows = re.findall(r"^\| `([a-z ]+)`: .+? \| (.+) \|$", table, re.MULTILINE)
    told = {Action(name): cells.split(" | ") for name, cells in rows}
    assert told == {
        action: ["yes" if subject in MATRIX[action] else "–" for subject in SHOWN]
        for action in Action
    }


def test_the_limits_are_those_of_the_code(page: str) -> None:
    assert f"Up to {MOST_LINES:,} lines and {LARGEST_CHARACTERS // 1_000_000} MB" in page
