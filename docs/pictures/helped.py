"""Scenes of support: a request that was decided."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, ViewportSize
from travels import AMARA, BOT, SALES, article, say, visit

Scene = Callable[[Page, str], None]

CARD: ViewportSize = {"width": 1040, "height": 900}
SMALL: ViewportSize = {"width": 1000, "height": 620}
BENNO, NADIA = "U0BENNO01", "U0NADIA01"
CHOSEN = {"stage": "Before the sale", "wish": "Live help", "tier": "Premium or Silver"}
NEED = "How do we move forty runners to their own machines without losing the cache?"


def decided(page: Page, address: str) -> None:
    visit(page, address, AMARA, SALES)
    say(page, "/handrail support ask Redwood Legal")
    dialog = page.get_by_role("dialog")
    for field, option in CHOSEN.items():
        choose(page, field, option)
    dialog.get_by_label(re.compile("^IACV")).fill("15,200")
    dialog.get_by_label("What is needed").fill(NEED)
    dialog.get_by_role("button", name="Ask").click()
    dialog.wait_for(state="hidden")
    article(page, "Live help").get_by_role("button", name="Request text").wait_for()


def choose(page: Page, field: str, option: str) -> None:
    """A radio button in sight, or an option of a list that opens."""
    block = page.get_by_role("dialog").locator(f"[data-block={field}]")
    block.wait_for()
    radio = block.locator("label.choice").filter(has_text=option)
    if radio.count():
        radio.first.click()
        return
    block.get_by_role("button").click()
    page.get_by_role("option").filter(has_text=option).first.click()


def channel(page: Page, address: str) -> None:
    """Whom the account's TAM has in their direct messages."""
    visit(page, address, BENNO, SALES)
    say(page, "/handrail customer-slack ask Rheinwerk Logistik")
    dialog = page.get_by_role("dialog")
    choose(page, "tier", "Ultimate or Gold")
    dialog.get_by_label(re.compile("^IACV")).fill("140,000")
    dialog.get_by_label("TAM of the account").click()
    page.get_by_role("option").filter(has_text="Nadia").first.click()
    dialog.get_by_label("What we gain").fill("Their platform team tells us what stops the rollout")
    dialog.get_by_label("What the customer gains").fill("Answers within the day while they migrate")
    dialog.get_by_role("button", name="Ask").click()
    dialog.wait_for(state="hidden")
    visit(page, address, NADIA, BOT)
    article(page, "Rheinwerk Logistik").get_by_role("button", name="Approve").wait_for()


HELPED: dict[str, tuple[Scene, dict[str, Any]]] = {
    "support-card": (decided, {"viewport": CARD}),
    "customer-channel": (channel, {"viewport": SMALL}),
}
