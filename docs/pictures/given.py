"""Scenes of the Give Back register: a project that is used, and the team's board."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, ViewportSize
from travels import article, say, visit

Scene = Callable[[Page, str], None]

BENNO, GRAHAM, SALES = "U0BENNO01", "U0GRAHAM1", "C0SALESROE"
LONG: ViewportSize = {"width": 1040, "height": 1120}
BOARD: ViewportSize = {"width": 1000, "height": 700}


def project(page: Page, address: str) -> None:
    visit(page, address, BENNO, SALES)
    say(page, "/handrail giveback trip note starter")
    article(page, "Trip note starter").get_by_role("button", name="History").wait_for()


def board(page: Page, address: str) -> None:
    visit(page, address, GRAHAM, SALES)
    say(page, "/handrail giveback board")
    article(page, "Give Back of your team").get_by_role("button", name="Download as CSV").wait_for()


GIVEN: dict[str, tuple[Scene, dict[str, Any]]] = {
    "give-back": (project, {"viewport": LONG}),
    "give-back-board": (board, {"viewport": BOARD}),
}
