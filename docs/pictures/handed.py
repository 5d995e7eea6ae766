"""Scenes of a handoff, in the order in which they happen: started, signed, and the team's board."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, ViewportSize, expect
from travels import article, say, visit

Scene = Callable[[Page, str], None]

CHIARA, DIEGO, GRAHAM, BOT = "U0CHIARA1", "U0DIEGO01", "U0GRAHAM1", "U0HANDRAIL"
SALES = "C0SALESROE"
THREE_DAYS_AGO = "new Date(Date.now() - 3 * 864e5).toISOString().slice(0, 10)"
LONG: ViewportSize = {"width": 1040, "height": 1560}
BOARD: ViewportSize = {"width": 1000, "height": 800}


def started(page: Page, address: str) -> None:
    """By the form; the giver's card, with the first items done."""
    visit(page, address, CHIARA, SALES)
    say(page, "/handoff start first order")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(re.compile("^Account")).fill("Fontana Ceramics")
    person(page, "Who takes over", "Diego")
    dialog.get_by_label("Day of the close").fill(page.evaluate(THREE_DAYS_AGO))
    dialog.get_by_label("First order, in US dollars").fill("12,000")
    dialog.get_by_label("Near-term potential").fill("5,000")
    dialog.get_by_label("Total users after the close").fill("160")
    dialog.get_by_role("button", name="Start").click()
    dialog.wait_for(state="hidden")
    visit(page, address, CHIARA, BOT)
    card = article(page, "Fontana Ceramics")
    for left in (7, 6, 5):
        expect(card.get_by_role("button", name="Done")).to_have_count(left)
        card.get_by_role("button", name="Done").first.click()
    expect(card.get_by_role("button", name="Done")).to_have_count(4)


def person(page: Page, label: str, name: str) -> None:
    page.get_by_role("dialog").get_by_label(label).click()
    page.get_by_role("option").filter(has_text=name).first.click()


def received(page: Page, address: str) -> None:
    """What the receiver has of the one that waits for acceptance."""
    visit(page, address, DIEGO, SALES)
    say(page, "/handoff torre")
    article(page, "Torre Energia").get_by_role("button", name="Accept").wait_for()


def board(page: Page, address: str) -> None:
    visit(page, address, GRAHAM, SALES)
    say(page, "/handoff board")
    article(page, "Handoffs:").get_by_role("button", name="Download as CSV").wait_for()


HANDED: dict[str, tuple[Scene, dict[str, Any]]] = {
    "handoff-giver": (started, {"viewport": LONG}),
    "handoff-receiver": (received, {"viewport": LONG}),
    "handoff-board": (board, {"viewport": BOARD}),
}
