"""Scenes of support: a request that was decided."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, ViewportSize
from travels import AMARA, SALES, article, say, visit

Scene = Callable[[Page, str], None]

CARD: ViewportSize = {"width": 1040, "height": 900}
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
    radio = block.locator("label.choice").filter(has_text=option)
    if radio.count():
        radio.first.click()
        return
    block.get_by_role("button").click()
    page.get_by_role("option").filter(has_text=option).first.click()


HELPED: dict[str, tuple[Scene, dict[str, Any]]] = {
    "support-card": (decided, {"viewport": CARD}),
}
