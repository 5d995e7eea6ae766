"""Channels and groups: made, found, changed, left."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def rooms(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name="Channels").get_by_role("link", name=name, exact=True)


def made(page: Page, name: str, *, private: bool = False) -> None:
    page.get_by_role("button", name="Add channels").click()
    page.get_by_role("menuitem", name="Create a channel").click()
    form = page.get_by_role("dialog", name="Create a channel")
    form.get_by_label("Name").fill(name)
    form.get_by_label("Private").set_checked(private)
    form.get_by_role("button", name="Create").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def details(page: Page, tab: str) -> Locator:
    page.get_by_role("button", name="members. Details of this conversation").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("tab", name=tab).click()
    return dialog


def test_a_channel_is_made_found_and_joined(visit: Visit) -> None:
    maker, finder = visit("amara"), visit("benno")
    made(maker, "deal-globex")
    finder.get_by_role("button", name="Add channels").press("Enter")
    finder.keyboard.press("Enter")
    finder.keyboard.type("deal-g")
    finder.get_by_role("button", name="Join deal-globex").click()
    expect(finder.get_by_role("heading", level=1)).to_have_text("deal-globex")
    expect(finder.get_by_role("combobox", name="Message #deal-globex")).to_be_visible()


def test_a_name_that_is_taken_is_objected_to_at_the_field(visit: Visit) -> None:
    page = visit("amara")
    page.get_by_role("button", name="Add channels").click()
    page.get_by_role("menuitem", name="Create a channel").click()
    name = page.get_by_role("dialog").get_by_label("Name")
    name.fill("general")
    name.press("Enter")
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("of that name already")


def test_a_channel_gets_a_topic_a_new_name_and_new_people(visit: Visit) -> None:
    owner, guest = visit("amara"), visit("chiara")
    made(owner, "deal-initech", private=True)
    dialog = details(owner, "About")
    dialog.get_by_role("button", name="Edit topic").click()
    owner.get_by_role("dialog", name="Edit topic").get_by_label("Topic").fill("Close by June")
    owner.keyboard.press("Enter")
    expect(dialog.get_by_role("definition").first).to_have_text("Close by June")
    dialog.get_by_role("tab", name="Members 1").click()
    dialog.get_by_role("button", name="Add people").click()
    owner.keyboard.type("Chiara")
    owner.keyboard.press("Enter")
    owner.get_by_role("button", name="Add", exact=True).click()
    expect(dialog.get_by_role("tab", name="Members 2")).to_be_visible()
    expect(rooms(guest, "deal-initech")).to_be_visible()
    dialog.get_by_role("tab", name="Settings").click()
    dialog.get_by_role("button", name="Rename").click()
    owner.get_by_role("dialog", name="Rename").get_by_label("Channel name").fill("won-initech")
    owner.keyboard.press("Enter")
    expect(rooms(guest, "won-initech")).to_be_visible()
    expect(owner.get_by_role("main").get_by_role("heading", level=1)).to_have_text("won-initech")


def test_an_archived_channel_can_be_read_and_not_written_in(visit: Visit) -> None:
    page, reader = visit("amara"), visit("benno")
    made(page, "short-lived")
    dialog = details(page, "Settings")
    dialog.get_by_role("button", name="Archive channel").click()
    page.get_by_role("dialog", name="Archive #short-lived").get_by_role(
        "button", name="Archive"
    ).click()
    dialog.get_by_role("button", name="Close").click()
    expect(page.get_by_text("This channel is archived. Nobody can write in it.")).to_be_visible()
    expect(rooms(reader, "short-lived")).to_have_count(0)


def test_a_private_channel_one_has_left_is_gone(visit: Visit) -> None:
    page = visit("amara")
    made(page, "just-me", private=True)
    details(page, "Settings").get_by_role("button", name="Leave channel").click()
    page.get_by_role("dialog", name="Leave private channel").get_by_role(
        "button", name="Leave"
    ).click()
    expect(rooms(page, "just-me")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).not_to_have_text("just-me")


def test_several_people_are_written_to_at_once(visit: Visit) -> None:
    page, other = visit("amara"), visit("diego")
    page.get_by_role("button", name="New direct message").click()
    for name in ("Diego", "Emi"):
        page.keyboard.type(name)
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Diego Fuentes, Emi Tanaka")
    page.get_by_role("combobox", name="Message Diego").fill("the three of us")
    page.keyboard.press("Enter")
    talk = other.get_by_role("region", name="Direct messages").get_by_role("link")
    expect(talk).to_have_accessible_name("Amara Okafor, Emi Tanaka , 1 unread")


def test_a_guest_can_make_no_channel(visit: Visit) -> None:
    page = visit("jonas", "sales-roe")
    page.get_by_role("button", name="Add channels").click()
    expect(page.get_by_role("menuitem", name="Browse channels")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Create a channel")).to_have_count(0)


def test_any_conversation_is_a_few_letters_away(visit: Visit) -> None:
    page = visit("amara", "general")
    expect(page.get_by_role("combobox", name="Message #general")).to_be_focused()
    page.keyboard.press("Control+k")
    page.keyboard.type("Graham")
    expect(page.get_by_role("option", name="Graham Boyle")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Graham Boyle")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Graham Boyle")
