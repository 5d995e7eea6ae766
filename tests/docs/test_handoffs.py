"""The page about handoffs says what the pack and the code say."""

from pathlib import Path

import pytest

from bot import packs
from handlers.handoffs import presses
from policies.pack import Pack

NUMBERS = {2: "two", 4: "four", 7: "seven"}


@pytest.fixture
def page(root: Path) -> str:
    return " ".join((root / "docs" / "handoffs.md").read_text("utf-8").split())


@pytest.fixture(scope="module")
def pack() -> Pack:
    return packs.load()


def test_the_days_are_those_of_the_pack(page: str, pack: Pack) -> None:
    sheet = pack.handoffs
    spacing, cap = sheet.days("spacing"), sheet.days("cap")
    assert f"{NUMBERS[sheet.days('ahead')]} days before first contact is due" in page
    assert f"{NUMBERS[spacing]} and {NUMBERS[spacing * cap]} workdays later" in page
    assert f"{NUMBERS[spacing]} workdays after that | both managers, once" in page
    contact = sheet.types["first-order-to-named"].contact
    assert contact
    assert f"within {NUMBERS[int(contact.value)]} calendar days after the close" in page


def test_the_marks_are_those_of_the_pack(page: str, pack: Pack) -> None:
    printed, tam = pack.sheets["handoff"], pack.handoffs.types["first-order-to-named"].tam
    assert tam
    assert f"below ${int(printed.limit('email')):,}" in page
    assert f"fewer than {int(printed.limit('low_potential'))} total users" in page
    assert f"below ${int(tam.bar):,} Net ARR" in page


def test_the_kinds_and_buttons_are_those_there_are(page: str, pack: Pack) -> None:
    for kind in pack.handoffs.types.values():
        assert kind.label in page
    for button in ("Done", "Sign and hand over", "Accept", "Return…", "Start a handoff"):
        assert f"*{button}*" in page
    assert presses.HISTORY.title() in page
