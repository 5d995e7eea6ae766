"""Scenes of a morning, in the order in which they happen: the digest, and the form behind it."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, ViewportSize

Scene = Callable[[Page, str], None]

AMARA, BOT = "U0AMARA01", "U0HANDRAIL"
TALL: ViewportSize = {"width": 980, "height": 760}


def visit(page: Page, address: str, where: str) -> None:
    page.goto(f"{address}/#{AMARA}/{where}")
    page.get_by_role("main").get_by_role("heading", level=1).wait_for()


def article(page: Page, text: str) -> Locator:
    return page.get_by_role("main").get_by_role("article").filter(has_text=text).last


def digest(page: Page, address: str) -> None:
    """What waits on the next workday."""
    visit(page, address, BOT)
    page.get_by_role("button", name="Move the clock").click()
    page.get_by_role("button", name="Next workday, 08:59").click()
    page.get_by_role("alert").filter(has_text="It is now").wait_for()
    page.reload()
    article(page, "for you").wait_for(timeout=120_000)
    article(page, "for you").get_by_role("heading").first.scroll_into_view_if_needed()


def updating(page: Page, address: str) -> None:
    """A text with a date in it is told the rule."""
    visit(page, address, BOT)
    page.get_by_role("button", name="Update").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Next step").fill("Call Jane on Friday")
    dialog.get_by_label("Next work day").check()
    dialog.get_by_role("button", name="Save").click()
    dialog.get_by_text("has a date").wait_for()


MORNINGS: dict[str, tuple[Scene, dict[str, Any]]] = {
    "digest": (digest, {"viewport": TALL}),
    "next-step-form": (updating, {}),
}
