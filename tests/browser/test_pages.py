"""The page around the conversation: people, Home, the inspector, its size and its manners."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from playground import seeds
from playground.server import Playground, running

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
PAGE = Path(__file__).parents[2] / "playground" / "page"
LARGEST = 300 * 1000


def test_a_home_is_published_and_renewed_by_its_button(visit: Visit) -> None:
    page = visit("amara", "handrail", "home")
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    page.get_by_role("button", name="Refresh").click()
    expect(page.get_by_role("heading", name="Today, refreshed")).to_be_visible()
    expect(page.get_by_role("button", name="Refresh")).to_be_focused()


def test_an_app_without_a_home_has_no_tab_for_it(browser: Browser) -> None:
    with running(seeds.company({"display_information": {"name": "Plain"}})) as plain:
        page = browser.new_page()
        page.goto(f"{plain.url}/#U0AMARA01/U0HANDRAIL")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Handrail")
        expect(page.get_by_role("link", name="Home")).to_have_count(0)
        page.close()


def test_the_first_visit_opens_where_there_is_something_to_try(
    browser: Browser, playground: Playground
) -> None:
    page = browser.new_page()
    page.goto(playground.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("sales-roe")
    expect(page.get_by_role("button", name="Acting as Amara Okafor, AE, SMB")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Try /roe 620 employees")
    page.close()


def test_another_person_is_chosen_by_keyboard(visit: Visit) -> None:
    page = visit("amara", "general")
    page.get_by_role("button", name="Acting as Amara Okafor, AE, SMB").press("Enter")
    expect(page.get_by_role("dialog", name="Who are you?")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Acting as Benno Weiss")).to_be_visible()
    expect(page).to_have_url(re.compile(r"#U0BENNO01/C0GENERAL1$"))
    expect(page).to_have_title("general – Benno Weiss")


def test_the_address_alone_says_who_acts_and_where(visit: Visit, playground: Playground) -> None:
    page = visit("amara", "general")
    page.goto(f"{playground.url}/#U0CHIARA1/C0COMMERC1")
    expect(page.get_by_role("button", name="Acting as Chiara Rossi")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("commercial")


def test_the_inspector_shows_what_went_to_and_fro(visit: Visit) -> None:
    page = visit("amara", "sales-roe")
    composer = page.get_by_role("combobox", name="Message #sales-roe")
    composer.fill("/card")
    composer.press("Enter")
    expect(page.get_by_role("button", name="Done")).to_be_visible()
    page.get_by_role("button", name="Inspector", exact=True).click()
    inspector = page.get_by_role("region", name="Inspector")
    inspector.get_by_label("Show").select_option("Commands")
    entry = inspector.get_by_role("listitem").filter(has_text="/card")
    expect(entry).to_contain_text("Amara Okafor")
    entry.locator("summary").first.click()
    expect(entry.get_by_role("region", name="Request")).to_contain_text("trigger_id")
    inspector.get_by_label("Show").press("Escape")
    expect(inspector).to_be_hidden()


def test_the_page_comes_back_by_itself_and_shows_what_it_missed(
    visit: Visit, playground: Playground, tmp_path: Path
) -> None:
    state = tmp_path / "state.json"
    with running(playground.config, state_path=state) as first:
        port = first.port
        page = visit("amara")
        page.goto(f"{first.url}/#U0AMARA01/C0GENERAL1")
        expect(page.get_by_role("combobox", name="Message #general")).to_be_visible()
    expect(page.get_by_text("Reconnecting")).to_be_visible()
    with running(playground.config, state_path=state, port=port) as second:
        write(page, second.url, "said while away")
        expect(page.get_by_role("article").filter(has_text="said while away")).to_be_visible()
        expect(page.get_by_text("Reconnecting")).to_be_hidden()


def write(page: Page, url: str, text: str) -> None:
    body = {"do": "message", "channel": "C0GENERAL1", "text": text}
    answer = page.request.post(f"{url}/_page/act?as=U0BENNO01", data=body)
    assert answer.json()["ok"] is True


def test_the_page_fits_a_narrow_screen(visit: Visit) -> None:
    page = visit("amara", viewport={"width": 400, "height": 800})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 400
    rooms = page.get_by_role("navigation", name="Conversations").get_by_role("link", name="general")
    expect(rooms).to_be_hidden()
    page.get_by_role("button", name="Show conversations").click()
    rooms.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("general")
    expect(rooms).to_be_hidden()


def test_the_page_loads_nothing_from_elsewhere(visit: Visit, playground: Playground) -> None:
    page = visit("amara")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.get_by_role("heading", level=1).wait_for()
    assert asked
    assert [address for address in asked if not address.startswith(playground.url)] == []


def test_the_page_is_small() -> None:
    assert sum(file.stat().st_size for file in PAGE.rglob("*") if file.is_file()) < LARGEST


def test_each_file_of_the_page_has_one_subject_and_is_short() -> None:
    files = {file.name: len(file.read_text().splitlines()) for file in PAGE.glob("*.js")}
    assert {name: lines for name, lines in files.items() if lines > 250} == {}
