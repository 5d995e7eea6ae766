"""Block elements and the places that take them."""

from collections.abc import Mapping

from playground.validation.choices import (
    initial_option_offered,
    initial_options_offered,
    no_more_than_selectable,
    values_differ,
)
from playground.validation.objects import (
    CHANNEL,
    CONFIRM,
    CONVERSATION,
    CONVERSATION_FILTER,
    DATE,
    DISPATCH,
    EMPHASIS,
    IDENTIFIER,
    MARKED_OPTION,
    OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    PLACEHOLDER,
    SLACK_FILE,
    SPOKEN_LABEL,
    TIME,
    URL,
    USER,
    USERS,
    WORKFLOW,
    ZONE,
    plain,
)
from playground.validation.ranges import (
    in_order,
    initial_text_fits,
    numbers_are_numbers,
    numbers_in_order,
)
from playground.validation.rich_texts import ONE_RICH_TEXT
from playground.validation.rules import (
    NONE,
    Each,
    Flag,
    Rule,
    String,
    Whole,
    also,
    bare,
    exactly_one,
    one_of,
    shape,
)

ACTION: Mapping[str, Rule] = {"action_id": IDENTIFIER}
FOCUS: Mapping[str, Rule] = {"focus_on_load": Flag()}
ASKED: Mapping[str, Rule] = {**ACTION, "confirm": CONFIRM}
MENU: Mapping[str, Rule] = {**ASKED, **FOCUS, "placeholder": PLACEHOLDER}
TYPED: Mapping[str, Rule] = {
    **ACTION,
    **FOCUS,
    "placeholder": PLACEHOLDER,
    "dispatch_action_config": DISPATCH,
}
CHOICES: Mapping[str, Rule] = {
    "options": Each(OPTION, 1, 100),
    "option_groups": Each(OPTION_GROUP, 1, 100),
}
MOST: Mapping[str, Rule] = {"max_selected_items": Whole(1, 100)}
QUERY: Mapping[str, Rule] = {"min_query_length": Whole(0, 100)}
TALK: Mapping[str, Rule] = {
    "default_to_current_conversation": Flag(),
    "filter": CONVERSATION_FILTER,
}
LENGTHS: Mapping[str, Rule] = {"min_length": Whole(0, 3000), "max_length": Whole(1, 3000)}
HALF = bare({"text": plain(75), "value": String(2000)}, {"accessibility_label": SPOKEN_LABEL})


def menu(*parts: Mapping[str, Rule]) -> Rule:
    return shape(NONE, {**MENU, **{key: rule for part in parts for key, rule in part.items()}})


def menu_of_several(initial: str, rule: Rule, *parts: Mapping[str, Rule]) -> Rule:
    several = menu({initial: Each(rule, 1, 100)}, MOST, *parts)
    return also(several, no_more_than_selectable(initial))


def typed(required: Mapping[str, Rule] = NONE, **optional: Rule) -> Rule:
    return shape(required, {**TYPED, **optional})


