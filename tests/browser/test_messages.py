"""What can be done with a message: reacted to, changed, pinned, linked, handed to an app."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def say(page: Page, text: str) -> Locator:
    composer = page.get_by_role("main").get_by_role("combobox", name="Message ")
    composer.fill(text)
    composer.press("Escape")
    composer.press("Enter")
    return article(page, text)


def article(page: Page, text: str) -> Locator:
    return page.get_by_role("main").get_by_role("article").filter(has_text=text)


def choose(page: Page, message: Locator, name: str) -> None:
    message.hover()
    message.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name=name).click()


def test_a_reaction_is_counted_for_everyone_and_taken_back(visit: Visit) -> None:
    one, two = visit("amara", "random"), visit("benno", "random")
    mine = say(one, "a reaction please")
    article(two, "a reaction please").hover()
    article(two, "a reaction please").get_by_role("button", name="React with eyes").click()
    theirs = mine.get_by_role("button", name="eyes, 1")
    expect(theirs).to_have_attribute("title", "Benno Weiss reacted with :eyes:")
    theirs.click()
    both = mine.get_by_role("button", name="eyes, 2")
    expect(both).to_have_attribute("aria-pressed", "true")
    both.click()
    expect(theirs).to_have_attribute("aria-pressed", "false")


def test_an_emoji_is_found_by_name_and_chosen_by_keyboard(visit: Visit) -> None:
    page = visit("amara", "random")
    message = say(page, "any emoji")
    message.focus()
    page.keyboard.press("r")
    expect(page.get_by_role("dialog", name="Choose an emoji")).to_be_visible()
    page.keyboard.type("rocket")
    page.keyboard.press("Enter")
    expect(message.get_by_role("button", name="rocket, 1")).to_be_visible()
    expect(message).to_be_focused()


def test_the_last_message_is_edited_with_the_arrow_up(visit: Visit) -> None:
    writer, reader = visit("amara", "random"), visit("benno", "random")
    say(writer, "teh plan for @Chiara Rossi & <all>")
    writer.get_by_role("combobox", name="Message #random").press("ArrowUp")
    box = writer.get_by_role("main").get_by_label("Edit message")
    expect(box).to_be_focused()
    expect(box).to_have_value("teh plan for @Chiara Rossi & <all>")
    box.fill("the plan for @Chiara Rossi & <all>")
    box.press("Enter")
    changed = article(reader, "the plan for @Chiara Rossi & <all>")
    expect(changed).to_contain_text("(edited)")
    expect(changed.locator(".mention")).to_have_text("@Chiara Rossi")
    expect(article(writer, "the plan for")).to_be_focused()


def test_leaving_the_edit_box_changes_nothing(visit: Visit) -> None:
    page = visit("amara", "random")
    message = say(page, "as it stands")
    choose(page, message, "Edit message")
    page.get_by_label("Edit message").fill("something else")
    page.get_by_label("Edit message").press("Escape")
    expect(article(page, "as it stands")).to_be_visible()
    expect(article(page, "something else")).to_have_count(0)


def test_a_message_is_deleted_after_a_question_and_only_by_its_writer(visit: Visit) -> None:
    writer, reader = visit("amara", "random"), visit("benno", "random")
    message = say(writer, "soon gone")
    article(reader, "soon gone").hover()
    article(reader, "soon gone").get_by_role("button", name="More actions").click()
    expect(reader.get_by_role("menuitem", name="Copy link")).to_be_visible()
    expect(reader.get_by_role("menuitem", name="Delete")).to_have_count(0)
    choose(writer, message, "Delete message")
    writer.get_by_role("dialog", name="Delete message").get_by_role("button", name="Delete").click()
    expect(article(reader, "soon gone")).to_have_count(0)


def test_a_pinned_message_is_marked_and_found_from_the_head(visit: Visit) -> None:
    one, two = visit("amara", "random"), visit("benno", "random")
    choose(one, say(one, "read this first"), "Pin to this conversation")
    expect(article(two, "read this first")).to_contain_text("Pinned")
    expect(two.get_by_role("combobox", name="Message #random")).to_be_visible()
    two.get_by_role("button", name="1 pinned").click()
    two.get_by_role("dialog", name="Pinned").get_by_role("link", name="read this first").click()
    expect(article(two, "read this first").last).to_be_focused()
    choose(one, article(one, "read this first").first, "Unpin")
    expect(two.get_by_role("button", name="1 pinned")).to_have_count(0)


def test_the_link_of_a_message_leads_another_person_to_it(visit: Visit) -> None:
    one, two = visit("amara", "general"), visit("benno", "random")
    message = say(one, "behind a link")
    ts = message.get_attribute("data-ts")
    say(two, f"look at {two.url.partition('#')[0]}#/C0GENERAL1/p{ts}")
    article(two, "look at").get_by_role("link").click()
    expect(two.get_by_role("heading", level=1)).to_have_text("general")
    expect(article(two, "behind a link")).to_be_focused()
    expect(two.get_by_role("button", name="Acting as Benno Weiss")).to_be_visible()


def test_one_walks_from_message_to_message_by_arrow(visit: Visit) -> None:
    page = visit("amara", "sales-roe")
    first, second = say(page, "the first of two"), say(page, "the second of two")
    second.focus()
    page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    expect(first.get_by_role("button", name="Reply in thread")).to_be_visible()
    page.keyboard.press("t")
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.get_by_role("combobox", name="Reply")).to_be_focused()


def test_a_reply_is_said_in_the_channel_too_when_asked(visit: Visit) -> None:
    page = visit("amara", "sales-roe")
    message = say(page, "shall we?")
    message.focus()
    page.keyboard.press("t")
    thread = page.get_by_role("complementary", name="Thread")
    thread.get_by_label("Also send to #sales-roe").check()
    thread.get_by_role("combobox", name="Reply").focus()
    page.keyboard.type("yes, all of us")
    page.keyboard.press("Enter")
    expect(article(page, "yes, all of us")).to_be_visible()


def test_what_is_new_is_marked_until_it_was_seen(visit: Visit) -> None:
    writer, reader = visit("amara", "random"), visit("emi", "general")
    say(writer, "seen by nobody yet")
    random = reader.get_by_role("region", name="Channels").get_by_role("link", name="random")
    expect(random).to_have_accessible_name(re.compile(r"^random , \d+ unread$"))
    random.click()
    expect(reader.get_by_role("separator", name="New messages")).to_be_visible()
    expect(random).to_have_accessible_name("random")


def test_a_mention_is_counted_in_the_sidebar(visit: Visit) -> None:
    writer, reader = visit("amara", "random"), visit("fatima", "general")
    say(writer, "over to @Fatima Haddad now")
    channels = reader.get_by_role("region", name="Channels")
    expect(channels.get_by_role("link", name="random").locator(".count")).to_have_text("1")
