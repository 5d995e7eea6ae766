"""The few Block Kit blocks we use, each within Slack's limits whatever it is given."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from handlers.kit.feature import Block, Message, View
from handlers.kit.texts import clean, cut
from handlers.kit.texts import escape as escape

Element = Mapping[str, Any]
Option = tuple[str, str]
"""What is chosen, and how it reads."""

TEXT_BUDGET = 11_500
BLOCKS_IN_A_MESSAGE = 50
OPTIONS_IN_A_SELECT = 100
BUTTONS_IN_A_ROW = 25
ROWS_IN_A_TABLE = 100
NOTHING = "–"
PRESSED = ("actions", "context_actions")
SHORTENED = "This was too long to show in full."
ANGLES = str.maketrans("<>", "‹›")


def message(text: str, *blocks: Block) -> Message:
    """Blocks for the screen; `text` says the same in a notification, escaped already."""
    return Message(cut(text, 3000) or NOTHING, fit(blocks))


def section(mrkdwn: str, accessory: Element | None = None) -> Block:
    block: Block = {"type": "section", "text": words(mrkdwn, 3000)}
    return {**block, "accessory": accessory} if accessory else block


def fields(*named: tuple[str, str]) -> Block:
    """Two columns of names and what stands under each; escaped already."""
    texts = [words(f"*{name}*\n{text}", 2000) for name, text in named[:10]]
    return {"type": "section", "fields": texts}


def context(*mrkdwn: str) -> Block:
    return {"type": "context", "elements": [words(each, 1900) for each in mrkdwn[:10]]}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, 150)}


def divider() -> Block:
    return {"type": "divider"}


def actions(*elements: Element) -> Block:
    return {"type": "actions", "elements": list(elements[:BUTTONS_IN_A_ROW])}


def button(
    label: str, id: str, value: str = "", style: str = "", confirm: Element | None = None
) -> Element:
    """`style` is `primary`, `danger` or nothing."""
    given = {"value": value, "style": style, "confirm": confirm}
    set_ones = {name: each for name, each in given.items() if each}
    return {"type": "button", "action_id": id, "text": plain(label, 75), **set_ones}


def feedback(id: str, good: Option, bad: Option) -> Block:
    """Thumbs up and down, each with its label and what it is worth when pressed."""
    (better, helped), (worse, wrong) = good, bad
    element = {
        "type": "feedback_buttons",
        "action_id": id,
        "positive_button": {"text": plain(better, 75), "value": helped},
        "negative_button": {"text": plain(worse, 75), "value": wrong},
    }
    return {"type": "context_actions", "elements": [element]}


def confirmation(title: str, mrkdwn: str, yes: str, no: str = "Cancel") -> Element:
    return {
        "title": plain(title, 100),
        "text": words(mrkdwn, 300),
        "confirm": plain(yes, 30),
        "deny": plain(no, 30),
    }


def select(id: str, prompt: str, choices: Iterable[Option], chosen: str = "") -> Element:
    return {
        "type": "static_select",
        "action_id": id,
        "placeholder": plain(prompt, 150),
        **options(choices, chosen),
    }


def overflow(id: str, choices: Iterable[Option]) -> Element:
    """Behind three dots, at most five."""
    shown = [_option(value, label) for value, label in choices][:5]
    return {"type": "overflow", "action_id": id, "options": shown}


def options(choices: Iterable[Option], chosen: str = "") -> Element:
    """The options of a select or of radio buttons, and which of them is set."""
    shown = [_option(value, label) for value, label in choices][:OPTIONS_IN_A_SELECT]
    initial = next((each for each in shown if each["value"] == chosen), None)
    return {"options": shown, **({"initial_option": initial} if initial else {})}


def table(rows: Sequence[Sequence[str]], aligned: Sequence[str] = ()) -> Block:
    """The first row is the head; a cell shows its text as it stands."""
    cells = [[_cell(text) for text in row[:20]] for row in rows[:ROWS_IN_A_TABLE]]
    settings = {"column_settings": [{"align": each} for each in aligned]} if aligned else {}
    return {"type": "table", "rows": cells, **settings}


def notice(text: str, title: str = "Handrail") -> View:
    """A form's last page; `text` is escaped already."""
    return page(title, section(text))


def page(title: str, *blocks: Block) -> View:
    return {
        "type": "modal",
        "title": plain(title, 24),
        "close": plain("Close", 24),
        "blocks": list(fit(blocks)),
    }


def words(mrkdwn: str, limit: int) -> Element:
    """`verbatim`: Slack makes no links or names of what merely looks like one."""
    return {"type": "mrkdwn", "text": cut(mrkdwn, limit).strip() or NOTHING, "verbatim": True}


def plain(text: str, limit: int) -> Element:
    shown = clean(text).translate(ANGLES)
    return {"type": "plain_text", "text": cut(shown, limit).strip() or NOTHING, "emoji": True}


def fit(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """What a message can hold: buttons always, words in reading order until it is full."""
    if len(blocks) <= BLOCKS_IN_A_MESSAGE and _is_short(blocks):
        return tuple(blocks)
    reserved = [block for block in blocks if block["type"] in PRESSED][-5:]
    room = TEXT_BUDGET - length(reserved) - len(SHORTENED)
    said = [block for block in blocks if block["type"] not in PRESSED]
    return (*_until_full(said, room), context(SHORTENED), *reserved)


def length(value: object) -> int:
    """Every character of text below a value, as Slack sums them up."""
    if isinstance(value, Mapping):
        text = value.get("text")
        own = len(text) if isinstance(text, str) else 0
        return own + sum(length(each) for each in value.values())
    if isinstance(value, list | tuple):
        return sum(length(each) for each in value)
    return 0


def _is_short(blocks: Sequence[Block]) -> bool:
    """What is short with all its keys is short without them, and that is quicker to know."""
    return len(str(blocks)) <= TEXT_BUDGET or length(blocks) <= TEXT_BUDGET


def _until_full(blocks: Iterable[Block], room: int) -> Iterable[Block]:
    for index, block in enumerate(blocks):
        room -= length(block)
        if room < 0 or index >= BLOCKS_IN_A_MESSAGE - 6:
            return
        yield block


def _option(value: str, label: str) -> dict[str, Any]:
    return {"text": plain(label, 75), "value": value[:150]}


def _cell(text: str) -> Element:
    return {"type": "raw_text", "text": cut(clean(text).translate(ANGLES), 200).strip() or NOTHING}
