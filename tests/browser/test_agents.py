"""The pane at the right in which a person talks with an agent."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def opened(page: Page) -> Locator:
    page.get_by_role("button", name="Agent: Scripted").click()
    pane = page.get_by_role("complementary", name="Agent")
    expect(pane.get_by_role("combobox", name="Message Scripted")).to_be_focused()
    return pane


def ask(pane: Locator, text: str) -> None:
    box = pane.get_by_role("combobox", name="Message Scripted")
    box.press_sequentially(text)
    box.press("Enter")


def test_a_suggested_prompt_is_asked_and_answered(visit: Visit) -> None:
    pane = opened(visit("amara", "general"))
    pane.get_by_role("button", name="Who owns Globex?").click()
    expect(
        pane.get_by_role("article").filter(has_text="You asked: who owns Globex?")
    ).to_be_visible()
    expect(pane.get_by_role("heading", level=2)).to_have_text("Who owns globex?")
    expect(pane.get_by_role("button", name="Who owns Globex?")).to_have_count(0)


def test_what_the_agent_is_doing_is_shown_while_it_does_it(visit: Visit) -> None:
    pane = opened(visit("benno", "general"))
    ask(pane, "think")
    expect(pane.get_by_role("status").filter(has_text="Scripted is looking it up…")).to_be_visible()
    ask(pane, "done?")
    expect(pane.get_by_role("article").filter(has_text="You asked: done?")).to_be_visible()
    expect(pane.get_by_text("is looking it up…")).to_be_hidden()


def test_the_agent_is_told_which_channel_stands_beside_it(visit: Visit) -> None:
    page = visit("chiara", "general")
    pane = opened(page)
    expect(pane.get_by_text("Looking at #general", exact=True)).to_be_visible()
    page.get_by_role("region", name="Channels").get_by_role("link", name="random").click()
    expect(pane.get_by_text("Looking at #random", exact=True)).to_be_visible()
    expect(pane.get_by_role("article").filter(has_text="Now looking at #random")).to_be_visible()


def test_an_earlier_chat_is_found_again(visit: Visit) -> None:
    page = visit("diego", "general")
    pane = opened(page)
    ask(pane, "the first question")
    expect(pane.get_by_role("article").filter(has_text="You asked")).to_be_visible()
    pane.get_by_role("button", name="New chat").click()
    expect(pane.get_by_role("article")).to_have_count(0)
    pane.get_by_role("button", name="History").click()
    page.get_by_role("menuitem").filter(has_text="2 messages").click()
    expect(pane.get_by_role("article").filter(has_text="You asked: the first")).to_be_visible()


def test_a_thread_takes_the_place_of_the_agent_and_escape_leaves_it(visit: Visit) -> None:
    page = visit("emi", "general")
    pane = opened(page)
    page.get_by_role("combobox", name="Message #general").fill("beside the agent")
    page.get_by_role("combobox", name="Message #general").press("Enter")
    said = page.get_by_role("main").get_by_role("article").filter(has_text="beside the agent")
    said.focus()
    page.keyboard.press("t")
    expect(page.get_by_role("complementary", name="Thread")).to_be_visible()
    expect(pane).to_be_hidden()
    opened(page).press("Escape")
    expect(pane).to_be_hidden()
    expect(page.get_by_role("button", name="Agent: Scripted")).to_be_focused()


def test_an_app_has_the_pages_its_manifest_gives_it(visit: Visit) -> None:
    page = visit("amara", "handrail")
    tabs = page.get_by_role("navigation", name="App").get_by_role("link")
    expect(tabs).to_have_text(["Home", "Messages", "About"])
    tabs.filter(has_text="About").click()
    about = page.get_by_role("tabpanel", name="About")
    expect(about).to_contain_text("Ask whose account it is")
    expect(about).to_contain_text("Log a trip")
