"""The two programs, as somebody sees them who takes part in both."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, ViewportSize
from travels import article, say, visit

Scene = Callable[[Page, str], None]

DIEGO, SALES = "U0DIEGO01", "C0SALESROE"
SIZE: ViewportSize = {"width": 900, "height": 700}


def both(page: Page, address: str) -> None:
    visit(page, address, DIEGO, SALES)
    say(page, "/handrail program")
    shown = article(page, "Programs that you can join")
    shown.get_by_role("button", name="Topics and steps").wait_for()


ENROLLED: dict[str, tuple[Scene, dict[str, Any]]] = {"programs": (both, {"viewport": SIZE})}
