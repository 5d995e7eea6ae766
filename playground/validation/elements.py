"""Block elements and the places that take them."""

from collections.abc import Mapping

from playground.validation.objects import (
    CHANNEL,
    CONFIRM,
    CONVERSATION,
    CONVERSATION_FILTER,
    DATE,
    DISPATCH,
    IDENTIFIER,
    MARKED_OPTION,
    OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    PLACEHOLDER,
    SLACK_FILE,
    TIME,
    URL,
    USER,
    plain,
)
from playground.validation.rich_texts import RICH_TEXT
from playground.validation.rules import (
    NONE,
    Rule,
    each,
    exactly_one,
    flag,
    kinds,
    one_of,
    shape,
    string,
    whole,
)

ACTION: Mapping[str, Rule] = {"action_id": IDENTIFIER}
FOCUS: Mapping[str, Rule] = {"focus_on_load": flag}
ASKED: Mapping[str, Rule] = {**ACTION, "confirm": CONFIRM}
MENU: Mapping[str, Rule] = {**ASKED, **FOCUS, "placeholder": PLACEHOLDER}
TYPED: Mapping[str, Rule] = {
    **ACTION,
    **FOCUS,
    "placeholder": PLACEHOLDER,
    "dispatch_action_config": DISPATCH,
}
CHOICES: Mapping[str, Rule] = {
    "options": each(OPTION, 1, 100),
    "option_groups": each(OPTION_GROUP, 1, 100),
}
MOST: Mapping[str, Rule] = {"max_selected_items": whole(1, 100)}
TALK: Mapping[str, Rule] = {
    "default_to_current_conversation": flag,
    "filter": CONVERSATION_FILTER,
}
ANSWERS_HERE: Mapping[str, Rule] = {"response_url_enabled": flag}


def menu(required: Mapping[str, Rule] = NONE, *more: Mapping[str, Rule]) -> Rule:
    return shape(required, {**MENU, **{key: rule for part in more for key, rule in part.items()}})


def listed(initial: Mapping[str, Rule], *more: Mapping[str, Rule]) -> Rule:
    return exactly_one(menu(NONE, CHOICES, initial, *more), "options", "option_groups")


def typed(required: Mapping[str, Rule] = NONE, **optional: Rule) -> Rule:
    return shape(required, {**TYPED, **optional})


FEEDBACK = shape({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})
LENGTHS: Mapping[str, Rule] = {"min_length": whole(0, 3000), "max_length": whole(1, 3000)}

ELEMENTS: Mapping[str, Rule] = {
    "button": shape(
        {"text": plain(75)},
        {
            **ASKED,
            "url": URL,
            "value": string(2000),
            "style": one_of("primary", "danger"),
            "accessibility_label": string(75),
        },
    ),
    "static_select": listed({"initial_option": OPTION}),
    "multi_static_select": listed({"initial_options": each(OPTION, 1, 100)}, MOST),
    "external_select": menu(NONE, {"initial_option": OPTION, "min_query_length": whole(0, 100)}),
    "multi_external_select": menu(
        NONE, {"initial_options": each(OPTION, 1, 100), "min_query_length": whole(0, 100)}, MOST
    ),
    "users_select": menu(NONE, {"initial_user": USER}),
    "multi_users_select": menu(NONE, {"initial_users": each(USER, 1, 100)}, MOST),
    "conversations_select": menu(NONE, {"initial_conversation": CONVERSATION}, TALK, ANSWERS_HERE),
    "multi_conversations_select": menu(
        NONE, {"initial_conversations": each(CONVERSATION, 1, 100)}, MOST, TALK
    ),
    "channels_select": menu(NONE, {"initial_channel": CHANNEL}, ANSWERS_HERE),
    "multi_channels_select": menu(NONE, {"initial_channels": each(CHANNEL, 1, 100)}, MOST),
    "overflow": shape({"options": each(OVERFLOW_OPTION, 1, 5)}, ASKED),
    "datepicker": menu(NONE, {"initial_date": DATE}),
    "timepicker": menu(NONE, {"initial_time": TIME, "timezone": string(100)}),
    "datetimepicker": shape(
        {}, {**ASKED, **FOCUS, "initial_date_time": whole(1_000_000_000, 9_999_999_999)}
    ),
    "checkboxes": shape(
        {"options": each(MARKED_OPTION, 1, 10)},
        {**ASKED, **FOCUS, "initial_options": each(MARKED_OPTION, 1, 10)},
    ),
    "radio_buttons": shape(
        {"options": each(MARKED_OPTION, 1, 10)},
        {**ASKED, **FOCUS, "initial_option": MARKED_OPTION},
    ),
    "plain_text_input": typed(NONE, initial_value=string(3000, least=0), multiline=flag, **LENGTHS),
    "number_input": typed(
        {"is_decimal_allowed": flag},
        initial_value=string(100),
        min_value=string(100),
        max_value=string(100),
    ),
    "email_text_input": typed(NONE, initial_value=string(3000, least=0)),
    "url_text_input": typed(NONE, initial_value=string(3000, least=0)),
    "rich_text_input": typed(
        NONE,
        initial_value=kinds({"rich_text": RICH_TEXT}),
        min_lines=whole(1, 100),
        max_lines=whole(1, 100),
    ),
    "file_input": shape(
        {}, {**ACTION, "filetypes": each(string(32), 1, 100), "max_files": whole(1, 10)}
    ),
    "image": exactly_one(
        shape({"alt_text": string(2000)}, {"image_url": URL, "slack_file": SLACK_FILE}),
        "image_url",
        "slack_file",
    ),
    "feedback_buttons": shape({"positive_button": FEEDBACK, "negative_button": FEEDBACK}, ACTION),
    "icon_button": shape(
        {"icon": one_of("trash"), "text": plain(75)},
        {
            **ASKED,
            "value": string(2000),
            "accessibility_label": string(75),
            "visible_to_user_ids": each(USER, 1, 100),
        },
    ),
}

SELECTS = tuple(kind for kind in ELEMENTS if kind.endswith("_select"))
PICKERS = ("datepicker", "timepicker", "checkboxes", "radio_buttons")
TYPING = ("plain_text_input", "number_input", "email_text_input", "url_text_input")

IN_SECTIONS = ("button", "overflow", "image", *PICKERS, *SELECTS)
IN_ACTIONS = ("button", "overflow", "datetimepicker", "rich_text_input", *PICKERS, *SELECTS)
IN_INPUTS = ("datetimepicker", "rich_text_input", "file_input", *TYPING, *PICKERS, *SELECTS)
IN_CONTEXT_ACTIONS = ("feedback_buttons", "icon_button")


def any_element(names: tuple[str, ...]) -> Rule:
    return kinds({name: ELEMENTS[name] for name in names})
