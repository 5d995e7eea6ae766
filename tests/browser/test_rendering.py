"""What a person sees of every block, element and text that an app can send."""

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from slack_sdk import WebClient

from playground.server import Playground

pytestmark = pytest.mark.browser

Json = dict[str, Any]
Visit = Callable[..., Page]
Post = Callable[..., str]

GALLERY: Json = json.loads(Path(__file__).with_name("gallery.json").read_text())
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
PATIENCE_MS = 20000
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle r="20"/></svg>'


@pytest.fixture(scope="module")
def client(playground: Playground) -> WebClient:
    return WebClient(token=playground.bot_token, base_url=playground.api_url)


@pytest.fixture(scope="module")
def post(playground: Playground, client: WebClient) -> Post:
    """Posts blocks of the gallery, or a whole message, and says its ts."""

    def send(name: str = "", **message: Any) -> str:
        content = {"text": name, "blocks": GALLERY[name]} if name else message
        sent = client.chat_postMessage(channel=playground.channels["commercial"], **content)
        return str(sent["ts"])

    return send


@pytest.fixture(scope="module")
def board(browser: Browser, playground: Playground) -> Iterator[Page]:
    """One page of Amara's on which messages are looked at."""
    yield from looking_at(browser, playground, "amara", "commercial")


@pytest.fixture(scope="module")
def form(browser: Browser, playground: Playground) -> Iterator[Locator]:
    """One open form of Chiara's, of which each test tries a field of its own."""
    for page in looking_at(browser, playground, "chiara", "handrail"):
        yield open_form(page)


def looking_at(browser: Browser, playground: Playground, who: str, where: str) -> Iterator[Page]:
    faults: list[str] = []
    page = browser.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.on("pageerror", lambda error: faults.append(str(error)))
    place = {**playground.people, **playground.channels}[where]
    page.goto(f"{playground.url}/#{playground.people[who]}/{place}")
    page.get_by_role("main").get_by_role("heading", level=1).wait_for()
    yield page
    page.close()
    assert faults == []


def message(page: Page, ts: str) -> Locator:
    return page.locator(f'.log [data-ts="{ts}"], .scroller [data-ts="{ts}"]').first


def open_form(page: Page) -> Locator:
    composer = page.get_by_role("main").get_by_role("combobox", name="Message ")
    composer.fill("/form")
    composer.press("Enter")
    form = page.get_by_role("dialog", name="Every input")
    expect(form).to_be_visible()
    return form


def filled(page: Page, form: Locator) -> Json:
    """Sends the form and reads off the page what the app was told."""
    told = page.get_by_role("main").get_by_role("article").locator("pre")
    before = told.count()
    form.get_by_role("button", name="Send").click()
    expect(form).to_have_count(0)
    expect(told).to_have_count(before + 1)
    heard: Json = json.loads(told.last.inner_text())
    return heard


def test_a_bar_chart_tells_its_numbers_to_whoever_cannot_see_it(board: Page, post: Post) -> None:
    chart = message(board, post("charts")).get_by_role("figure", name="Red and green calls")
    expect(chart.get_by_role("img", name="Bar chart: Red and green calls")).to_be_visible()
    expect(chart.locator("rect")).to_have_count(8)
    expect(chart.locator("rect title").first).to_have_text("Red, Week 1: 4")
    expect(chart.get_by_role("list", name="Legend")).to_have_text("RedGreen")
    chart.get_by_text("Show the numbers").click()
    expect(chart.get_by_role("row").nth(2)).to_have_text("Week 276")


def test_a_pie_gives_each_part_its_share(board: Page, post: Post) -> None:
    chart = message(board, post("charts")).get_by_role("figure", name="Where deals stand")
    expect(chart.locator("path.slice")).to_have_count(4)
    expect(chart.get_by_role("listitem").first).to_have_text("Commercial 45%")


