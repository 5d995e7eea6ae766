"""Shortcuts, from the composer, by a slash, and in a message's menu."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def composer(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("combobox", name="Message ")


def test_a_shortcut_is_found_in_the_menu_and_opens_its_form(visit: Visit) -> None:
    page = visit("amara", "general")
    page.get_by_role("button", name="Shortcuts").press("Enter")
    page.keyboard.type("trip")
    expect(page.get_by_role("option", name="Log a trip")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Book a trip")).to_be_visible()


def test_a_command_chosen_in_the_menu_is_begun_in_the_composer(visit: Visit) -> None:
    page = visit("amara", "general")
    page.get_by_role("button", name="Shortcuts").click()
    page.get_by_role("option", name="/ask").click()
    expect(composer(page)).to_have_value("/ask ")
    expect(composer(page)).to_be_focused()


def test_a_slash_lists_shortcuts_too_and_leaves_no_text_behind(visit: Visit) -> None:
    page = visit("amara", "general")
    composer(page).press_sequentially("/log")
    expect(page.get_by_role("option", name="Log a trip")).to_have_attribute("aria-selected", "true")
    composer(page).press("Enter")
    expect(page.get_by_role("dialog", name="Book a trip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(composer(page)).to_have_value("")


def test_a_message_is_handed_to_an_app(visit: Visit) -> None:
    page = visit("amara", "general")
    composer(page).fill("Globex moved to Berlin")
    composer(page).press("Enter")
    said = page.get_by_role("article").filter(has_text="Globex moved").first
    said.hover()
    said.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Save as note").click()
    noted = page.get_by_role("article").filter(has_text="Noted: Globex moved to Berlin")
    expect(noted).to_contain_text("Only visible to you")
