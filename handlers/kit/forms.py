"""Forms and their fields: one input a block, its answer under the block's name."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from handlers.kit.blocks import Element, Option, fit, options, plain
from handlers.kit.feature import Ask, Block, View
from handlers.kit.texts import clean

ACTION = "value"
RADIOS_AT_MOST = 5
TICKS_AT_MOST = 10


def form(id: str, title: str, *blocks: Block, submit: str = "Ask", about: str = "") -> View:
    """`about` comes back with the form; it holds ids only, and is looked up again."""
    return {
        "type": "modal",
        "callback_id": id,
        "private_metadata": about[:3000],
        "title": plain(title, 24),
        "submit": plain(submit, 24),
        "close": plain("Cancel", 24),
        "blocks": list(fit(blocks)),
    }


def text(
    name: str,
    label: str,
    *,
    hint: str = "",
    lines: bool = False,
    most: int = 3000,
    optional: bool = True,
    filled: str = "",
) -> Block:
    element = {"type": "plain_text_input", "multiline": lines, "max_length": min(most, 3000)}
    return _field(name, label, element | _filled(filled), hint, optional)


def number(
    name: str, label: str, *, hint: str = "", optional: bool = True, filled: str = ""
) -> Block:
    """A line of text, for people write 1,200 or "about 500" and are read."""
    element = {"type": "plain_text_input", "max_length": 100}
    return _field(name, label, element | _filled(filled), hint, optional)


def url(name: str, label: str, *, hint: str = "", optional: bool = True, filled: str = "") -> Block:
    return _field(name, label, {"type": "url_text_input"} | _filled(filled), hint, optional)


def day(
    name: str, label: str, *, hint: str = "", optional: bool = True, filled: date | None = None
) -> Block:
    known = {"initial_date": filled.isoformat()} if filled else {}
    return _field(name, label, {"type": "datepicker"} | known, hint, optional)


def at(
    name: str, label: str, *, hint: str = "", optional: bool = True, filled: time | None = None
) -> Block:
    """A time of day."""
    known = {"initial_time": f"{filled:%H:%M}"} if filled else {}
    return _field(name, label, {"type": "timepicker"} | known, hint, optional)


def person(
    name: str, label: str, *, hint: str = "", optional: bool = True, chosen: str = ""
) -> Block:
    """Somebody of the workspace, by their Slack id."""
    known = {"initial_user": chosen} if chosen else {}
    return _field(name, label, {"type": "users_select"} | known, hint, optional)


def people(
    name: str, label: str, *, hint: str = "", optional: bool = True, chosen: Iterable[str] = ()
) -> Block:
    known = tuple(chosen)
    element = {"type": "multi_users_select"} | ({"initial_users": list(known)} if known else {})
    return _field(name, label, element, hint, optional)


def choices(
    name: str,
    label: str,
    known: Iterable[Option],
    *,
    chosen: Iterable[str] = (),
    hint: str = "",
    optional: bool = True,
) -> Block:
    """Any number of them."""
    element = dict(options(known))
    wanted = set(chosen)
    ticked = [each for each in element["options"] if each["value"] in wanted]
    initial = {"initial_options": ticked} if ticked else {}
    kind = "checkboxes" if len(element["options"]) <= TICKS_AT_MOST else "multi_static_select"
    return _field(name, label, {"type": kind} | element | initial, hint, optional)


def suggested(
    name: str,
    label: str,
    suggestion: str,
    *,
    prompt: str = "Type to search",
    least: int = 0,
    hint: str = "",
    optional: bool = True,
    chosen: Option | None = None,
) -> Block:
    """A choice among what a `Suggestion` of that id offers for the letters typed."""
    known = dict(options([chosen], chosen[0])) if chosen else {}
    element: dict[str, Any] = {
        "type": "external_select",
        "action_id": suggestion,
        "placeholder": plain(prompt, 150),
        "min_query_length": least,
    }
    element |= {"initial_option": known["initial_option"]} if known else {}
    return _field(name, label, element, hint, optional)


def choice(
    name: str,
    label: str,
    choices: Iterable[Option],
    *,
    chosen: str = "",
    hint: str = "",
    optional: bool = True,
) -> Block:
    """A handful of choices in sight, more of them in a list."""
    known = tuple(choices)
    kind = "radio_buttons" if len(known) <= RADIOS_AT_MOST else "static_select"
    return _field(name, label, {"type": kind} | dict(options(known, chosen)), hint, optional)


def file(name: str, label: str, kinds: Iterable[str], *, hint: str = "") -> Block:
    element = {"type": "file_input", "filetypes": list(kinds), "max_files": 1}
    return _field(name, label, element, hint, True)


def _filled(text: str) -> dict[str, str]:
    return {"initial_value": text} if text else {}


def _field(name: str, label: str, element: Element, hint: str, optional: bool) -> Block:
    block: dict[str, Any] = {
        "type": "input",
        "block_id": name,
        "label": plain(label, 2000),
        "element": {"action_id": ACTION, **element},
        "optional": optional,
    }
    return block | ({"hint": plain(hint, 2000)} if hint else {})


def text_in(ask: Ask, name: str) -> str:
    """What was written into a field of a sent form, without what surrounds it; empty for none."""
    value = ask.fields.get(name)
    return clean(value).strip() if isinstance(value, str) else ""