def test_a_value_below_nothing_stands_under_the_axis(board: Page, post: Post) -> None:
    chart = message(board, post("lines")).get_by_role("figure", name="Answers a week")
    dot = chart.locator("circle", has=board.locator("title", has_text="Answered, Week 3: -4,000"))
    axis = chart.locator(".axis")
    assert float(dot.get_attribute("cy") or 0) > float(axis.get_attribute("y1") or 0)


def test_an_area_chart_fills_what_lies_under_its_lines(board: Page, post: Post) -> None:
    chart = message(board, post("lines")).get_by_role("figure", name="Reminders")
    expect(chart.locator(".fill")).to_have_count(2)
    expect(chart.locator(".stroke")).to_have_count(2)


def test_a_data_table_is_turned_over_sorted_and_filtered(board: Page, post: Post) -> None:
    table = message(board, post("data_table")).locator(".data-table")
    names = table.get_by_role("rowheader")
    expect(names).to_have_text(["Globex", "Initech", "Hooli"])
    table.get_by_role("button", name="Next").click()
    expect(table.get_by_role("status")).to_have_text("4–6 of 7")
    table.get_by_role("button", name="ARR").click()
    expect(names).to_have_text(["Acme", "Umbrella", "Initech"])
    table.get_by_role("button", name="ARR").click()
    expect(table.get_by_role("columnheader", name="ARR")).to_have_attribute(
        "aria-sort", "descending"
    )
    table.get_by_role("searchbox", name="Filter Open deals").fill("emi")
    expect(names).to_have_text(["Hooli", "Stark"])
    table.get_by_role("searchbox").fill("nobody")
    expect(table.get_by_role("status")).to_have_text("No row matches")


def test_a_table_aligns_its_columns_as_it_was_told(board: Page, post: Post) -> None:
    table = message(board, post("table")).get_by_role("table")
    row = table.get_by_role("row").nth(1).get_by_role("cell")
    expect(row.nth(0)).to_have_css("white-space", "normal")
    expect(row.nth(1)).to_have_css("text-align", "end")
    expect(row.nth(2)).to_have_css("text-align", "center")


def test_cards_show_their_parts_and_their_buttons_work(board: Page, post: Post) -> None:
    cards = message(board, post("cards"))
    expect(cards.get_by_role("region", name="4 cards, scroll sideways")).to_be_visible()
    expect(cards.get_by_role("img", name="Place 2")).to_contain_text("example.com/place-2.png")
    cards.get_by_role("button", name="Book").nth(1).click()
    expect(board.get_by_text("every_book_2 is place 2")).to_be_visible()


def test_a_container_that_folds_opens_when_pressed(board: Page, post: Post) -> None:
    blocks = message(board, post("cards"))
    expect(blocks.get_by_text("Nothing to fold.")).to_be_visible()
    expect(blocks.get_by_text("Rule 4.2 says so.")).to_be_hidden()
    blocks.get_by_text("Why this answer").click()
    expect(blocks.get_by_text("Rule 4.2 says so.")).to_be_visible()


def test_a_plan_says_how_far_each_step_is(board: Page, post: Post) -> None:
    plan = message(board, post("plan"))
    expect(plan.get_by_text("1 of 3 done")).to_be_visible()
    for state in ("Done", "In progress", "To do", "Failed"):
        expect(plan.get_by_role("img", name=state, exact=True)).to_be_visible()
    expect(plan.get_by_text("The address is unknown.")).to_be_visible()


def test_a_thumb_stays_pressed(board: Page, post: Post) -> None:
    thumb = message(board, post("plan")).get_by_role("button", name="Good answer")
    thumb.click()
    expect(thumb).to_have_attribute("aria-pressed", "true")


def test_rich_text_nests_its_lists_and_keeps_its_styles(board: Page, post: Post) -> None:
    rich = message(board, post("rich"))
    expect(rich.locator("ol").first).to_have_attribute("start", "3")
    expect(rich.locator("ol").nth(1)).to_have_css("list-style-type", "lower-alpha")
    expect(rich.locator("ul.bordered")).to_have_css("margin-inline-start", "48px")
    expect(rich.locator("s em strong")).to_have_text(" all")
    expect(rich).to_contain_text("👋🏽 🎉 @here")
    expect(rich.get_by_role("link", name="a link")).to_have_css("font-weight", "700")


