"""Takes the pictures of the pages, or those named: `.venv/bin/python docs/pictures/make.py`."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from audited import AUDITED
from contests import CONTESTS
from enrolled import ENROLLED
from given import GIVEN
from guide import guided
from handed import HANDED
from helped import HELPED
from hired import HIRED
from led import LED
from mornings import MORNINGS
from playwright.sync_api import Browser, Locator, Page, ViewportSize, sync_playwright
from ranked import RANKED
from reviews import REVIEWS
from sold import SOLD
from travels import TRAVELS

HERE = Path(__file__).parent
COMMAND = (sys.executable, "-m", "bot", "demo", "--folder")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
CHROMIUM = os.environ.get("HANDRAIL_CHROMIUM", "/usr/bin/chromium")
WIDE: ViewportSize = {"width": 1280, "height": 800}
SIZE: ViewportSize = {"width": 1120, "height": 680}
TALL: ViewportSize = {"width": 1120, "height": 1400}
NARROW: ViewportSize = {"width": 400, "height": 800}
AMARA, BENNO, SALES, GENERAL = "U0AMARA01", "U0BENNO01", "C0SALESROE", "C0GENERAL1"
GRAHAM, IMRAN = "U0GRAHAM1", "U0IMRAN01"
RANDOM = "C0RANDOM01"
GUIDE = "U0HANDRAIL"
HANDBOOK = "/handrail ask may I ask the prospect for head-count?"
LARGEST = 150 * 1024
LARGER = {
    **dict.fromkeys(("roe", "home-ae", "home-manager", "precedents", "cosell", "give-back"), 2),
    **dict.fromkeys(("ranking", "ranking-digest", "support-card", "mql-board", "mql-card"), 2),
    **dict.fromkeys(("required-seven", "required-seven-board", "recording"), 2),
    **dict.fromkeys(("handoff-giver", "handoff-receiver", "onboarding"), 3),
}
"""Those that show much, and how many times as many bytes they may have."""

Scene = Callable[[Page, str], None]


@contextmanager
def demo() -> Iterator[str]:
    """The address of a demo that nobody has written in yet."""
    with TemporaryDirectory() as folder:
        process = subprocess.Popen((*COMMAND, folder), stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        found = next(filter(None, map(ADDRESS.search, process.stdout)))
        try:
            yield found.group()
        finally:
            process.terminate()
            process.communicate(timeout=15)


def composer(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("combobox", name="Message ")


def say(page: Page, text: str) -> None:
    composer(page).fill(text)
    composer(page).press("Escape")
    composer(page).press("Enter")


def visit(page: Page, address: str, who: str, where: str, tab: str = "") -> None:
    page.goto(f"{address}/#{who}/{where}{tab and '/'}{tab}")
    page.get_by_role("main").get_by_role("heading", level=1).wait_for()


def article(page: Page, text: str) -> Locator:
    return page.get_by_role("main").get_by_role("article").filter(has_text=text).last


def ask(page: Page, address: str) -> None:
    page.goto(address)
    say(page, "/roe 620 employees")
    page.get_by_role("button", name="Dispute").last.wait_for()


def asked(who: str, where: str, question: str, button: str) -> Scene:
    """A question, and the button that is there once it is answered."""

    def scene(page: Page, address: str) -> None:
        visit(page, address, who, where)
        say(page, question)
        page.get_by_role("button", name=button).last.wait_for()

    return scene


def conversation(page: Page, address: str) -> None:
    visit(page, address, BENNO, GENERAL)
    say(page, "Numbers by noon please, then the forecast call. @Amara Okafor takes notes.")
    visit(page, address, AMARA, GENERAL)
    said = article(page, "Numbers by noon")
    said.hover()
    for name in ("thumbsup", "eyes"):
        said.get_by_role("button", name=f"React with {name}").click()
        said.get_by_role("button", name=f"{name}, 1").wait_for()
    said.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Pin to this conversation").click()
    page.get_by_role("button", name="1 pinned").wait_for()
    said.hover()


def thread(page: Page, address: str) -> None:
    visit(page, address, AMARA, GENERAL)
    say(page, "@Handrail 480 employees 130 users?")
    page.get_by_role("button", name="1 reply").last.click()
    pane = page.get_by_role("complementary", name="Thread")
    pane.get_by_role("button", name="New inbound lead").click()
    pane.get_by_text("This account belongs to").wait_for()


def form(page: Page, address: str) -> None:
    visit(page, address, BENNO, SALES)
    say(page, "/roe 130 users inbound")
    page.get_by_role("button", name="Give the number of employees").last.click()
    field = page.get_by_role("dialog").get_by_label("How many people")
    field.fill("many")
    field.press("Enter")
    page.get_by_text("For example 480 employees").wait_for()


def inspector(page: Page, address: str) -> None:
    ask(page, address)
    page.get_by_role("button", name="Inspector", exact=True).click()
    pane = page.get_by_role("region", name="Inspector")
    entry = pane.get_by_role("listitem").filter(has_text="/roe").first
    entry.locator("summary").first.click()
    entry.get_by_role("region", name="Response").wait_for()


def side_by_side(page: Page, address: str) -> None:
    page.goto(f"{address}/?split={AMARA}/{GENERAL},{BENNO}/{GENERAL}")
    left, right = (page.frame_locator("iframe").nth(at) for at in range(2))
    left.get_by_role("combobox", name="Message #general").fill("/roe 620 employees")
    left.get_by_role("combobox", name="Message #general").press("Enter")
    left.get_by_role("button", name="Share here").last.wait_for()
    right.get_by_role("combobox", name="Message #general").fill("Whose is Globex?")
    right.get_by_role("combobox", name="Message #general").press("Enter")
    left.get_by_text("Whose is Globex?").wait_for()


def home(page: Page, address: str) -> None:
    visit(page, address, AMARA, GUIDE, "home")
    page.get_by_role("button", name="Call my deals").wait_for()


def move(page: Page, moment: str) -> None:
    page.get_by_role("button", name="Move the clock").click()
    page.get_by_role("dialog", name="Move the clock").get_by_role("button", name=moment).click()
    page.get_by_role("alert").filter(has_text="It is now").wait_for()
    page.get_by_role("button", name="Dismiss").first.click()


def morning(page: Page, address: str) -> None:
    """An hour into the next workday, where the demo's youngest account executive is."""
    visit(page, address, AMARA, GUIDE, "home")
    move(page, "Next workday, 08:59")
    move(page, "In an hour")


