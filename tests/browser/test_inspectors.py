"""The inspector, and the drawer of disturbances beside it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.server import Playground

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
BROKEN = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]


def client(playground: Playground) -> WebClient:
    return WebClient(playground.bot_token, base_url=playground.api_url)


def inspector(page: Page) -> Locator:
    page.get_by_role("button", name="Inspector", exact=True).click()
    return page.get_by_role("region", name="Inspector")


def entry(pane: Locator, text: str) -> Locator:
    return pane.get_by_role("list", name="Requests").get_by_role("listitem").filter(has_text=text)


def test_what_slack_would_object_to_is_pointed_at(visit: Visit, playground: Playground) -> None:
    with pytest.raises(SlackApiError):
        client(playground).chat_postMessage(channel="C0GENERAL1", text="long", blocks=BROKEN)
    pane = inspector(visit("amara", "general"))
    pane.get_by_label("Result").select_option("Only problems")
    bad = entry(pane, "chat.postMessage").first
    expect(bad).to_contain_text("invalid_blocks")
    bad.locator("summary").first.click()
    bad.get_by_role("button", name="/blocks/0/text").click()
    expect(bad.locator(".objected").first).to_be_in_viewport()
    violations = pane.get_by_role("list", name="Counters").get_by_role("listitem")
    expect(violations.filter(has_text="Violations")).to_have_text("Violations1")


def test_requests_are_searched_filtered_held_and_cleared(
    visit: Visit, playground: Playground
) -> None:
    slack = client(playground)
    slack.chat_postMessage(channel="C0GENERAL1", text="the needle")
    slack.users_info(user="U0AMARA01")
    pane = inspector(visit("amara", "general"))
    pane.get_by_label("Search requests").fill("needle")
    expect(entry(pane, "chat.postMessage").first).to_be_visible()
    expect(entry(pane, "users.info")).to_have_count(0)
    pane.get_by_label("Search requests").fill("")
    pane.get_by_label("Whose").select_option("Scripted")
    expect(entry(pane, "users.info").first).to_be_visible()
    pane.get_by_role("button", name="Clear").click()
    pane.get_by_role("button", name="Pause").click()
    slack.auth_test()
    calls = (
        pane.get_by_role("list", name="Counters").get_by_role("listitem").filter(has_text="Calls")
    )
    expect(calls).to_contain_text("4")
    expect(entry(pane, "auth.test")).to_have_count(0)
    pane.get_by_role("button", name="Go on").click()
    expect(entry(pane, "auth.test").first).to_be_visible()


def test_a_call_is_copied_as_curl_without_its_token(visit: Visit, playground: Playground) -> None:
    client(playground).chat_postMessage(channel="C0GENERAL1", text="it's copied")
    page = visit("amara", "general", permissions=["clipboard-read", "clipboard-write"])
    said = entry(inspector(page), "chat.postMessage").first
    said.locator("summary").first.click()
    said.get_by_role("button", name="Copy as curl").click()
    expect(page.get_by_role("alert").filter(has_text="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"curl {playground.url}/api/chat.postMessage" in copied
    assert '"Authorization: Bearer $SLACK_BOT_TOKEN"' in copied
    assert '"text":"it\'\\\'\'s copied"' in copied
    assert "xoxb" not in copied


def test_trouble_is_made_from_the_page_and_ended_again(
    visit: Visit, playground: Playground
) -> None:
    page = visit("amara", "general")
    page.get_by_role("button", name="Make trouble").press("Enter")
    page.get_by_role("menuitem", name="Refuse the next 3 calls").click()
    expect(page.get_by_role("alert")).to_contain_text("Refuse the next 3 calls")
    expect(page.get_by_text("1 disturbance at present.")).to_be_visible()
    with pytest.raises(SlackApiError) as refused:
        client(playground).auth_test()
    assert refused.value.response.status_code == 429
    page.get_by_role("menuitem", name="Be calm again").click()
    expect(page.get_by_role("alert").filter(has_text="Be calm again")).to_be_visible()
    expect(page.get_by_text("Nothing is disturbed at present.")).to_be_visible()
    assert client(playground).auth_test()["ok"]