@pytest.mark.parametrize(("who", "said"), [("amara", "7:00 AM"), ("emi", "9:00 PM")])
def test_a_date_is_told_in_the_zone_of_whoever_reads_it(
    visit: Visit, post: Post, who: str, said: str
) -> None:
    page = visit(who)
    rich = message(page, post("rich"))
    expect(rich).to_contain_text(f"2025-03-01 {said}, Saturday, March 1st, 2025")


def test_markdown_is_drawn_as_markdown(board: Page, post: Post) -> None:
    text = message(board, post("markdown"))
    expect(text.get_by_role("heading", name="Heading")).to_be_visible()
    expect(text).to_contain_text("AT&T 🎉")
    expect(text).to_contain_text("and *not starred*.")
    expect(text.locator("li li ol")).to_have_text("deep")
    expect(text.get_by_role("img", name="done")).to_be_visible()
    expect(text.locator("ol[start='3'] li")).to_have_count(2)
    expect(text.get_by_role("cell", name="Globex | Co")).to_be_visible()
    expect(text.locator("blockquote blockquote")).to_have_text("twice")
    expect(text.locator("pre")).to_have_text("if a < b: pass")


def test_nothing_is_ever_loaded_from_elsewhere(
    visit: Visit, post: Post, playground: Playground
) -> None:
    page = visit("amara")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    expect(message(page, post("cards")).get_by_text("Place 4", exact=True)).to_be_visible()
    expect(message(page, post("plan")).get_by_text("How to ask")).to_be_visible()
    assert [url for url in asked if not url.startswith(playground.url)] == []


def test_pictures_of_this_machine_are_drawn(
    visit: Visit, post: Post, client: WebClient, playground: Playground
) -> None:
    page = visit("amara")
    place = playground.channels["commercial"]
    for name, content in (("dot.png", DOT), ("circle.svg", SVG)):
        sent = client.files_upload_v2(channel=place, filename=name, content=content)
        picture = page.get_by_role("img", name=name)
        expect(picture).to_be_visible()
        assert picture.evaluate("async (node) => (await node.decode(), node.naturalWidth)") > 0
    block = {"type": "image", "alt_text": "A circle", "slack_file": {"id": sent["file"]["id"]}}
    shown = message(page, post(text="A picture", blocks=[block])).get_by_role("img")
    assert shown.evaluate("async (node) => (await node.decode(), node.naturalWidth)") == 40


def test_a_file_shows_its_beginning_and_can_be_saved(
    visit: Visit, client: WebClient, playground: Playground
) -> None:
    page = visit("amara")
    lines = "account,arr\n" + '"Globex, Inc.",12500\n' * 200
    place = playground.channels["commercial"]
    client.files_upload_v2(channel=place, filename="accounts.csv", content=lines)
    card = page.locator(".file", has_text="accounts.csv")
    expect(card.get_by_role("cell", name="Globex, Inc.").first).to_be_visible()
    expect(card).to_contain_text("The first rows only; the download has all of it.")
    with page.expect_download() as download:
        card.get_by_role("link", name="Download accounts.csv").click()
    assert download.value.path().read_text() == lines


def asked(trigger: str) -> list[Json]:
    """An input of a message that presses while one types, or on Enter."""
    element = {
        "type": "plain_text_input",
        "action_id": "every_word",
        "dispatch_action_config": {"trigger_actions_on": [trigger]},
    }
    label = {"type": "plain_text", "text": f"Told {trigger}"}
    return [{"type": "input", "label": label, "element": element, "dispatch_action": True}]


@pytest.mark.parametrize(
    ("trigger", "key"), [("on_enter_pressed", "Enter"), ("on_character_entered", "End")]
)
def test_what_is_typed_is_told_when_the_app_wants_it(
    board: Page, post: Post, trigger: str, key: str
) -> None:
    shown = message(board, post(text="Type", blocks=asked(trigger)))
    field = shown.get_by_role("textbox", name=f"Told {trigger}")
    field.fill(f"glo {trigger}")
    field.press(key)
    expect(board.get_by_text(f"every_word is glo {trigger}")).to_be_visible()


