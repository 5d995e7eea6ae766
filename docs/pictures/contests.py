"""Scenes of disputes: the queue of who decides, and an answer with what was decided before."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, ViewportSize
from travels import article, say, visit

Scene = Callable[[Page, str], None]

AMARA, HELEN = "U0AMARA01", "U0HELEN01"
SALES = "C0SALESROE"
TALL: ViewportSize = {"width": 1040, "height": 900}
LOW: ViewportSize = {"width": 1040, "height": 720}


def queue(page: Page, address: str) -> None:
    visit(page, address, HELEN, SALES)
    say(page, "/roe disputes")
    article(page, "Waiting for your decision").get_by_role("button", name="Decide").last.wait_for()


def precedents(page: Page, address: str) -> None:
    visit(page, address, AMARA, SALES)
    say(page, "/roe 460 employees 120 users inbound EMEA")
    article(page, "Decided before").get_by_role("button", name="See all").wait_for()


CONTESTS: dict[str, tuple[Scene, dict[str, Any]]] = {
    "disputes-queue": (queue, {"viewport": LOW}),
    "precedents": (precedents, {"viewport": TALL}),
}
