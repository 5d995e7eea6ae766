"""Forms, selects and questions asked before a press counts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def command(page: Page, text: str) -> None:
    composer = page.get_by_role("main").get_by_role("combobox", name="Message ")
    composer.fill(text)
    composer.press("Enter")


def article(page: Page, text: str) -> Locator:
    return page.get_by_role("main").get_by_role("article").filter(has_text=text)


def booking(page: Page) -> Locator:
    command(page, "/book")
    form = page.get_by_role("dialog", name="Book a trip")
    expect(form.get_by_label("Event")).to_be_focused()
    return form


def choose(page: Page, control: Locator, *names: str) -> None:
    control.click()
    for name in names:
        page.get_by_role("option", name=name).click()


def test_a_required_field_left_empty_is_named_at_the_field(visit: Visit) -> None:
    form = booking(visit("amara"))
    form.get_by_role("button", name="Send").click()
    event = form.get_by_label("Event")
    expect(event).to_be_focused()
    expect(event).to_have_attribute("aria-invalid", "true")
    expect(event).to_have_accessible_description("Please complete this required field.")


def test_the_apps_own_objection_is_shown_and_can_be_put_right(visit: Visit) -> None:
    page = visit("amara")
    form = booking(page)
    form.get_by_label("Event").fill("Atlantis")
    choose(page, form.get_by_label("Kind"), "Business")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_text("There is no such event.")).to_be_visible()
    form.get_by_label("Event").fill("KubeCon")
    form.get_by_role("button", name="Send").click()
    expect(page.get_by_role("dialog", name="Which days")).to_be_visible()


def test_a_form_of_two_steps_carries_every_kind_of_answer(visit: Visit, tmp_path: Path) -> None:
    ticket = tmp_path / "ticket.pdf"
    ticket.write_bytes(b"%PDF-")
    page = visit("chiara", "handrail")
    form = booking(page)
    form.get_by_label("Event").fill("KubeCon")
    choose(page, form.get_by_label("Kind"), "Personal")
    choose(page, form.get_by_label("With"), "Emi Tanaka", "Helen Park")
    page.keyboard.press("Escape")
    expect(form.get_by_label("With")).to_contain_text("Emi Tanaka, Helen Park")
    form.get_by_label("Ticket").set_input_files(ticket)
    expect(form.get_by_role("listitem")).to_have_text("ticket.pdf5 bytes")
    form.get_by_role("button", name="Send").click()
    days = page.get_by_role("dialog", name="Which days")
    days.get_by_label("First day").fill("2027-03-01")
    days.get_by_role("button", name="Send").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    booked = article(page, "Booked for 2027-03-01")
    expect(booked).to_contain_text("'kind': 'personal'")
    expect(booked).to_contain_text("['U0EMI0001', 'U0HELEN01']")
    expect(booked).to_contain_text("['ticket.pdf']")


def test_a_form_is_filled_sent_and_left_by_keyboard_alone(visit: Visit) -> None:
    page = visit("amara")
    booking(page)
    page.keyboard.type("KubeCon")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("pers")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_label("Kind")).to_contain_text("Personal")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    days = page.get_by_role("dialog", name="Which days")
    expect(days.get_by_label("First day")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Book a trip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("combobox", name="Message #commercial")).to_be_focused()


def test_the_focus_stays_inside_an_open_form(visit: Visit) -> None:
    page = visit("amara")
    form = booking(page)
    for _ in range(12):
        page.keyboard.press("Tab")
        outside = page.evaluate(
            "() => document.activeElement.closest('main, nav, header.top') !== null"
        )
        assert not outside
    expect(form).to_be_visible()


def test_a_choice_in_a_message_reaches_the_app(visit: Visit) -> None:
    page = visit("amara", "random")
    command(page, "/ask 620")
    choose(page, article(page, "620 employees").get_by_role("button", name="Snooze"), "Week")
    expect(article(page, "Pressed snooze: week")).to_be_visible()


def test_a_press_that_asks_first_counts_only_when_confirmed(visit: Visit) -> None:
    page = visit("benno", "random")
    command(page, "/ask 620")
    button = article(page, "620 employees").get_by_role("button", name="Hand over")
    button.click()
    question = page.get_by_role("dialog", name="Hand it over?")
    expect(question).to_contain_text("Chiara will own Globex.")
    question.get_by_role("button", name="Keep it").click()
    expect(question).to_have_count(0)
    expect(button).to_be_focused()
    button.click()
    question.get_by_role("button", name="Yes, hand over").click()
    expect(article(page, "Pressed hand_over: no value")).to_have_count(1)


def test_every_kind_of_control_says_what_was_chosen(visit: Visit) -> None:
    page = visit("amara", "sales-roe")
    command(page, "/every")
    card = article(page, "Several at once")
    card.get_by_role("button", name="Find an account").click()
    page.keyboard.type("Ltd")
    page.get_by_role("option", name="Globex Ltd").click()
    card.get_by_label("Green").check()
    card.get_by_label("Won").check()
    card.get_by_label("At what time").fill("09:30")
    card.get_by_label("every_moment").fill("2027-07-01T09:30")
    choose(page, card.get_by_role("button", name="Who"), "Emi Tanaka")
    choose(page, card.get_by_role("button", name="Which channel"), "general")
    card.get_by_role("button", name="More options").click()
    page.get_by_role("menuitem", name="Not mine").click()
    choose(page, card.get_by_role("button", name="Several"), "One", "Two")
    page.keyboard.press("Escape")
    card.get_by_label("Amount").fill("12500")
    card.get_by_label("Amount").press("Enter")
    for words in CHOSEN:
        expect(article(page, words)).to_have_count(1)


CHOSEN = (
    "every_account is Globex Ltd",
    "every_boxes is green",
    "every_radio is won",
    "every_time is 09:30",
    "every_moment is 1814448600",
    "every_person is U0EMI0001",
    "every_channel is C0GENERAL1",
    "every_more is not mine",
    "every_many is one, two",
    "every_text is 12500",
)


def test_an_open_form_survives_a_reload_of_its_own_tab_only(visit: Visit) -> None:
    page = visit("fatima", "general")
    composer = page.get_by_role("combobox", name="Message #general")
    composer.fill("/book")
    composer.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.reload()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(visit("fatima", "general").get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.reload()
    expect(composer).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
