"""Scenes of support: a request that was decided."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, ViewportSize
from travels import AMARA, SALES, article, say, visit

Scene = Callable[[Page, str], None]

CARD: ViewportSize = {"width": 1040, "height": 900}
NEED = "How do we move forty runners to their own machines without losing the cache?"


def decided(page: Page, address: str) -> None:
    visit(page, address, AMARA, SALES)
    say(page, "/handrail support ask Redwood Legal")
    dialog = page.get_by_role("dialog")
    for name in ("Before the sale", "Live help", "Premium or Silver"):
        choose(page, name)
    dialog.get_by_label(re.compile("^IACV")).fill("15,200")
    dialog.get_by_label("What is needed").fill(NEED)
    dialog.get_by_role("button", name="Ask").click()
    dialog.wait_for(state="hidden")
    article(page, "Live help").get_by_role("button", name="Request text").wait_for()


def choose(page: Page, name: str) -> None:
    """A radio button, or an option of the list that has it."""
    dialog = page.get_by_role("dialog")
    radio = dialog.get_by_role("radio", name=re.compile(name, re.IGNORECASE))
    if radio.count():
        radio.first.check()
        return
    dialog.get_by_label("What is wanted").click()
    page.get_by_role("option").filter(has_text=name).first.click()


HELPED: dict[str, tuple[Scene, dict[str, Any]]] = {
    "support-card": (decided, {"viewport": CARD}),
}
