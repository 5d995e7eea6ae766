"""Scenes of leads: the card that an SDR has at once, and their manager's board."""

from collections.abc import Callable
from typing import Any

from handed import person
from playwright.sync_api import Page, ViewportSize
from travels import article, say, visit

Scene = Callable[[Page, str], None]

CHIARA, EMI, GRAHAM, BOT = "U0CHIARA1", "U0EMI0001", "U0GRAHAM1", "U0HANDRAIL"
SALES = "C0SALESROE"
CARD: ViewportSize = {"width": 1000, "height": 620}
BOARD: ViewportSize = {"width": 1000, "height": 900}


def card(page: Page, address: str) -> None:
    """Assigned by the AE an hour into the next workday, and told to the SDR at once."""
    visit(page, address, EMI, BOT)
    for moment in ("Next workday, 08:59", "In an hour"):
        page.get_by_role("button", name="Move the clock").click()
        page.get_by_role("dialog", name="Move the clock").get_by_role("button", name=moment).click()
        page.get_by_role("alert").filter(has_text="It is now").wait_for()
        page.get_by_role("button", name="Dismiss").first.click()
    visit(page, address, CHIARA, SALES)
    say(page, "/handrail mql assign Jane Roe, Fontana Ceramics")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("A trial or contact request").check()
    person(page, "SDR", "Emi")
    dialog.get_by_role("button", name="Assign").click()
    dialog.wait_for(state="hidden")
    visit(page, address, EMI, BOT)
    article(page, "Jane Roe").get_by_role("button", name="Called").wait_for()


def board(page: Page, address: str) -> None:
    visit(page, address, GRAHAM, SALES)
    say(page, "/handrail mql board")
    article(page, "Within the hour").get_by_role("button", name="Download as CSV").wait_for()


LED: dict[str, tuple[Scene, dict[str, Any]]] = {
    "mql-board": (board, {"viewport": BOARD}),
    "mql-card": (card, {"viewport": CARD}),
}
"""The last one moves the clock."""
