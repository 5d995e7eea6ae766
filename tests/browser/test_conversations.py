"""People talking with each other and with an app."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from playground.server import Playground

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def composer(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("combobox", name="Message ")


def say(page: Page, text: str) -> None:
    composer(page).fill(text)
    composer(page).press("Enter")


def article(page: Page, text: str) -> Locator:
    return page.get_by_role("main").get_by_role("article").filter(has_text=text)


def test_a_command_is_completed_and_sent_by_keyboard(visit: Visit) -> None:
    page = visit("amara", "random")
    composer(page).press_sequentially("/c")
    suggestion = page.get_by_role("option", name="/card")
    expect(suggestion).to_have_attribute("aria-selected", "true")
    composer(page).press("Escape")
    expect(suggestion).to_be_hidden()
    composer(page).fill("")
    composer(page).press_sequentially("/")
    composer(page).press("ArrowDown")
    expect(page.get_by_role("option", name="/book")).to_have_attribute("aria-selected", "true")
    composer(page).press("ArrowUp")
    composer(page).press("Tab")
    expect(composer(page)).to_have_value("/ask ")
    expect(page.get_by_text("/ask [employees] — Ask whose account it is")).to_be_visible()
    composer(page).press("Enter")
    expect(article(page, "620 employees is Mid-Market.")).to_be_visible()


def test_a_private_answer_is_seen_by_the_asker_only(visit: Visit) -> None:
    asker, other = visit("amara", "general"), visit("benno", "general")
    say(asker, "/ask 620")
    expect(article(asker, "Only visible to you")).to_be_visible()
    say(asker, "that was quick")
    expect(article(other, "that was quick")).to_be_visible()
    expect(article(other, "620 employees")).to_have_count(0)


def test_a_mention_is_completed_and_marked_for_the_one_named(visit: Visit) -> None:
    writer, named = visit("amara"), visit("chiara")
    composer(writer).press_sequentially("Over to @chi")
    composer(writer).press("Enter")
    expect(composer(writer)).to_have_value("Over to @Chiara Rossi ")
    composer(writer).press("Enter")
    expect(article(named, "Over to").locator(".mention.mine")).to_have_text("@Chiara Rossi")


def test_a_card_is_edited_in_place_for_everyone(visit: Visit) -> None:
    presser, watcher = visit("amara"), visit("benno")
    say(presser, "/card")
    expect(article(watcher, "Post the trip notes")).to_be_visible()
    article(presser, "Post the trip notes").get_by_role("button", name="Done", exact=True).click()
    expect(article(watcher, "✔ done by @Amara Okafor")).to_be_visible()
    expect(article(watcher, "Post the trip notes")).to_have_count(0)


def test_a_direct_message_to_an_app_is_answered(visit: Visit) -> None:
    page = visit("diego", "handrail")
    say(page, "hello there")
    expect(article(page, "Heard: hello there")).to_be_visible()


def test_a_direct_message_is_counted_as_unread_until_it_is_opened(visit: Visit) -> None:
    writer, reader = visit("emi", "diego"), visit("diego", "random")
    say(writer, "lunch?")
    talk = reader.get_by_role("region", name="Direct messages").get_by_role("link")
    expect(talk).to_have_accessible_name("Emi Tanaka , 1 unread")
    talk.click()
    expect(article(reader, "lunch?")).to_be_visible()
    expect(talk).to_have_accessible_name("Emi Tanaka")


def test_a_thread_holds_its_replies(visit: Visit) -> None:
    writer, reader = visit("amara", "sales-roe"), visit("helen", "sales-roe")
    say(writer, "who owns Initech?")
    article(reader, "who owns Initech?").hover()
    article(reader, "who owns Initech?").get_by_role("button", name="Reply in thread").click()
    thread = reader.get_by_role("complementary", name="Thread")
    thread.get_by_role("combobox", name="Reply").fill("Benno does")
    thread.get_by_role("combobox", name="Reply").press("Enter")
    expect(thread.get_by_role("article").filter(has_text="Benno does")).to_be_visible()
    expect(article(reader, "Benno does")).to_have_count(0)
    article(writer, "who owns Initech?").get_by_role("button", name="1 reply").click()
    seen = writer.get_by_role("complementary", name="Thread")
    expect(seen.get_by_role("article").filter(has_text="Benno does")).to_be_visible()
    seen.press("Escape")
    expect(seen).to_be_hidden()


def test_a_file_goes_up_and_another_comes_down(visit: Visit, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("twelve bytes")
    page = visit("fatima", "handrail")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Attach a file").click()
    chooser.value.set_files(notes)
    expect(page.get_by_text("notes.txt · 12 bytes")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(article(page, "notes.txt has 12 bytes")).to_be_visible()
    say(page, "list please")
    expect(page.get_by_role("cell", name="Globex")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download accounts.csv").click()
    assert download.value.path().read_text() == "account,arr\nGlobex,12500\n"


def test_an_app_that_says_nothing_is_reported_and_the_words_are_kept(visit: Visit) -> None:
    page = visit("amara", "random")
    say(page, "/silent treatment")
    notice = page.get_by_role("alert").filter(has_text="operation_timeout")
    expect(notice).to_contain_text('/silent failed with the error "operation_timeout"')
    expect(composer(page)).to_have_value("/silent treatment")


def test_a_mistyped_command_is_not_posted(visit: Visit) -> None:
    page = visit("amara", "random")
    say(page, "/crad now")
    expect(page.get_by_role("alert").filter(has_text="/crad is not a command here")).to_be_visible()
    expect(article(page, "/crad")).to_have_count(0)


def test_markup_in_a_message_stays_text(visit: Visit) -> None:
    page = visit("amara", "random")
    say(page, "<img src=x onerror=alert(1)> & <b>bold</b>")
    expect(article(page, "<img src=x onerror=alert(1)> & <b>bold</b>")).to_be_visible()
    assert page.locator(".log img, .log b").count() == 0


def test_a_private_channel_is_listed_for_its_members_only(visit: Visit) -> None:
    def rooms(page: Page) -> Locator:
        return page.get_by_role("region", name="Channels").get_by_role("link", name="asm-only")

    expect(rooms(visit("helen"))).to_be_visible()
    expect(rooms(visit("amara"))).to_have_count(0)


def test_a_private_answer_is_put_away(visit: Visit) -> None:
    page = visit("graham", "general")
    say(page, "/ask 620")
    mine = article(page, "Only visible to you")
    expect(mine).to_have_count(1)
    mine.get_by_role("button", name="Dismiss").click()
    expect(mine).to_have_count(0)
    page.reload()
    expect(composer(page)).to_be_visible()
    expect(mine).to_have_count(0)


def test_what_an_app_is_doing_is_shown_until_it_has_answered(
    visit: Visit, playground: Playground
) -> None:
    page = visit("graham", "handrail")
    say(page, "and?")
    heard = article(page, "Heard: and?")
    channel, ts = page.url.rpartition("/")[2], heard.get_attribute("data-ts")
    bot = WebClient(playground.bot_token, base_url=playground.api_url)
    bot.api_call(
        "assistant.threads.setStatus",
        json={"channel_id": channel, "thread_ts": ts, "status": "is reading the list…"},
    )
    status = page.get_by_text("Handrail is reading the list…")
    expect(status).to_be_visible()
    say(page, "well?")
    expect(article(page, "Heard: well?")).to_be_visible()
    expect(status).to_be_hidden()


def test_an_address_in_verbatim_text_is_no_link(visit: Visit, playground: Playground) -> None:
    page = visit("graham", "general")
    bot = WebClient(playground.bot_token, base_url=playground.api_url)
    words = {"type": "mrkdwn", "text": "as typed https://a.example/x"}
    for text in ({**words, "verbatim": True}, {**words, "text": "linked https://a.example/x"}):
        block = {"type": "section", "text": text}
        bot.chat_postMessage(channel="C0GENERAL1", text="words", blocks=[block])
    expect(article(page, "linked https").get_by_role("link")).to_have_count(1)
    expect(article(page, "as typed https").get_by_role("link")).to_have_count(0)
