"""Scenes of co-selling: a call that somebody else has logged, and where a manager stands."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, ViewportSize
from travels import article, say, visit

Scene = Callable[[Page, str], None]

GRAHAM, SALES = "U0GRAHAM1", "C0SALESROE"
SIZE: ViewportSize = {"width": 900, "height": 1130}


def stands(page: Page, address: str) -> None:
    """Where Graham stands, below a call that Diego has logged as well."""
    visit(page, address, GRAHAM, SALES)
    say(page, "/handrail cosell log Torre Energia with @diego yesterday 3:20pm")
    page.get_by_role("dialog").get_by_role("button", name="Log").click()
    article(page, "Already logged by").get_by_role("button", name="No, another call").wait_for()
    say(page, "/handrail cosell")
    article(page, "With each of your").get_by_role("button", name="Log a call").wait_for()


SOLD: dict[str, tuple[Scene, dict[str, Any]]] = {"cosell": (stands, {"viewport": SIZE})}
