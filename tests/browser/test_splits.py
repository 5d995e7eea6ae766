"""Several people in one window, and who is at the page at all."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from playground.server import Playground

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def composer(frame: FrameLocator) -> Locator:
    return frame.get_by_role("combobox", name="Message #general")


def divided(page: Page) -> tuple[FrameLocator, FrameLocator]:
    page.get_by_role("button", name="Acting as Amara Okafor").click()
    page.keyboard.type("Benno")
    page.get_by_role("link", name="Be Benno Weiss as well, side by side").click()
    left = page.frame_locator("iframe[title='What Amara Okafor sees']")
    right = page.frame_locator("iframe[title='What Benno Weiss sees']")
    expect(composer(left)).to_be_visible()
    expect(composer(right)).to_be_visible()
    return left, right


def test_two_people_talk_side_by_side_each_seeing_their_own(visit: Visit) -> None:
    left, right = divided(visit("amara", "general"))
    composer(left).fill("/ask 620")
    composer(left).press("Enter")
    expect(left.get_by_role("article").filter(has_text="Only visible to you")).to_be_visible()
    composer(right).fill("good morning")
    composer(right).press("Enter")
    expect(left.get_by_role("article").filter(has_text="good morning")).to_be_visible()
    expect(right.get_by_role("article").filter(has_text="620 employees")).to_have_count(0)


def test_a_reload_shows_the_same_people_where_they_were(visit: Visit) -> None:
    page = visit("amara", "general")
    _, right = divided(page)
    right.get_by_role("button", name="Show conversations").click()
    right.get_by_role("link", name="random").click()
    expect(page).to_have_url(re.compile("C0GENERAL1,U0BENNO01/C0RANDOM01$"))
    page.reload()
    expect(right.get_by_role("heading", level=1)).to_have_text("random")
    page.get_by_role("button", name="One person only").click()
    expect(page).to_have_url(re.compile("#U0AMARA01/C0GENERAL1$"))
    expect(page.get_by_role("button", name="Acting as Amara Okafor")).to_be_visible()


def test_a_person_is_found_by_title(visit: Visit) -> None:
    page = visit("amara", "general")
    page.get_by_role("button", name="Acting as Amara Okafor").click()
    page.keyboard.type("VP comm")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Acting as Helen Park")).to_be_visible()


def test_a_person_who_changes_is_seen_changed_at_once(visit: Visit, playground: Playground) -> None:
    mine, other = visit("emi", "general"), visit("amara", "general")
    change = {"person": {"id": playground.people["emi"], "title": "SDR, Enterprise"}}
    assert other.request.post(f"{playground.url}/_control", data=change).json()["ok"] is True
    expect(mine.get_by_role("button", name="Acting as Emi Tanaka, SDR, Enterprise")).to_be_visible()
    other.get_by_role("button", name="members. Details").click()
    other.get_by_role("tab", name="Members").click()
    expect(other.get_by_role("dialog").get_by_text("SDR, Enterprise")).to_be_visible()
