"""Block Kit's rules: one good example of everything, and one broken example of each rule."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.validation import Surface, problems
from playground.validation.blocks import BLOCKS
from playground.validation.elements import ELEMENTS

Json = dict[str, Any]
WORDS = [
    "type",
    "text",
    "elements",
    "element",
    "options",
    "option_groups",
    "initial_option",
    "initial_options",
    "block_id",
    "action_id",
    "blocks",
    "rows",
    "focus_on_load",
    "label",
]


def plain(words: str = "x") -> Json:
    return {"type": "plain_text", "text": words}


def option(value: str = "a", words: str = "A") -> Json:
    return {"text": plain(words), "value": value}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain(), **more}


def select(**more: Any) -> Json:
    return {"type": "static_select", "options": [option()], **more}


def section(words: str = "x", **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": words}, **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def asked(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain(), "element": element, **more}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain(), "submit": plain(), "blocks": list(blocks), **more}


def message(*blocks: Json) -> Json:
    return {"blocks": list(blocks)}


RICH = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [
    {"type": "text", "text": "x", "style": {"bold": True}}, {"type": "user", "user_id": "U1"},
    {"type": "link", "url": "https://a.example"}, {"type": "emoji", "name": "tada"}]}]}  # fmt: skip
FEEDBACK = {"text": plain(), "value": "v"}
GOOD_ELEMENTS: dict[str, Json] = {
    "button": button(action_id="b", style="primary", confirm={
        "title": plain(), "text": plain(), "confirm": plain(), "deny": plain()}),
    "static_select": select(initial_option=option()),
    "multi_static_select": {"type": "multi_static_select", "option_groups": [
        {"label": plain(), "options": [option()]}], "initial_options": [option()]},
    "external_select": {"type": "external_select", "min_query_length": 2},
    "multi_external_select": {"type": "multi_external_select", "max_selected_items": 2},
    "users_select": {"type": "users_select", "initial_user": "U1"},
    "multi_users_select": {"type": "multi_users_select"},
    "conversations_select": {"type": "conversations_select", "filter": {"include": ["im"]}},
    "multi_conversations_select": {"type": "multi_conversations_select"},
    "channels_select": {"type": "channels_select", "placeholder": plain()},
    "multi_channels_select": {"type": "multi_channels_select"},
    "overflow": {"type": "overflow", "options": [option()]},
    "datepicker": {"type": "datepicker", "initial_date": "2026-02-03"},
    "timepicker": {"type": "timepicker", "initial_time": "09:30"},
    "datetimepicker": {"type": "datetimepicker", "initial_date_time": 1_700_000_000},
    "checkboxes": {"type": "checkboxes", "options": [option()], "initial_options": [option()]},
    "radio_buttons": {"type": "radio_buttons", "options": [option("a"), option("b")]},
    "plain_text_input": {"type": "plain_text_input", "multiline": True, "max_length": 3000},
    "number_input": {"type": "number_input", "is_decimal_allowed": True},
    "email_text_input": {"type": "email_text_input"},
    "url_text_input": {"type": "url_text_input"},
    "rich_text_input": {"type": "rich_text_input"},
    "file_input": {"type": "file_input", "filetypes": ["csv"], "max_files": 1},
    "image": {"type": "image", "image_url": "https://a.example/i.png", "alt_text": "i"},
    "feedback_buttons": {"type": "feedback_buttons", "positive_button": FEEDBACK,
                         "negative_button": FEEDBACK},
    "icon_button": {"type": "icon_button", "icon": "trash", "text": plain()},
}  # fmt: skip
GOOD_BLOCKS: dict[str, Json] = {
    "section": section(accessory=button()),
    "header": {"type": "header", "text": plain()},
    "context": {"type": "context", "elements": [plain(), GOOD_ELEMENTS["image"]]},
    "actions": actions(button(), select()),
    "divider": {"type": "divider", "block_id": "d"},
    "image": {**GOOD_ELEMENTS["image"], "title": plain()},
    "input": asked({"type": "plain_text_input"}, hint=plain(), optional=True),
    "rich_text": RICH,
    "markdown": {"type": "markdown", "text": "**x**"},
    "table": {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}, RICH]],
              "column_settings": [{"align": "right"}]},
    "context_actions": {"type": "context_actions", "elements": [
        GOOD_ELEMENTS["feedback_buttons"], GOOD_ELEMENTS["icon_button"]]},
    "file": {"type": "file", "external_id": "f", "source": "remote"},
}  # fmt: skip


def holder(kind: str, element: Json) -> tuple[Json, Surface]:
    """A payload in which this element may stand."""
    if kind in ("feedback_buttons", "icon_button"):
        return message({"type": "context_actions", "elements": [element]}), "message"
    if kind in ("button", "overflow", "image"):
        return message(section(accessory=element)), "message"
    return modal(asked(element)), "modal"


@pytest.mark.parametrize("kind", list(ELEMENTS))
def test_a_good_element_of_each_kind_passes(kind: str) -> None:
    payload, surface = holder(kind, GOOD_ELEMENTS[kind])
    assert problems(payload, surface) == []


@pytest.mark.parametrize("kind", list(ELEMENTS))
def test_an_unknown_key_is_found_in_each_kind_of_element(kind: str) -> None:
    payload, surface = holder(kind, {**GOOD_ELEMENTS[kind], "colour": "red"})
    assert [p.text for p in problems(payload, surface)] == ["invalid additional property: colour"]


@pytest.mark.parametrize("kind", list(BLOCKS))
@pytest.mark.parametrize("surface", ["message", "modal", "home"])
def test_a_good_block_passes_only_where_slack_shows_it(kind: str, surface: Surface) -> None:
    block = GOOD_BLOCKS[kind]
    payload = {
        "message": message(block),
        "modal": modal(block),
        "home": {"type": "home", "blocks": [block]},
    }[surface]
    assert (problems(payload, surface) == []) is (surface in BLOCKS[kind].surfaces)


WRONG: list[tuple[Json, Surface, str]] = [
    (message(*[{"type": "divider"}] * 51), "message", "/blocks"),
    (modal(*[{"type": "divider"}] * 101), "modal", "/blocks"),
    (message({"type": "sections"}), "message", "/blocks/0/type"),
    (message({"type": ["section"]}), "message", "/blocks/0/type"),
    (message("section"), "message", "/blocks/0"),  # type: ignore[arg-type]  # a stranger's JSON
    (message({"text": "x"}), "message", "/blocks/0"),
    (message(section("x" * 3001)), "message", "/blocks/0/text/text"),
    (message(section("")), "message", "/blocks/0/text/text"),
    (message({"type": "section"}), "message", "/blocks/0"),
    (message({"type": "section", "fields": [plain()] * 11}), "message", "/blocks/0/fields"),
    (message({"type": "section", "fields": [plain("x" * 2001)]}), "message",
     "/blocks/0/fields/0/text"),
    (message({"type": "header", "text": plain("x" * 151)}), "message", "/blocks/0/text/text"),
    (message({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}), "message",
     "/blocks/0/text/type"),
    (message({"type": "context", "elements": [plain()] * 11}), "message", "/blocks/0/elements"),
    (message({"type": "context", "elements": [button()]}), "message",
     "/blocks/0/elements/0/type"),
    (message(actions(*[button()] * 26)), "message", "/blocks/0/elements"),
    (message(actions()), "message", "/blocks/0/elements"),
    (message(actions({"type": "plain_text_input"})), "message", "/blocks/0/elements/0/type"),
    (message(actions(button(value="x" * 2001))), "message", "/blocks/0/elements/0/value"),
    (message(actions(button(url="x" * 3001))), "message", "/blocks/0/elements/0/url"),
    (message(actions(button(style="green"))), "message", "/blocks/0/elements/0/style"),
    (message(actions(button(action_id="x" * 256))), "message", "/blocks/0/elements/0/action_id"),
    (message(actions(button(action_id="a"), button(action_id="a"))), "message",
     "/blocks/0/elements/1/action_id"),
    (message({"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}),
     "message", "/blocks/1/block_id"),
    (message(actions(select(options=[option(str(n)) for n in range(101)]))), "message",
     "/blocks/0/elements/0/options"),
    (message(actions(select(options=[option(), option()]))), "message", "/blocks/0/elements/0"),
    (message(actions(select(options=[option(words="x" * 76)]))), "message",
     "/blocks/0/elements/0/options/0/text/text"),
    (message(actions(select(initial_option=option("z")))), "message",
     "/blocks/0/elements/0/initial_option"),
    (message(actions({"type": "overflow", "options": [option(str(n)) for n in range(6)]})),
     "message", "/blocks/0/elements/0/options"),
    (message(actions({"type": "datepicker", "initial_date": "3.2.2026"})), "message",
     "/blocks/0/elements/0/initial_date"),
    (message({"type": "image", "alt_text": "x"}), "message", "/blocks/0"),
    (message({"type": "markdown", "text": "x" * 12_001}), "message", "/blocks/0/text"),
    (message(*[section("x" * 3000)] * 5), "message", "/blocks"),
    (message(GOOD_BLOCKS["table"], GOOD_BLOCKS["table"]), "message", "/blocks"),
    (message({"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}), "message",
     "/blocks/0/rows/0"),
    (message(asked(GOOD_ELEMENTS["file_input"])), "message", "/blocks/0/element"),
    (modal(asked(button())), "modal", "/blocks/0/element/type"),
    (modal(asked({"type": "number_input"})), "modal", "/blocks/0/element"),
    (modal(asked({"type": "plain_text_input", "focus_on_load": True}),
           asked({"type": "plain_text_input", "focus_on_load": True})), "modal",
     "/blocks/1/element/focus_on_load"),
    (modal(title=plain("x" * 25)), "modal", "/title/text"),
    (modal(private_metadata="x" * 3001), "modal", "/private_metadata"),
    (modal(callback_id="x" * 256), "modal", "/callback_id"),
    (modal(colour="red"), "modal", ""),
    ({"type": "modal", "title": plain(), "blocks": [GOOD_BLOCKS["input"]]}, "modal", ""),
    ({"type": "modal", "blocks": []}, "modal", ""),
    ({"type": "home", "title": plain(), "blocks": []}, "home", ""),
    ({"text": "x" * 40_001}, "message", "/text"),
    ({"attachments": [{"blocks": [{"type": "x"}]}]}, "message", "/attachments/0/blocks/0/type"),
]  # fmt: skip


@pytest.mark.parametrize(("payload", "surface", "pointer"), WRONG)
def test_each_broken_rule_is_named_at_its_place(
    payload: Json, surface: Surface, pointer: str
) -> None:
    assert pointer in [problem.pointer for problem in problems(payload, surface)]


def test_a_view_of_more_than_250_kilobytes_is_too_large() -> None:
    rows = [section("é" * 3000) for _ in range(50)]
    assert [p.text for p in problems(modal(*rows), "modal") if "bytes" in p.text]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4)
    ),
    max_leaves=12,
)
KINDS = st.sampled_from([*BLOCKS, *ELEMENTS])


@settings(max_examples=150, deadline=None)
@given(VALUES, KINDS, st.sampled_from(["message", "modal", "home"]))
def test_no_payload_however_odd_breaks_the_judge(value: Any, kind: str, surface: Surface) -> None:
    odd = {"type": kind, **value} if isinstance(value, dict) else value
    assert problems({"blocks": [odd], "type": "modal", "attachments": value}, surface) is not None
