"""Scenes of onboarding: a new hire's list, and the board of their manager."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, ViewportSize, expect
from travels import article, say, visit

Scene = Callable[[Page, str], None]

CHIARA, GRAHAM, SALES = "U0CHIARA1", "U0GRAHAM1", "C0SALESROE"
LONG: ViewportSize = {"width": 1040, "height": 1700}
BOARD: ViewportSize = {"width": 1000, "height": 560}


def listed(page: Page, address: str) -> None:
    """One item more is done."""
    visit(page, address, CHIARA, SALES)
    say(page, "/handrail onboarding")
    card = article(page, "Onboarding of Chiara")
    expect(card).to_contain_text("12 of 23 done")
    card.get_by_role("button", name="Done").first.click()
    expect(article(page, "Onboarding of Chiara")).to_contain_text("13 of 23 done")


def board(page: Page, address: str) -> None:
    visit(page, address, GRAHAM, SALES)
    say(page, "/handrail onboarding board")
    article(page, "New hires:").get_by_role("button", name="Download as CSV").wait_for()


HIRED: dict[str, tuple[Scene, dict[str, Any]]] = {
    "onboarding": (listed, {"viewport": LONG}),
    "onboarding-board": (board, {"viewport": BOARD}),
}
