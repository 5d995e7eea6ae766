"""What people put into elements: from the page's words into Slack's `state.values`."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from playground.nestings import every_block, parts
from playground.refusals import Declined
from playground.shapes import Json
from playground.validation.choices import options_of
from playground.validation.objects import DATE, TIME
from playground.validation.rich_texts import ONE_RICH_TEXT
from playground.validation.rules import Each, Rule, String, Whole

TEXTS = ("plain_text_input", "number_input", "email_text_input", "url_text_input")
FIELDS: Mapping[str, tuple[str, str]] = {
    **{kind: ("value", "text") for kind in TEXTS},
    "rich_text_input": ("rich_text_value", "rich_text"),
    "file_input": ("files", "files"),
    "datepicker": ("selected_date", "date"),
    "timepicker": ("selected_time", "time"),
    "datetimepicker": ("selected_date_time", "date_time"),
    "users_select": ("selected_user", "id"),
    "channels_select": ("selected_channel", "id"),
    "conversations_select": ("selected_conversation", "id"),
    "multi_users_select": ("selected_users", "ids"),
    "multi_channels_select": ("selected_channels", "ids"),
    "multi_conversations_select": ("selected_conversations", "ids"),
    "static_select": ("selected_option", "option"),
    "external_select": ("selected_option", "option"),
    "radio_buttons": ("selected_option", "option"),
    "overflow": ("selected_option", "option"),
    "multi_static_select": ("selected_options", "options"),
    "multi_external_select": ("selected_options", "options"),
    "checkboxes": ("selected_options", "options"),
}
"""For each kind of element: the field Slack reports, and the key the page sends."""

LISTS = ("selected_users", "selected_channels", "selected_conversations", "selected_options")
Upload = Callable[[Any], list[Json]]


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Each interactive element with the block that holds it."""
    for block in every_block(blocks):
        yield from ((block, part) for part in parts(block) if "action_id" in part)


def find(blocks: list[Json], block_id: str, action_id: str) -> tuple[Json, Json] | None:
    for block, element in elements(blocks):
        if block.get("block_id") == block_id and element["action_id"] == action_id:
            return block, element
    return None


def stateful(element: Json) -> bool:
    return element["type"] in FIELDS and element["type"] != "overflow"


def initial(element: Json, channel: str) -> Json:
    kind = element["type"]
    field = FIELDS[kind][0]
    if element.get("default_to_current_conversation") and channel:
        return {"type": kind, field: [channel] if field in LISTS else channel}
    key = "initial_value" if field.endswith("value") else field.replace("selected_", "initial_")
    empty: Any = [] if field in LISTS or field == "files" else None
    return {"type": kind, field: element.get(key, empty)}


def initial_state(blocks: list[Json], channel: str = "") -> Json:
    values: Json = {}
    for block, element in elements(blocks):
        if stateful(element):
            values.setdefault(block["block_id"], {})[element["action_id"]] = initial(
                element, channel
            )
    return values


def carried_over(old: Json, blocks: list[Json], channel: str = "") -> Json:
    """The state after an update: what was typed stays where block and action ids stay."""
    values = initial_state(blocks, channel)
    for block_id, actions in values.items():
        for action_id, value in actions.items():
            before = old.get(block_id, {}).get(action_id)
            if before and before["type"] == value["type"]:
                actions[action_id] = before
    return values


def pick(element: Json, wanted: Any, offered: list[Json]) -> Json:
    value = wanted.get("value") if isinstance(wanted, dict) else wanted
    first = [element.get("initial_option"), *(element.get("initial_options") or [])]
    known = [o for o in (*options_of(element), *offered, *first) if isinstance(o, dict)]
    for option in known:
        if option.get("value") == value:
            return option
    raise Declined(f"{value!r} is not one of the choices of {element['action_id']}.")


def read(element: Json, given: Any, offered: list[Json], upload: Upload) -> Json:
    """One element's value as Slack reports it."""
    kind = element["type"]
    if kind not in FIELDS:
        raise Declined(f"A {kind} takes no value.")
    field, key = FIELDS[kind]
    value = given.get(key) if isinstance(given, dict) else None
    return {"type": kind, field: shaped(element, key, value, offered, upload)}


def shaped(element: Json, key: str, value: Any, offered: list[Json], upload: Upload) -> Any:
    if value in (None, "", []) or (key == "rich_text" and is_blank(value)):
        return [] if key in ("options", "ids", "files") else None
    expect(key, value)
    match key:
        case "option":
            return pick(element, value, offered)
        case "options":
            return [pick(element, one, offered) for one in value]
        case "files":
            return upload(value)
        case _:
            return value


def is_blank(value: object) -> bool:
    """Rich text in which nobody would see anything."""
    match value:
        case {"type": "text", "text": str(words)}:
            return not words.strip()
        case {"elements": list(inside)}:
            return all(is_blank(part) for part in inside)
        case _:
            return False


def feedback(element: Json, given: Any) -> Json:
    """Which of the two feedback buttons was pressed, by its value."""
    value = given.get("value") if isinstance(given, dict) else None
    for half in (element["positive_button"], element["negative_button"]):
        if half["value"] == value:
            return {"text": half["text"], "value": value}
    raise Declined(f"{value!r} is not one of the two values of {element['action_id']}.")


EXPECTED: Mapping[str, Rule] = {
    "text": String(40_000),
    "date": DATE,
    "time": TIME,
    "id": String(32),
    "ids": Each(String(255), 0, 100),
    "date_time": Whole(0, 9_999_999_999),
    "rich_text": ONE_RICH_TEXT,
}


def expect(key: str, value: object) -> None:
    """What no page of Slack's would send is declined in words."""
    if key in ("options", "files") and not isinstance(value, list):
        raise Declined(f'"{key}" must be a list.')
    for problem in EXPECTED[key](value) if key in EXPECTED else ():
        raise Declined(f'"{key}" {problem.text}.')
