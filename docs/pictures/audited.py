"""Scenes of what is looked at by oneself: the Required 7, and consent before a call."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, ViewportSize
from travels import AMARA, SALES, article, say, visit

Scene = Callable[[Page, str], None]

GRAHAM = "U0GRAHAM1"
LONG: ViewportSize = {"width": 1040, "height": 1240}
BOARD: ViewportSize = {"width": 1000, "height": 760}
CALL: ViewportSize = {"width": 1040, "height": 1240}


def seven(page: Page, address: str) -> None:
    visit(page, address, AMARA, SALES)
    say(page, "/handrail seven")
    article(page, "week of").get_by_role("button", name="Done for this week").last.wait_for()


def scorecard(page: Page, address: str) -> None:
    visit(page, address, GRAHAM, SALES)
    say(page, "/handrail seven team")
    article(page, "Required 7").get_by_role("button", name="Download as CSV").wait_for()


def call(page: Page, address: str) -> None:
    """Its page, before its card comes."""
    visit(page, address, AMARA, SALES)
    say(page, "/handrail recording Northwind tomorrow 14:00")
    article(page, "I remind you before the call").get_by_role("button", name="Open").click()
    article(page, "As the call begins").get_by_role("button", name="I cannot attend").wait_for()


AUDITED: dict[str, tuple[Scene, dict[str, Any]]] = {
    "required-seven": (seven, {"viewport": LONG}),
    "required-seven-board": (scorecard, {"viewport": BOARD}),
    "recording": (call, {"viewport": CALL}),
}
