"""Scenes of a Red/Green session, in the order in which they happen."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, ViewportSize

Scene = Callable[[Page, str], None]

FATIMA, SALES = "U0FATIMA1", "C0SALESROE"
CARD: ViewportSize = {"width": 1120, "height": 900}
BOARD: ViewportSize = {"width": 1120, "height": 620}
TOGETHER = "Amara Okafor, Handrail"


def visit(page: Page, address: str) -> None:
    page.goto(f"{address}/#{FATIMA}/{SALES}")
    page.get_by_role("main").get_by_role("heading", level=1).wait_for()


def article(page: Page, text: str) -> Locator:
    return page.get_by_role("main").get_by_role("article").filter(has_text=text).last


def ask(page: Page, address: str) -> None:
    visit(page, address)
    composer = page.get_by_role("main").get_by_role("combobox", name="Message ")
    composer.fill("/redgreen")
    composer.press("Escape")
    composer.press("Enter")
    page.get_by_role("main").get_by_role("article").filter(has_text="Red/Green").last.wait_for()


def board(page: Page, address: str) -> None:
    """The manager's team, before the first session."""
    ask(page, address)


def room(page: Page) -> None:
    page.get_by_role("link", name=TOGETHER).or_(
        page.get_by_role("button", name=TOGETHER)
    ).first.click()
    article(page, "Red/Green: Amara").wait_for()


def press(page: Page, name: str, then: str) -> None:
    card = article(page, "Red/Green: Amara")
    card.get_by_role("button", name=name, exact=True).click()
    if name in ("Green", "Red", "End session"):
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("button").filter(has_text="End it" if name[0] == "E" else name).click()
    article(page, then).wait_for()


def card(page: Page, address: str) -> None:
    """A question of an opportunity, with what has been said before it."""
    ask(page, address)
    article(page, "Amara Okafor").get_by_role("button", name="Start").first.click()
    article(page, "is open in your group DM").wait_for()
    room(page)
    press(page, "Green", "2 of 7")
    press(page, "Staying costs them", "3 of 7")
    press(page, "Fits best", "4 of 7")


def challenge(page: Page, address: str) -> None:
    """Green, and nothing that ties it to the period."""
    visit(page, address)
    room(page)
    press(page, "No date", "A green deal needs a why now")


def summary(page: Page, address: str) -> None:
    visit(page, address)
    room(page)
    press(page, "Deadline in the period", "5 of 7")
    press(page, "Director or VP", "6 of 7")
    press(page, "Introduces us", "7 of 7")
    article(page, "7 of 7").get_by_role("button", name="Write the step…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Next step").fill("Ask Jane who signs security reviews")
    dialog.get_by_role("button", name="Save").click()
    dialog.wait_for(state="hidden")
    article(page, "1 done").wait_for()
    press(page, "End session", "Red/Green summary")
    page.get_by_text("Ended by Fatima Haddad.").wait_for()


REVIEWS: dict[str, tuple[Scene, dict[str, Any]]] = {
    "redgreen-board": (board, {"viewport": BOARD}),
    "redgreen-card": (card, {"viewport": CARD}),
    "redgreen-challenge": (challenge, {"viewport": CARD}),
    "redgreen-summary": (summary, {"viewport": CARD}),
}
