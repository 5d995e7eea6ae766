"""The bot itself, as people at the page use it."""

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from bot import manifest, settings
from bot.server import running as bot_running
from bot.settings import PREFIX, Settings
from handlers import FEATURES
from playground import seeds
from playground.configs import Config
from playground.server import Playground, running
from tests.endtoend.people import PATIENT

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
PATIENCE_SECONDS = 15
LIST = b"""account;staff;devs;came in;a remark
Globex;620;300;inbound;"bought through a reseller, in the second quarter of last year"
Initech;480;130;;
Umbrella;abc;12;inbound;
"""


def company() -> Config:
    return replace(seeds.company(manifest.current(FEATURES)), timing=PATIENT)


@pytest.fixture(scope="module")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Playground]:
    database = tmp_path_factory.mktemp("handrail") / "handrail.db"
    with running(company()) as slack, handrail(slack, f"sqlite:///{database}"):
        yield slack


@contextmanager
def handrail(slack: Playground, address: str) -> Iterator[None]:
    """The bot on a loop of its own; Helen decides disputes, Imran is the admin."""
    up, stopping = Event(), Event()
    given = {
        "slack_bot_token": slack.bot_token,
        "slack_app_token": slack.app_token,
        "slack_api_url": slack.api_url,
        "database_url": address,
        "decider": slack.people["helen"],
        "admins": slack.people["imran"],
        "port": 0,
    }

    async def live() -> None:
        async with bot_running(settings.read(**given), migrate=True) as bot:
            assert bot.sockets is not None
            await asyncio.gather(bot.met.wait(), bot.sockets.up.wait())
            up.set()
            await asyncio.to_thread(stopping.wait)

    with unset_settings():
        thread = Thread(target=asyncio.run, args=(live(),), name="handrail", daemon=True)
        thread.start()
        try:
            assert up.wait(PATIENCE_SECONDS)
            yield
        finally:
            stopping.set()
            thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive()


@contextmanager
def unset_settings() -> Iterator[None]:
    """Nothing of this machine's own configuration reaches the bot."""
    with pytest.MonkeyPatch.context() as patch:
        for name in Settings.model_fields:
            patch.delenv(f"{PREFIX}{name.upper()}", raising=False)
        yield


