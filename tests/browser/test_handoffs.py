"""People take an account through a whole handoff, each in a browser of their own."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from playground.seeds import BOT_USER
from playground.server import Playground, running
from tests.browser.test_handrail import Visit, article, company, dialog, handrail, say

pytestmark = pytest.mark.browser


@pytest.fixture
def playground() -> Iterator[Playground]:
    """A Slack of each test's own; its bot lives and dies in it."""
    with running(company()) as slack:
        yield slack


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
    expect(done.first).to_be_visible()
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


def signed(page: Page) -> None:
    confirmed(page, card(page).get_by_role("button", name="Sign and hand over"), "Sign")


def given_away(page: Page, name: str) -> None:
    """By the admin, who sees nothing else of it."""
    say(page, "/handoff globex")
    found = article(page, "Globex")
    expect(found).not_to_contain_text("giving")
    found.get_by_role("button", name="Somebody else takes a side…").click()
    form = dialog(page)
    form.get_by_label(re.compile("^Receiving")).check()
    form.get_by_label("Who takes it").click()
    page.get_by_role("option").filter(has_text=name).first.click()
    form.get_by_role("button", name="Hand it on").click()
    expect(form).to_have_count(0)


def at_their_messages(*pages: Page) -> None:
    for page in pages:
        page.goto(f"{page.url.rpartition('/')[0]}/{BOT_USER}")


def test_a_handoff_is_signed_returned_mended_and_accepted_over_a_restart(
    visit: Visit, playground: Playground, address: str
) -> None:
    giver, receiver = visit("chiara", "sales-roe"), visit("diego", "sales-roe")
    with handrail(playground, address):
        started(giver)
        at_their_messages(giver, receiver)
        for page in (giver, receiver):
            expect(card(page)).to_contain_text("giving 0 of 4, receiving 0 of 1")
        settle(giver)
        signed(giver)
        expect(card(receiver)).to_contain_text("Waits for acceptance, giving 4 of 4")
        returned(receiver)
        expect(card(giver)).to_contain_text("“The notes are not linked”")
    with handrail(playground, address):
        settle(giver)
        signed(giver)
        settle(receiver)
        confirmed(receiver, card(receiver).get_by_role("button", name="Accept"), "Accept")
        for page in (giver, receiver):
            expect(card(page)).to_contain_text("Diego Fuentes accepted")
            expect(card(page).get_by_role("button", name="Open again")).to_be_visible()


def test_a_third_takes_over_from_a_receiver_who_had_returned_it_and_accepts(
    visit: Visit, playground: Playground, address: str
) -> None:
    giver, receiver = visit("chiara", "sales-roe"), visit("diego", "sales-roe")
    third, admin = visit("benno", "sales-roe"), visit("imran", "sales-roe")
    with handrail(playground, address):
        started(giver)
        at_their_messages(giver, receiver, third)
        settle(giver)
        signed(giver)
        returned(receiver)
        given_away(admin, "Benno")
        expect(card(third)).to_contain_text("“The notes are not linked”")
    with handrail(playground, address):
        settle(giver)
        signed(giver)
        settle(third)
        confirmed(third, card(third).get_by_role("button", name="Accept"), "Accept")
        for page in (giver, third):
            expect(card(page)).to_contain_text("Benno Weiss accepted")
        expect(card(receiver).get_by_role("button")).to_have_count(0)