ELEMENTS: Mapping[str, Rule] = {
    "button": shape(
        {"text": plain(75)},
        {
            **ASKED,
            "url": URL,
            "value": String(2000),
            "style": EMPHASIS,
            "accessibility_label": SPOKEN_LABEL,
            "agent_prompt": String(4000),
            "agent_prompt_display": String(4000),
            "visible_to_user_ids": USERS,
        },
    ),
    "workflow_button": shape(
        {"text": plain(75), "workflow": WORKFLOW},
        {**ASKED, "style": EMPHASIS, "accessibility_label": SPOKEN_LABEL},
    ),
    "static_select": also(
        exactly_one(menu(CHOICES, {"initial_option": OPTION}), "options", "option_groups"),
        values_differ,
        initial_option_offered,
    ),
    "multi_static_select": also(
        exactly_one(
            menu_of_several("initial_options", OPTION, CHOICES), "options", "option_groups"
        ),
        values_differ,
        initial_options_offered,
    ),
    "external_select": menu({"initial_option": OPTION}, QUERY),
    "multi_external_select": menu_of_several("initial_options", OPTION, QUERY),
    "users_select": menu({"initial_user": USER}),
    "multi_users_select": menu_of_several("initial_users", USER),
    "conversations_select": menu({"initial_conversation": CONVERSATION}, TALK),
    "multi_conversations_select": menu_of_several("initial_conversations", CONVERSATION, TALK),
    "channels_select": menu({"initial_channel": CHANNEL}),
    "multi_channels_select": menu_of_several("initial_channels", CHANNEL),
    "overflow": also(shape({"options": Each(OVERFLOW_OPTION, 1, 5)}, ASKED), values_differ),
    "datepicker": menu({"initial_date": DATE}),
    "timepicker": menu({"initial_time": TIME, "timezone": ZONE}),
    "datetimepicker": shape(
        NONE, {**ASKED, **FOCUS, "initial_date_time": Whole(1_000_000_000, 9_999_999_999)}
    ),
    "checkboxes": also(
        shape(
            {"options": Each(MARKED_OPTION, 1, 10)},
            {**ASKED, **FOCUS, "initial_options": Each(MARKED_OPTION, 1, 10)},
        ),
        values_differ,
        initial_options_offered,
    ),
    "radio_buttons": also(
        shape(
            {"options": Each(MARKED_OPTION, 1, 10)},
            {**ASKED, **FOCUS, "initial_option": MARKED_OPTION},
        ),
        values_differ,
        initial_option_offered,
    ),
    "plain_text_input": also(
        typed(NONE, initial_value=String(3000, 0), multiline=Flag(), **LENGTHS),
        in_order("min_length", "max_length"),
        initial_text_fits,
    ),
    "number_input": also(
        typed(
            {"is_decimal_allowed": Flag()},
            initial_value=String(100),
            min_value=String(100),
            max_value=String(100),
        ),
        numbers_are_numbers,
        numbers_in_order,
    ),
    "email_text_input": typed(NONE, initial_value=String(3000, 0)),
    "url_text_input": typed(NONE, initial_value=String(3000, 0)),
    "rich_text_input": also(
        typed(
            NONE,
            initial_value=ONE_RICH_TEXT,
            min_lines=Whole(1, 100),
            max_lines=Whole(1, 100),
        ),
        in_order("min_lines", "max_lines"),
    ),
    "file_input": shape(
        NONE, {**ACTION, "filetypes": Each(String(32), 1, 100), "max_files": Whole(1, 10)}
    ),
    "image": exactly_one(
        shape({"alt_text": String(2000)}, {"image_url": URL, "slack_file": SLACK_FILE}),
        "image_url",
        "slack_file",
    ),
    "feedback_buttons": shape({"positive_button": HALF, "negative_button": HALF}, ACTION),
    "icon_button": shape(
        {"icon": one_of("trash"), "text": plain(75)},
        {
            **ASKED,
            "value": String(2000),
            "accessibility_label": SPOKEN_LABEL,
            "visible_to_user_ids": Each(USER, 1, 10),
        },
    ),
    "url": shape({"url": URL, "text": String(3000)}),
}

IN_MODALS: Mapping[str, Rule] = {
    "file_input": ELEMENTS["file_input"],
    "conversations_select": menu(
        {"initial_conversation": CONVERSATION}, TALK, {"response_url_enabled": Flag()}
    ),
    "channels_select": menu({"initial_channel": CHANNEL, "response_url_enabled": Flag()}),
}
"""What the input blocks of modals take besides."""

SELECTS = tuple(kind for kind in ELEMENTS if kind.endswith("_select"))
PICKERS = ("datepicker", "timepicker", "checkboxes", "radio_buttons")
TYPING = ("plain_text_input", "number_input", "email_text_input", "url_text_input")
BUTTONS = ("button", "workflow_button")

IN_SECTIONS = (*BUTTONS, "overflow", "image", *PICKERS, *SELECTS)
IN_ACTIONS = (*BUTTONS, "overflow", "datetimepicker", "rich_text_input", *PICKERS, *SELECTS)
IN_INPUTS = ("datetimepicker", "rich_text_input", *TYPING, *PICKERS, *SELECTS)
IN_CONTEXT_ACTIONS = ("feedback_buttons", "icon_button")


def elements(*names: str) -> Mapping[str, Rule]:
    return {name: ELEMENTS[name] for name in names}
