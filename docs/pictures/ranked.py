"""Scenes of account ranking: the list of an account executive, and talks in a morning's digest."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, ViewportSize
from travels import article, say, visit

Scene = Callable[[Page, str], None]

BENNO, BOT, SALES = "U0BENNO01", "U0HANDRAIL", "C0SALESROE"
LONG: ViewportSize = {"width": 1000, "height": 1220}
MORNING: ViewportSize = {"width": 1000, "height": 820}


def ranks(page: Page, address: str) -> None:
    """After one more account is ranked in a line."""
    visit(page, address, BENNO, SALES)
    say(page, "/handrail rank set Sternwart Systeme 2 because they add a team in autumn, users 90")
    article(page, "Sternwart Systeme is Rank 2").wait_for()
    say(page, "/handrail rank")
    article(page, "Your accounts by rank").get_by_role(
        "button", name=re.compile("^Next")
    ).wait_for()


def digest(page: Page, address: str) -> None:
    visit(page, address, BENNO, SALES)
    page.get_by_role("button", name="Move the clock").click()
    page.get_by_role("button", name="Next Monday, 08:59").click()
    page.get_by_role("alert").filter(has_text="It is now").wait_for()
    page.keyboard.press("Escape")
    visit(page, address, BENNO, BOT)
    told = article(page, "Account ranking")
    told.wait_for(timeout=90_000)
    told.get_by_text("Account ranking").last.evaluate("each => each.scrollIntoView()")


RANKED: dict[str, tuple[Scene, dict[str, Any]]] = {
    "ranking": (ranks, {"viewport": LONG}),
    "ranking-digest": (digest, {"viewport": MORNING}),
}