def test_an_attachment_has_its_bar_fields_and_footer(board: Page, post: Post) -> None:
    part = {
        "color": "danger", "pretext": "Look at *this*", "title": "Globex & Co",
        "title_link": "https://example.com/globex", "text": "_Late_ by a week",
        "fields": [{"title": "ARR", "value": "*12*", "short": True}],
        "footer": "CRM", "ts": 1740830400,
    }  # fmt: skip
    shown = message(board, post(text="An attachment", attachments=[part]))
    bar = shown.locator(".attachment")
    expect(bar).to_have_css("border-inline-start-color", "rgb(224, 30, 90)")
    expect(bar.get_by_role("link", name="Globex & Co")).to_be_visible()
    expect(bar.locator(".fields")).to_have_text("ARR12")
    expect(bar).to_contain_text("CRM · Saturday, March 1 at 7:00 AM")


DRAW = """async ([module, name, text]) => {
    const drawing = await import(`/page/${module}.js`);
    const frame = document.createElement("div");
    frame.append(...drawing[name](text));
    for (const node of frame.querySelectorAll("*")) {
        for (const look of ["target", "rel", "class", "title"]) node.removeAttribute(look);
    }
    return frame.innerHTML;
}"""


def drawn(board: Page, text: str, name: str = "mrkdwn") -> str:
    """The tags a text becomes, without what only serves their looks."""
    return str(board.evaluate(DRAW, [name, name, text]))


MRKDWN = {
    "*bold _and italic_* _~both~_": (
        "<strong>bold <em>and italic</em></strong> <em><s>both</s></em>"
    ),
    "a_snake_case *not bold * 2*3*4": "a_snake_case *not bold * 2*3*4",
    "*<https://example.com|a*b>*": '<strong><a href="https://example.com">a*b</a></strong>',
    "*it`s*": "<strong>it`s</strong>",
    "`*code* &lt;b&gt; :tada:`": "<code>*code* &lt;b&gt; :tada:</code>",
    "&amp;lt; is &lt;, AT&amp;T": "&amp;lt; is &lt;, AT&amp;T",
    "&gt; quoted\n&gt; twice\nnot": "<blockquote>quoted<br>twice</blockquote>not",
    "&gt;&gt;&gt;all\nof it": "<blockquote>all<br>of it</blockquote>",
    "before\n```\na <b@c>\n```\nafter": "before<pre><code>a b@c</code></pre>after",
    "<https://example.com/?a=1&amp;b=2|x|y>": '<a href="https://example.com/?a=1&amp;b=2">x|y</a>',
    "<javascript:alert(1)|press>": "<span>press</span>",
    "<mailto:a@example.com>": '<a href="mailto:a@example.com">a@example.com</a>',
    "<!subteam^S1|@sales> <!subteam^S1>": "<span>@sales</span> <span>@group</span>",
    "<!here> <!channel|all>": "<span>@here</span> <span>@channel</span>",
    "<!date^1740830400^{date_short}^https://example.com|March>": (
        '<a href="https://example.com"><time>Mar 1, 2025</time></a>'
    ),
    "<!date^soon^{date}|one day>": "<time>one day</time>",
    "<@U0NOBODY1|nobody> <#C0NOWHERE|nowhere>": "<span>@nobody</span> <span>#nowhere</span>",
    ":wave::skin-tone-3: :no_such_one: :+1:": "👋🏼 :no_such_one: 👍",
    "- not\n- a list": "- not<br>- a list",
    "<img src=x onerror=alert(1)>": "<span>img src=x onerror=alert(1)</span>",
}


@pytest.mark.parametrize("text", MRKDWN)
def test_slacks_own_markup_is_read_as_slack_reads_it(board: Page, text: str) -> None:
    assert drawn(board, text) == MRKDWN[text]


