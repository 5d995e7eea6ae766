"""What happens in a place while its messages are on their way: it is newer than the answer."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_agents import ask, opened
from tests.browser.test_messages import article, choose, say

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

HOLD = """() => {
  const usual = window.fetch;
  const released = new Promise((done) => (window.release = done));
  window.fetch = async (address, ...more) => {
    const answer = await usual(address, ...more);
    if (String(address).includes("_page/messages")) {
      window.answered = true;
      await released;
    }
    return answer;
  };
}"""
"""Messages that are asked for stay on their way until the test lets them arrive."""


def is_asked(page: Page) -> None:
    page.wait_for_function("window.answered")


def release(page: Page) -> None:
    page.evaluate("window.release()")


def open_slowly(page: Page, channel: str) -> None:
    page.evaluate(HOLD)
    page.get_by_role("region", name="Channels").get_by_role("link", name=channel).click()
    is_asked(page)


def thread_of(page: Page, text: str) -> Locator:
    article(page, text).focus()
    page.keyboard.press("t")
    return page.get_by_role("complementary", name="Thread")


def reply(thread: Locator, text: str) -> Locator:
    box = thread.get_by_role("combobox", name="Reply")
    box.fill(text)
    box.press("Enter")
    return thread.get_by_role("article").filter(has_text=text)


def test_what_is_said_while_a_conversation_opens_is_not_lost(visit: Visit) -> None:
    reader, writer = visit("amara", "random"), visit("benno", "general")
    open_slowly(reader, "general")
    expect(say(writer, "said meanwhile")).to_be_visible()
    release(reader)
    expect(article(reader, "said meanwhile")).to_be_visible()


def test_what_is_deleted_while_a_conversation_opens_does_not_come_back(visit: Visit) -> None:
    reader, writer = visit("amara", "random"), visit("benno", "general")
    message = say(writer, "a slip that goes")
    open_slowly(reader, "general")
    choose(writer, message, "Delete message")
    writer.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(message).to_have_count(0)
    release(reader)
    expect(say(writer, "said after the slip")).to_be_visible()
    expect(article(reader, "said after the slip")).to_be_visible()
    expect(article(reader, "a slip that goes")).to_have_count(0)


def test_what_is_replied_while_a_thread_opens_is_not_lost(visit: Visit) -> None:
    reader, writer = visit("amara", "random"), visit("benno", "random")
    expect(say(writer, "a thread to come")).to_be_visible()
    expect(article(reader, "a thread to come")).to_be_visible()
    reader.evaluate(HOLD)
    opening = thread_of(reader, "a thread to come")
    is_asked(reader)
    expect(reply(thread_of(writer, "a thread to come"), "replied meanwhile")).to_be_visible()
    release(reader)
    expect(opening.get_by_role("article").filter(has_text="a thread to come")).to_be_visible()
    expect(opening.get_by_role("article").filter(has_text="replied meanwhile")).to_be_visible()


def test_what_an_agent_says_while_its_pane_opens_is_not_lost(visit: Visit) -> None:
    page = visit("graham", "general")
    page.evaluate(HOLD)
    pane = opened(page)
    ask(pane, "at once")
    expect(pane.get_by_role("article").filter(has_text="You asked: at once")).to_be_visible()
    release(page)
    ask(pane, "later")
    expect(pane.get_by_role("article").filter(has_text="You asked: later")).to_be_visible()
    expect(pane.get_by_role("article").filter(has_text="You asked: at once")).to_be_visible()
