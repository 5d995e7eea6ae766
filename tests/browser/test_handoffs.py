"""Two people take an account through a whole handoff, each in a browser of their own."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from playground.seeds import BOT_USER
from tests.browser.test_handrail import Visit, article, dialog, playground, say

pytestmark = pytest.mark.browser
__all__ = ["playground"]


def started(page: Page) -> None:
    say(page, "/handoff start sa to sa")
    form = dialog(page)
    form.get_by_label(re.compile("^Account")).fill("Globex")
    form.get_by_label("Who takes over").click()
    page.get_by_role("option").filter(has_text="Diego").first.click()
    form.get_by_role("button", name="Start").click()
    expect(form).to_have_count(0)


def card(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("article").filter(has_text="Handoff: Globex").last


def settle(page: Page) -> None:
    done = card(page).get_by_role("button", name="Done")
    for left in range(done.count(), 0, -1):
        expect(done).to_have_count(left)
        done.first.click()
    expect(done).to_have_count(0)


def confirmed(page: Page, button: Locator, yes: str) -> None:
    button.click()
    dialog(page).get_by_role("button", name=yes, exact=True).click()
    expect(dialog(page)).to_have_count(0)


def returned(page: Page) -> None:
    article(page, "has signed the handoff").get_by_role("button", name="Return…").click()
    form = dialog(page)
    form.get_by_label("What is missing?").fill("The notes are not linked")
    form.get_by_label(re.compile("^Link notes")).check()
    form.get_by_role("button", name="Return").click()
    expect(form).to_have_count(0)


def test_a_handoff_is_signed_returned_mended_and_accepted(visit: Visit) -> None:
    giver, receiver = visit("chiara", "sales-roe"), visit("diego", "sales-roe")
    started(giver)
    for page in (giver, receiver):
        page.goto(f"{page.url.rpartition('/')[0]}/{BOT_USER}")
        expect(card(page)).to_contain_text("giving 0 of 4, receiving 0 of 1")
    settle(giver)
    confirmed(giver, card(giver).get_by_role("button", name="Sign and hand over"), "Sign")
    expect(card(receiver)).to_contain_text("Waits for acceptance, giving 4 of 4")
    returned(receiver)
    expect(card(giver)).to_contain_text("“The notes are not linked”")
    settle(giver)
    confirmed(giver, card(giver).get_by_role("button", name="Sign and hand over"), "Sign")
    settle(receiver)
    confirmed(receiver, card(receiver).get_by_role("button", name="Accept"), "Accept")
    for page in (giver, receiver):
        expect(card(page)).to_contain_text("Diego Fuentes accepted")
        expect(card(page).get_by_role("button", name="Open again")).to_be_visible()