def own_home(who: str, first: Scene | None = None) -> Scene:
    """Handrail's own Home of somebody."""

    def scene(page: Page, address: str) -> None:
        if first:
            first(page, address)
        visit(page, address, who, GUIDE, "home")
        page.get_by_role("button", name="How I remind you").wait_for()

    return scene


def board(page: Page, address: str) -> None:
    asked(AMARA, SALES, "/handrail closedate board", "Download as CSV")(page, address)
    page.get_by_text("close dates break a convention").last.evaluate("e => e.scrollIntoView()")


def forecast(page: Page, address: str) -> None:
    visit(page, address, BENNO, SALES)
    say(page, "/handrail forecast")
    page.get_by_role("dialog").get_by_text("Last week").first.wait_for()


def agent(page: Page, address: str) -> None:
    visit(page, address, AMARA, GENERAL)
    page.get_by_role("button", name="Agent: Guide").click()
    page.get_by_role("button", name="Who owns Globex?").wait_for()


def chat(page: Page, address: str) -> None:
    agent(page, address)
    page.get_by_role("button", name="Who owns Globex?").click()
    page.get_by_text("Globex is Mid-Market").wait_for()


def shortcuts(page: Page, address: str) -> None:
    visit(page, address, AMARA, GENERAL)
    page.get_by_role("button", name="Shortcuts").click()
    page.get_by_role("option", name="Log a trip").wait_for()


def clock(page: Page, address: str) -> None:
    visit(page, address, AMARA, GENERAL)
    page.get_by_role("button", name="Move the clock").click()
    page.get_by_role("button", name="Tomorrow").wait_for()


REPORT = """Opportunity ID,Opportunity Name,Account Name,Opportunity Owner,Stage,iACV,Close Date
0065e00000AbCdEAA1,Umbra – Ultimate,Umbra,Amara Okafor,3-Technical Evaluation,"$12,500.50",4/30/2026
0065e00000AbCdEAA2,Tyrell – Premium,Tyrell,Amara Okafor,4-Proposal,24000,5/29/2026
0065e00000AbCdEAA3,Initech – Premium,Initech,Amara Okafor,4-Proposal,lots,5/29/2026
0065e00000AbCdEAA4,Cyberdyne – Ultimate,Cyberdyne,Amara Okafor,2-Scoping,=1+1,5/29/2026
"""


