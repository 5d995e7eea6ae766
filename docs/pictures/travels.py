"""Scenes of a trip, in the order in which they happen: planned, asked about, shared, found."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, ViewportSize

Scene = Callable[[Page, str], None]

AMARA, IMRAN, BOT = "U0AMARA01", "U0IMRAN01", "U0HANDRAIL"
SALES = "C0SALESROE"
COMMERCIAL = "C0COMMERC1"
TALL: ViewportSize = {"width": 1120, "height": 820}
DOCUMENT = "https://docs.google.com/document/d/1kubecon-paris-amara/edit"


def visit(page: Page, address: str, who: str, where: str, tab: str = "") -> None:
    page.goto(f"{address}/#{who}/{where}{tab and '/'}{tab}")
    page.get_by_role("main").get_by_role("heading", level=1).wait_for()


def say(page: Page, text: str) -> None:
    composer = page.get_by_role("main").get_by_role("combobox", name="Message ")
    composer.fill(text)
    composer.press("Escape")
    composer.press("Enter")


def article(page: Page, text: str) -> Locator:
    return page.get_by_role("main").get_by_role("article").filter(has_text=text).last


def planned(page: Page, address: str) -> None:
    """The form, filled in."""
    visit(page, address, AMARA, SALES)
    say(page, "/tripnotes plan")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Event or customer").fill("KubeCon")
    dialog.get_by_label("Place").fill("Paris")


def card(page: Page, address: str) -> None:
    """A trip that ended yesterday; the card comes on the next workday."""
    visit(page, address, IMRAN, COMMERCIAL)
    say(page, "/tripnotes channel")
    article(page, "Trip notes are posted in").wait_for()
    visit(page, address, AMARA, SALES)
    say(page, "/tripnotes plan KubeCon, Paris, yesterday, cost 2000 24 hours")
    article(page, "Planned").wait_for()
    page.get_by_role("button", name="Move the clock").click()
    page.get_by_role("button", name="Next workday, 08:59").click()
    page.get_by_role("alert").filter(has_text="It is now").wait_for()
    visit(page, address, AMARA, BOT)
    article(page, "share your trip notes").wait_for(timeout=90_000)
    page.get_by_role("button", name="Written").last.click()
    page.get_by_text("✅ 1.").wait_for()


def posted(page: Page, address: str) -> None:
    """Shared from the card by its form, and what the channel then has."""
    visit(page, address, AMARA, BOT)
    page.get_by_role("button", name="Share my notes").last.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Link to your document").fill(DOCUMENT)
    dialog.get_by_label("What should everybody know?").fill(
        "Platform teams decide now, not developers: ask for their budget first."
    )
    dialog.get_by_label("Whom you met").fill("Globex and Initech")
    dialog.get_by_role("button", name="Post").click()
    dialog.wait_for(state="hidden")
    visit(page, address, AMARA, COMMERCIAL)
    article(page, "Trip notes by Amara Okafor").wait_for()


def archive(page: Page, address: str) -> None:
    visit(page, address, AMARA, SALES)
    say(page, "/tripnotes find kubecon")
    article(page, "Trip notes with").wait_for()


TRAVELS: dict[str, tuple[Scene, dict[str, Any]]] = {
    "trip-form": (planned, {"viewport": TALL}),
    "trip-card": (card, {"viewport": TALL}),
    "trip-post": (posted, {}),
    "trip-archive": (archive, {}),
}
