"""An app comes into a workspace by its consent page, and is shown out again."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from slack_sdk import WebClient

from playground import seeds
from playground.server import Playground, running

pytestmark = pytest.mark.browser

BACK = "http://127.0.0.1:9/installed"
MANIFEST = {
    "display_information": {"name": "Plain"},
    "oauth_config": {"scopes": {"bot": ["chat:write"]}, "redirect_urls": [BACK]},
}


@pytest.fixture(scope="module")
def slack() -> Iterator[Playground]:
    with running(replace(seeds.company(MANIFEST), installs=())) as playground:
        yield playground


@pytest.fixture
def page(browser: Browser, slack: Playground) -> Iterator[Page]:
    page = browser.new_page()
    page.route(f"{BACK}**", lambda route: route.fulfill(body="Thank you."))
    yield page
    page.close()


def test_an_app_is_let_in_and_shown_out(page: Page, slack: Playground) -> None:
    let_in(page, slack)
    page.goto(f"{slack.url}/#U0IMRAN01/C0GENERAL1")
    listed = page.get_by_role("region", name="Apps")
    listed.get_by_text("Plain").click()
    page.get_by_role("link", name="About").click()
    page.get_by_role("button", name="Remove from workspace").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").press("Enter")
    expect(listed).to_contain_text("None yet")


def let_in(page: Page, slack: Playground) -> None:
    asked = {"client_id": slack.app.client_id, "scope": "chat:write", "state": "s1"}
    page.goto(f"{slack.url}/oauth/v2/authorize?{urlencode(asked)}")
    expect(page.get_by_role("heading")).to_have_text("Plain wants to be installed")
    page.get_by_label("You are").select_option("U0IMRAN01")
    page.get_by_role("button", name="Allow").press("Enter")
    page.wait_for_url(f"{BACK}**")
    told = parse_qs(urlsplit(page.url).query)
    assert told["state"] == ["s1"]
    WebClient(base_url=slack.api_url).oauth_v2_access(
        client_id=slack.app.client_id, client_secret=slack.app.client_secret, code=told["code"][0]
    )


def test_only_an_admin_is_offered_to_remove_an_app(page: Page, slack: Playground) -> None:
    let_in(page, slack)
    page.goto(f"{slack.url}/#U0AMARA01/C0GENERAL1")
    page.get_by_role("region", name="Apps").get_by_text("Plain").click()
    page.get_by_role("link", name="About").click()
    expect(page.get_by_role("tabpanel", name="About")).to_contain_text("Plain")
    expect(page.get_by_role("button", name="Remove from workspace")).to_have_count(0)