def imported(page: Page, address: str) -> None:
    visit(page, address, AMARA, GUIDE)
    file = {"name": "report.csv", "mimeType": "text/csv", "buffer": REPORT.encode()}
    page.locator("input[type=file]").first.set_input_files(file)
    composer(page).press("Enter")
    page.get_by_role("button", name="Change columns").last.wait_for()
    page.get_by_text("import-1-lines.csv").last.wait_for()


def lookback(page: Page, address: str) -> None:
    visit(page, address, GRAHAM, GUIDE)
    say(page, "/redgreen lookback")
    page.get_by_role("button", name="Give the reason").first.wait_for()


def lookback_chart(page: Page, address: str) -> None:
    lookback(page, address)
    page.get_by_role("button", name="Chart", exact=True).last.click()
    chart = page.get_by_text("Committed and closed by period").last
    chart.wait_for()
    page.mouse.move(600, 500)
    page.mouse.wheel(0, 5000)
    page.wait_for_timeout(300)  # until the page has come to rest


DEMO: dict[str, tuple[Scene, dict[str, Any]]] = {
    "roe": (ask, {"viewport": WIDE}),
    "deal": (asked(BENNO, SALES, "/deal MM 24k net ARR closing this month", "Why?"), {}),
    "calendar": (asked(BENNO, GENERAL, "/redgreen dates feb 2026", "Why?"), {}),
    "handbook": (asked(AMARA, GENERAL, HANDBOOK, "Wrong"), {}),
    "follow-up": (asked(AMARA, RANDOM, "/deal 6k net ARR closing next month", "Enterprise"), {}),
    "closedate-board": (board, {"viewport": {"width": 1000, "height": 620}}),
    "forecast": (forecast, {"viewport": {"width": 900, "height": 860}}),
    "lookback-misses": (lookback, {"viewport": {"width": 900, "height": 680}}),
    "lookback": (lookback_chart, {"viewport": {"width": 980, "height": 940}}),
    "import-preview": (imported, {"viewport": {"width": 1200, "height": 900}}),
    "playground-conversation": (conversation, {}),
    "playground-thread": (thread, {}),
    "playground-form": (form, {}),
    "playground-inspector": (inspector, {}),
    "playground-side-by-side": (side_by_side, {}),
    "playground-narrow": (ask, {"viewport": NARROW}),
    "home-ae": (own_home(AMARA, morning), {"viewport": TALL}),
    "home-manager": (own_home(GRAHAM), {"viewport": TALL}),
    "home-admin": (own_home(IMRAN), {}),
}
"""The last ones move the clock."""
GUIDED: dict[str, tuple[Scene, dict[str, Any]]] = {
    "playground-home": (home, {}),
    "playground-agent": (agent, {}),
    "playground-chat": (chat, {}),
    "playground-dark": (chat, {"color_scheme": "dark"}),
    "playground-shortcuts": (shortcuts, {}),
    "playground-clock": (clock, {}),
}


def asked_for(scenes: dict[str, tuple[Scene, dict[str, Any]]]) -> bool:
    return not sys.argv[1:] or not scenes.keys().isdisjoint(sys.argv[1:])


def take(browser: Browser, address: str, scenes: dict[str, tuple[Scene, dict[str, Any]]]) -> None:
    wanted = sys.argv[1:] or list(scenes)
    for name, (scene, options) in scenes.items():
        if name not in wanted:
            continue
        page = browser.new_page(**{"viewport": SIZE, **options})
        scene(page, address)
        picture = page.screenshot(path=HERE / f"{name}.png")
        most = LARGEST * LARGER.get(name, 1)
        assert len(picture) < most, f"{name}.png has {len(picture)} bytes"
        page.close()


SCENES = (
    *(DEMO, MORNINGS, TRAVELS, REVIEWS, HANDED, CONTESTS, SOLD, ENROLLED, GIVEN, HIRED),
    *(RANKED, HELPED, LED, AUDITED),
)
"""Each in a demo of its own, in which nobody has written yet."""


def main() -> None:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        for scenes in SCENES:
            if asked_for(scenes):
                with demo() as address:
                    take(browser, address, scenes)
        if asked_for(GUIDED):
            with guided() as address:
                take(browser, address, GUIDED)
        browser.close()


if __name__ == "__main__":
    main()