MARKDOWN = {
    "a **b _c_** __d__ ***e***": (
        "<p>a <strong>b <em>c</em></strong> <strong>d</strong> <strong><em>e</em></strong></p>"
    ),
    "snake_case_word 2*3*4": "<p>snake_case_word 2*3*4</p>",
    "1. one\n   more\n2. two": '<ol start="1"><li>one more</li><li>two</li></ol>',
    "[x](javascript:alert) <https://example.com>": (
        '<p><span>x</span> <a href="https://example.com">https://example.com</a></p>'
    ),
    "~~~\n```\n~~~": '<pre><code data-language="">```</code></pre>',
    "<b>not bold</b>": "<p>&lt;b&gt;not bold&lt;/b&gt;</p>",
}


@pytest.mark.parametrize("text", MARKDOWN)
def test_markdown_is_read_as_markdown(board: Page, text: str) -> None:
    assert drawn(board, text, "markdown") == MARKDOWN[text]


@pytest.mark.parametrize("unit", ["*<a>", "_`", "~<", "**a", "[", "<!date^", ":a", "> ", "`` "])
def test_no_text_makes_the_page_stand_still(board: Page, unit: str) -> None:
    for module in ("mrkdwn", "markdown"):
        took = board.evaluate(
            """async ([module, text]) => {
                const drawing = await import(`/page/${module}.js`);
                const before = performance.now();
                drawing[module](text);
                return performance.now() - before;
            }""",
            [module, unit * (3000 // len(unit))],
        )
        assert took < 1000


TOKENS = {
    "{date_num} {date_slash}": "2025-02-22 02/22/2025",
    "{date} or {date_pretty}": "February 22nd, 2025 or February 22nd, 2025",
    "{date_long}": "Saturday, February 22nd, 2025",
    "{date_long_full}": "February 22, 2025",
    "{day_divider_pretty}": "Saturday, February 22nd, 2025",
    "{time} {time_secs}": "7:00 AM 7:00:00 AM",
    "{nonsense}": "{nonsense}",
}


@pytest.mark.parametrize("pattern", TOKENS)
def test_dates_are_worded_as_slacks_reference_has_them(board: Page, pattern: str) -> None:
    text = f"<!date^1740225600^{pattern}|soon>"
    assert drawn(board, text) == f"<time>{TOKENS[pattern]}</time>"


@pytest.mark.parametrize(
    ("seconds", "said"), [(-200, "3 minutes ago"), (7300, "in 2 hours"), (-3e6, "last month")]
)
def test_how_long_ago_is_told_by_the_playgrounds_clock(
    board: Page, seconds: float, said: str
) -> None:
    script = """async (seconds) => {
        const { dateText } = await import("/page/times.js");
        const { now } = await import("/page/session.js");
        return dateText(now() / 1000 + seconds, "{ago}");
    }"""
    assert board.evaluate(script, seconds) == said


def test_a_block_the_page_cannot_draw_is_shown_as_it_came(board: Page) -> None:
    script = """async () => {
        const { blockNodes } = await import("/page/blocks.js");
        return blockNodes([{ type: "hologram", depth: 3 }], {})[0].textContent;
    }"""
    text = board.evaluate(script)
    assert "[hologram] This page does not draw this kind of block." in text
    assert '"depth": 3' in text


def test_a_form_tells_the_app_every_value_as_it_stands(visit: Visit) -> None:
    page = visit("amara", "handrail")
    form = open_form(page)
    heard = filled(page, form)
    began = GALLERY["inputs"][1]["element"]["initial_value"]
    assert heard["note"] == {"type": "rich_text_input", "rich_text_value": began}
    assert heard["seats"]["value"] == "4"
    assert heard["at"]["selected_time"] == "09:30"
    assert [option["value"] for option in heard["regions"]["selected_options"]] == [
        "spain",
        "japan",
    ]
    assert heard["mail"]["value"] is None


def test_rich_text_is_written_by_keyboard_and_told_as_slack_tells_it(visit: Visit) -> None:
    page = visit("amara", "handrail")
    form = open_form(page)
    text = form.get_by_role("textbox", name="Notes")
    text.click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("Plain ")
    page.keyboard.press("ControlOrMeta+B")
    page.keyboard.type("bold")
    page.keyboard.press("ControlOrMeta+B")
    page.keyboard.type(" :tada: @Helen Park")
    page.keyboard.press("Enter")
    page.keyboard.type("second")
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+Shift+Digit8")
    page.keyboard.type("one")
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+BracketRight")
    page.keyboard.type("inner")
    value = filled(page, form)["note"]["rich_text_value"]
    assert value == {"type": "rich_text", "elements": [LINE, BULLETS, INNER]}


def words(text: str) -> Json:
    return {"type": "text", "text": text}


def section(*runs: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(runs)}


LINE = section(
    words("Plain "),
    {**words("bold"), "style": {"bold": True}},
    words(" "),
    {"type": "emoji", "name": "tada"},
    words(" "),
    {"type": "user", "user_id": "U0HELEN01"},
    words("\nsecond"),
)
BULLETS = {
    "type": "rich_text_list",
    "style": "bullet",
    "indent": 0,
    "elements": [section(words("one"))],
}
INNER = {**BULLETS, "indent": 1, "elements": [section(words("inner"))]}


def test_code_links_and_quotes_are_made_with_the_toolbar(visit: Visit) -> None:
    page = visit("amara", "handrail")
    form = open_form(page)
    text = form.get_by_role("textbox", name="Notes")
    tools = form.get_by_role("toolbar", name="Formatting")
    text.click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("rules")
    page.keyboard.press("ControlOrMeta+A")
    tools.get_by_role("button", name="Link").click()
    page.get_by_role("textbox", name="Link to").fill("example.com/rules")
    page.keyboard.press("Enter")
    expect(text).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(" ")
    tools.get_by_role("button", name="Code", exact=True).click()
    page.keyboard.type("4.2")
    tools.get_by_role("button", name="Quote").click()
    expect(tools.get_by_role("button", name="Quote")).to_have_attribute("aria-pressed", "true")
    link = {"type": "link", "url": "https://example.com/rules", "text": "rules"}
    code = {**words("4.2"), "style": {"code": True}}
    quote = {"type": "rich_text_quote", "elements": [link, words(" "), code]}
    assert filled(page, form)["note"]["rich_text_value"]["elements"] == [quote]


PASTE = """(node) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", "<b onclick=alert(1)>fat</b>");
    clipboardData.setData("text/plain", "fat <b>");
    const options = { clipboardData, bubbles: true, cancelable: true };
    node.dispatchEvent(new ClipboardEvent("paste", options));
}"""


def test_what_is_pasted_into_rich_text_comes_as_plain_words(visit: Visit) -> None:
    page = visit("amara", "handrail")
    form = open_form(page)
    text = form.get_by_role("textbox", name="Notes")
    text.click()
    page.keyboard.press("ControlOrMeta+A")
    text.evaluate(PASTE)
    assert filled(page, form)["note"]["rich_text_value"]["elements"] == [section(words("fat <b>"))]


def test_emptied_rich_text_that_is_required_is_asked_for_at_the_field(visit: Visit) -> None:
    page = visit("amara", "handrail")
    form = open_form(page)
    text = form.get_by_role("textbox", name="Notes")
    text.click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.press("Delete")
    form.get_by_role("button", name="Send").click()
    expect(text).to_have_accessible_description("Please complete this required field.")
    expect(text).to_be_focused()


def test_arrow_keys_move_a_number_within_its_bounds(form: Locator) -> None:
    seats = form.get_by_role("spinbutton", name="Seats")
    for _ in range(3):
        seats.press("ArrowUp")
    expect(seats).to_have_value("5")
    expect(seats).to_have_accessible_description("Between 1 and 5")


def test_a_time_of_another_zone_says_which(form: Locator) -> None:
    expect(form.locator("[data-block='at']")).to_contain_text("Europe/Berlin")


def test_choices_are_named_by_their_text_and_described_by_the_rest(form: Locator) -> None:
    small = form.get_by_role("radio", name="Small", exact=True)
    expect(small).to_have_accessible_description("Up to 50 people")


def test_several_choices_are_chips_under_their_groups(form: Locator) -> None:
    regions = form.get_by_label("Regions")
    expect(regions.locator(".chip")).to_have_text(["Spain", "Japan"])
    regions.click()
    group = form.page.get_by_role("group", name="Europe")
    group.get_by_role("option", name="Italy").click()
    form.page.keyboard.press("Escape")
    expect(regions.locator(".chip")).to_have_text(["Spain", "Japan", "Italy"])


def test_a_filtered_select_offers_only_what_the_app_wants(form: Locator) -> None:
    form.get_by_label("Where").click()
    options = form.page.get_by_role("option")
    expect(options.filter(has_text="commercial")).to_have_count(1)
    expect(options.filter(has_text="Scripted")).to_have_count(0)


def test_a_person_is_found_by_any_of_their_names(form: Locator) -> None:
    who = form.get_by_label("Who")
    who.click()
    form.page.keyboard.type("park hel")
    form.page.keyboard.press("Enter")
    expect(who).to_contain_text("Helen Park")


def test_a_chosen_file_can_be_taken_out_again(visit: Visit) -> None:
    page = visit("amara", "handrail")
    form = open_form(page)
    ticket = form.get_by_label("Ticket")
    for name in ("a.txt", "b.txt"):
        ticket.set_input_files({"name": name, "mimeType": "text/plain", "buffer": b"four"})
    expect(form.get_by_role("listitem")).to_have_text(["a.txt4 bytes", "b.txt4 bytes"])
    form.get_by_role("button", name="Remove a.txt").click()
    assert len(filled(page, form)["ticket"]["files"]) == 1


def test_few_characters_left_are_counted(form: Locator) -> None:
    form.get_by_label("In short").fill("twelve chars")
    expect(form.locator("[data-block='words'] [role=status]")).to_have_text("48 left")


CONTRAST = """(root) => {
    const channels = (color) => {
        const found = color.match(/[\\d.]+/g).map(Number);
        const unit = color.startsWith("color(") ? 1 : 255;
        return { rgb: found.slice(0, 3).map((part) => part / unit), alpha: found[3] ?? 1 };
    };
    const light = ({ rgb }) => rgb
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
        .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
    const behind = (node) => {
        for (let at = node; at; at = at.parentElement) {
            const color = channels(getComputedStyle(at).backgroundColor);
            if (color.alpha > 0.99) return color;
        }
        return channels("rgb(255, 255, 255)");
    };
    const faint = [];
    for (const node of root.querySelectorAll("*")) {
        const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
        if (!own || !node.checkVisibility() || node.closest("svg, :disabled, .toolbar")) continue;
        const [one, two] = [light(channels(getComputedStyle(node).color)), light(behind(node))];
        const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
        if (ratio < 4.5) faint.push([node.className, node.textContent.slice(0, 30), ratio]);
    }
    return faint;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_stands_out_from_what_is_behind_it(
    visit: Visit, post: Post, scheme: str
) -> None:
    page = visit("amara", color_scheme=scheme, viewport={"width": 420, "height": 900})
    for name in ("charts", "data_table", "cards", "plan", "rich", "markdown"):
        shown = message(page, post(name))
        expect(shown).to_be_visible()
        assert shown.evaluate(CONTRAST) == []
    assert open_form(page).evaluate(CONTRAST) == []


def test_nothing_drawn_is_wider_than_a_narrow_window(visit: Visit, post: Post) -> None:
    page = visit("amara", viewport={"width": 400, "height": 800})
    for name in ("charts", "table", "data_table", "cards", "plan", "rich", "markdown"):
        shown = message(page, post(name))
        expect(shown).to_be_visible()
        assert shown.evaluate("(node) => node.scrollWidth <= node.clientWidth")