def composer(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("combobox", name="Message ")


def say(page: Page, text: str) -> None:
    composer(page).fill(text)
    composer(page).press("Escape")
    composer(page).press("Enter")


def article(page: Page, text: str) -> Locator:
    return page.get_by_role("main").get_by_role("article").filter(has_text=text).last


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def test_whose_account_it_is_by_completion_and_keyboard_alone(visit: Visit) -> None:
    page = visit("amara", "sales-roe")
    expect(composer(page)).to_be_focused()
    page.keyboard.type("/ro")
    page.keyboard.press("Tab")
    page.keyboard.type("620 employees")
    page.keyboard.press("Enter")
    answer = article(page, "This account belongs to Mid-Market First Order")
    expect(answer).to_contain_text("Only visible to you")
    expect(answer.get_by_role("link", name="Fiscal Year 2023 Account Moves")).to_be_visible()
    expect(composer(page)).to_be_focused()


def test_a_missing_choice_is_pressed_and_answered_in_place(visit: Visit) -> None:
    page = visit("benno", "sales-roe")
    say(page, "/roe 480 employees 130 potential users")
    asked = article(page, "How did the account come in?")
    asked.get_by_role("button", name="New inbound lead").click()
    answer = article(page, "This account belongs to Mid-Market Territory")
    expect(answer).to_contain_text("(edited)")
    expect(page.get_by_text("How did the account come in?")).to_have_count(0)


def test_a_missing_number_is_put_right_at_its_field(visit: Visit) -> None:
    page = visit("benno", "sales-roe")
    say(page, "/roe 130 users inbound")
    page.get_by_role("button", name="Give the number of employees").click()
    field = dialog(page).get_by_label("How many people does the whole company employ")
    field.fill("many")
    field.press("Enter")
    expect(dialog(page)).to_contain_text("For example 480 employees")
    expect(field).to_be_focused()
    field.fill("520")
    field.press("Enter")
    expect(dialog(page)).to_have_count(0)
    expect(article(page, "520 employees is 500 or more")).to_contain_text("(edited)")


def test_what_is_shared_is_seen_by_everybody_and_only_after_a_question(visit: Visit) -> None:
    asker, reader = visit("chiara", "sales-roe"), visit("diego", "sales-roe")
    say(asker, "/roe 70 employees")
    article(asker, "SMB").get_by_role("button", name="Share here").click()
    expect(dialog(asker)).to_contain_text("people of other companies")
    expect(article(reader, "Asked by Chiara Rossi")).to_have_count(0)
    dialog(asker).get_by_role("button", name="Share", exact=True).click()
    shared = article(reader, "Asked by Chiara Rossi")
    expect(shared).to_contain_text("This account belongs to SMB")
    expect(shared.get_by_role("button", name="Dispute")).to_have_count(0)
    expect(article(asker, "✔ Shared with this channel")).to_be_visible()


def test_a_dispute_is_decided_and_the_asker_learns_it(visit: Visit) -> None:
    asker, decider = visit("emi", "sales-roe"), visit("helen", "handrail")
    say(asker, "/roe 490 employees inbound")
    article(asker, "490 employees").get_by_role("button", name="Dispute").click()
    dialog(asker).get_by_label("LinkedIn").check()
    dialog(asker).get_by_label("Employees it shows").fill("620")
    dialog(asker).get_by_role("button", name="Send").click()
    expect(article(asker, "Dispute #1 sent to Helen Park")).to_be_visible()

    card = article(decider, "Emi Tanaka disputes whose account it is")
    card.get_by_role("button", name="Decide").click()
    dialog(decider).get_by_label("Mid-Market First Order").check()
    dialog(decider).get_by_label("Why?").fill("LinkedIn shows 620 people.")
    dialog(decider).get_by_role("button", name="Decide").click()
    expect(article(decider, "Decided by Helen Park")).to_be_visible()
    expect(decider.get_by_role("button", name="Decide")).to_have_count(0)

    told = visit("emi", "handrail")
    verdict = article(told, "Dispute #1: Mid-Market First Order")
    expect(verdict).to_contain_text("Reason: LinkedIn shows 620 people.")


def test_a_withdrawn_dispute_asks_the_decider_for_nothing(visit: Visit) -> None:
    asker, decider = visit("fatima", "sales-roe"), visit("helen", "handrail")
    say(asker, "/roe 491 employees inbound")
    article(asker, "491 employees").get_by_role("button", name="Dispute").click()
    dialog(asker).get_by_label("Note").fill("The parent company counts.")
    dialog(asker).get_by_role("button", name="Send").click()
    expect(article(decider, "Fatima Haddad disputes")).to_be_visible()
    asker.get_by_role("button", name="Withdraw").click()
    dialog(asker).get_by_role("button", name="Withdraw").click()
    expect(article(asker, "withdrawn by Fatima Haddad")).to_contain_text("Because")
    expect(article(decider, "withdrawn by Fatima Haddad")).to_be_visible()
    expect(decider.get_by_role("button", name="Decide")).to_have_count(0)


def test_a_list_is_uploaded_and_comes_back_as_a_table_and_a_csv(visit: Visit) -> None:
    page = visit("graham", "sales-roe")
    say(page, "/roe list")
    file: FilePayload = {"name": "mine.csv", "mimeType": "text/csv", "buffer": LIST}
    dialog(page).locator("input[type=file]").set_input_files(file)
    dialog(page).get_by_role("button", name="Look up").click()
    expect(article(page, "Reading mine.csv…")).to_be_visible()

    mine = visit("graham", "handrail")
    expect(article(mine, "3 accounts looked up")).to_contain_text("line 4: “abc”")
    with mine.expect_download() as download:
        mine.get_by_role("link", name="Download accounts-decided.csv").click()
    rows = download.value.path().read_text("utf-8-sig").splitlines()
    assert rows[0].endswith("a remark,decision,rule,reason,missing fact,edition")
    assert [row.partition(",")[0] for row in rows[1:]] == ["Globex", "Initech", "Umbrella"]
    assert "Mid-Market First Order" in rows[1]


def test_a_wide_preview_scrolls_instead_of_squeezing(visit: Visit) -> None:
    page = visit("imran", "handrail")
    say(page, "/roe list Name, Employees\n" + "\n".join(f"Acme {n}, {n}20" for n in range(1, 4)))
    table = page.get_by_role("main").locator(".file table")
    expect(table.locator("tr")).to_have_count(4)
    heights = table.locator("tr").evaluate_all("rows => rows.map((row) => row.offsetHeight)")
    assert max(heights) < 40


def test_a_question_in_a_thread_and_in_a_direct_message(visit: Visit) -> None:
    page = visit("amara", "sales-roe")
    say(page, "@Handrail 480 employees 130 users?")
    page.get_by_role("button", name="1 reply").last.click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.get_by_role("button", name="New outbound prospect")).to_be_visible()

    mine = visit("amara", "handrail")
    say(mine, "who owns a 480 person company that came inbound?")
    expect(article(mine, "This account belongs to Mid-Market Territory")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_answer_fits_on_a_phone(visit: Visit, scheme: str, tmp_path: Path) -> None:
    page = visit("diego", "sales-roe", viewport={"width": 400, "height": 860}, color_scheme=scheme)
    say(page, "/roe 620 employees")
    answer = article(page, "Mid-Market First Order")
    expect(answer.get_by_role("button", name="Dispute")).to_be_in_viewport()
    expect(answer.get_by_text(re.compile("^This account belongs"))).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.screenshot(path=tmp_path / f"{scheme}.png")


def test_the_picture_in_the_readme_is_small_enough_to_load() -> None:
    content = (Path(__file__).parents[2] / "docs" / "pictures" / "roe.png").read_bytes()
    assert content[16:24] == (1280).to_bytes(4) + (800).to_bytes(4)
    assert len(content) <= 200 * 1024


def test_a_deal_is_asked_for_its_segment_and_lists_what_it_needs(visit: Visit) -> None:
    page = visit("diego", "commercial")
    say(page, "/deal 6k net ARR closing next month")
    article(page, "Is it an SMB").get_by_role("button", name="SMB", exact=True).click()
    answer = article(page, "Lightweight deal review")
    expect(answer).to_contain_text("✔ Lightweight deal review")
    expect(answer).to_contain_text("❓ Custom deck: needs the Amount")


def test_an_answer_of_the_handbook_is_rated_with_a_thumb(visit: Visit) -> None:
    page = visit("emi", "commercial")
    say(page, "/handrail ask may I ask the prospect for head-count?")
    article(page, "Never ask").get_by_role("button", name="Wrong answer").click()
    expect(article(page, "noted as wrong")).to_be_visible()


def test_the_agent_pane_answers_a_question_to_begin_with(visit: Visit) -> None:
    page = visit("fatima", "general")
    page.get_by_role("button", name="Agent: Handrail").click()
    pane = page.get_by_role("complementary", name="Agent")
    pane.get_by_role("button", name="When is Red/Green?").click()
    expect(pane.get_by_role("article").filter(has_text="Mid-month session")).to_be_visible()
    expect(pane.get_by_role("heading", level=2)).to_have_text("/redgreen dates")


@pytest.mark.parametrize("name", ["deal", "calendar", "handbook", "follow-up"])
def test_the_pictures_of_answers_are_small_enough_to_load(name: str) -> None:
    content = (Path(__file__).parents[2] / "docs" / "pictures" / f"{name}.png").read_bytes()
    assert len(content) < 150 * 1024
