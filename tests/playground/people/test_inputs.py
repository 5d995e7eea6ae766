"""Every input of a form: its value in `state.values`, and what Slack refuses before the app."""

from typing import Any

import pytest

from playground.shapes import Json

SALES = "C0SALESROE"


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def option(value: str) -> Json:
    return {"text": text(value.title()), "value": value}


OPTIONS = {"options": [option("one"), option("two")]}
RICH = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "Met the CFO"}]}
    ],
}
FILE = {"name": "a.csv", "mimetype": "text/csv", "base64": "YQ=="}


def form(*elements: Json, optional: bool = False) -> Json:
    blocks = [
        {
            "type": "input", "block_id": f"b{n}", "label": text("Field"), "optional": optional,
            "element": {"action_id": "a", **element},
        }
        for n, element in enumerate(elements)
    ]  # fmt: skip
    shown = {"title": text("Form"), "submit": text("Save"), "callback_id": "f"}
    return {"type": "modal", **shown, "blocks": blocks}


async def opened(ear: Any, browser: Any, view: Json, channel: str = SALES) -> Json:
    async def open_form(payload: Json) -> None:
        await ear.client.views_open(trigger_id=payload["trigger_id"], view=view)

    ear.before["/form"] = open_form
    told = await browser.act("command", channel=channel, command="/form", text="")
    assert told["ok"], told
    await ear.hear("/form")
    shown: Json = (await browser.hear("view"))["view"]
    return shown


async def values(ear: Any, browser: Any, view: Json, *given: Any) -> list[Json]:
    shown = await opened(ear, browser, view)
    state = {f"b{n}": {"a": one} for n, one in enumerate(given) if one is not None}
    told = await browser.act("submit", view=shown["id"], state=state)
    assert told["ok"], told
    assert told["errors"] == {}
    held = (await ear.hear("view_submission"))["view"]["state"]["values"]
    return [value["a"] for value in held.values()]


@pytest.mark.parametrize(
    ("element", "given", "field", "kept"),
    [
        ({"type": "plain_text_input"}, {"text": "hi"}, "value", "hi"),
        ({"type": "number_input", "is_decimal_allowed": True}, {"text": "1.50"}, "value", "1.50"),
        ({"type": "email_text_input"}, {"text": "a@b.example"}, "value", "a@b.example"),
        ({"type": "url_text_input"}, {"text": "https://a.example"}, "value", "https://a.example"),
        ({"type": "rich_text_input"}, {"rich_text": RICH}, "rich_text_value", RICH),
        ({"type": "datepicker"}, {"date": "2026-04-23"}, "selected_date", "2026-04-23"),
        ({"type": "timepicker"}, {"time": "08:59"}, "selected_time", "08:59"),
        ({"type": "datetimepicker"}, {"date_time": 1776934740}, "selected_date_time", 1776934740),
        ({"type": "users_select"}, {"id": "U0EMI0001"}, "selected_user", "U0EMI0001"),
        ({"type": "channels_select"}, {"id": SALES}, "selected_channel", SALES),
        ({"type": "conversations_select"}, {"id": SALES}, "selected_conversation", SALES),
        ({"type": "multi_users_select"}, {"ids": ["U0EMI0001"]}, "selected_users", ["U0EMI0001"]),
        ({"type": "static_select", **OPTIONS}, {"option": "two"}, "selected_option", option("two")),
        ({"type": "radio_buttons", **OPTIONS}, {"option": "one"}, "selected_option", option("one")),
        ({"type": "checkboxes", **OPTIONS}, {"options": ["one"]}, "selected_options",
         [option("one")]),
        ({"type": "multi_static_select", **OPTIONS}, {"options": ["two"]}, "selected_options",
         [option("two")]),
    ],
)  # fmt: skip
async def test_what_is_put_in_arrives_in_the_field_slack_names(
    ear: Any, sit: Any, element: Json, given: Json, field: str, kept: Any
) -> None:
    (value,) = await values(ear, await sit("amara"), form(element), given)
    assert value == {"type": element["type"], field: kept}


@pytest.mark.parametrize(
    ("element", "empty"),
    [
        ({"type": "plain_text_input"}, {"value": None}),
        ({"type": "number_input", "is_decimal_allowed": False}, {"value": None}),
        ({"type": "rich_text_input"}, {"rich_text_value": None}),
        ({"type": "datepicker"}, {"selected_date": None}),
        ({"type": "users_select"}, {"selected_user": None}),
        ({"type": "static_select", **OPTIONS}, {"selected_option": None}),
        ({"type": "checkboxes", **OPTIONS}, {"selected_options": []}),
        ({"type": "multi_users_select"}, {"selected_users": []}),
        ({"type": "file_input"}, {"files": []}),
    ],
)
async def test_what_is_left_empty_is_null_or_none(
    ear: Any, sit: Any, element: Json, empty: Json
) -> None:
    (value,) = await values(ear, await sit("amara"), form(element, optional=True), None)
    assert value == {"type": element["type"], **empty}


@pytest.mark.parametrize(
    ("element", "kept"),
    [
        ({"type": "plain_text_input", "initial_value": "before"}, "before"),
        ({"type": "number_input", "is_decimal_allowed": False, "initial_value": "7"}, "7"),
        ({"type": "rich_text_input", "initial_value": RICH}, RICH),
        ({"type": "datepicker", "initial_date": "2026-01-02"}, "2026-01-02"),
        ({"type": "multi_channels_select", "initial_channels": [SALES]}, [SALES]),
        ({"type": "static_select", **OPTIONS, "initial_option": option("two")}, option("two")),
        ({"type": "conversations_select", "default_to_current_conversation": True}, SALES),
        ({"type": "multi_conversations_select", "default_to_current_conversation": True}, [SALES]),
    ],
)
async def test_what_was_there_from_the_start_is_sent_untouched(
    ear: Any, sit: Any, element: Json, kept: Any
) -> None:
    (value,) = await values(ear, await sit("amara"), form(element), None)
    assert [inside for key, inside in value.items() if key != "type"] == [kept]


@pytest.mark.parametrize(
    ("element", "given", "why"),
    [
        ({"type": "plain_text_input", "min_length": 3}, {"text": "ab"}, "at least 3"),
        ({"type": "plain_text_input", "max_length": 3}, {"text": "abcd"}, "at most 3"),
        ({"type": "email_text_input"}, {"text": "nobody"}, "valid email"),
        ({"type": "url_text_input"}, {"text": "example"}, "valid URL"),
        ({"type": "rich_text_input"}, {"rich_text": {**RICH, "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": " "}]}]}},
         "required"),
        ({"type": "multi_users_select", "max_selected_items": 1},
         {"ids": ["U0EMI0001", "U0BENNO01"]}, "at most 1"),
        ({"type": "file_input", "max_files": 1}, {"files": [FILE, FILE]}, "at most 1 file."),
        ({"type": "file_input", "filetypes": ["pdf"]}, {"files": [FILE]}, "pdf"),
        ({"type": "checkboxes", **OPTIONS}, {"options": []}, "required"),
    ],
)  # fmt: skip
async def test_a_wrong_value_never_reaches_the_app(
    ear: Any, sit: Any, element: Json, given: Json, why: str
) -> None:
    amara = await sit("amara")
    shown = await opened(ear, amara, form(element))
    told = await amara.act("submit", view=shown["id"], state={"b0": {"a": given}})
    assert why in told["errors"]["b0"]
    assert ear.rest() == []


@pytest.mark.parametrize(
    ("element", "given"),
    [
        ({"type": "users_select"}, {"id": "U0NOBODY0"}),
        ({"type": "channels_select"}, {"id": "C0ASMONLY1"}),
        ({"type": "conversations_select", "filter": {"include": ["im"]}}, {"id": SALES}),
        ({"type": "conversations_select", "filter": {"exclude_external_shared_channels": True}},
         {"id": "C0COMMERC1"}),
        ({"type": "static_select", **OPTIONS}, {"option": "three"}),
        ({"type": "datepicker"}, {"date": "tomorrow"}),
        ({"type": "rich_text_input"}, {"rich_text": {"type": "section"}}),
        ({"type": "plain_text_input"}, {"text": 7}),
    ],
)  # fmt: skip
async def test_what_the_form_never_offered_is_declined_in_a_sentence(
    ear: Any, sit: Any, element: Json, given: Json
) -> None:
    amara = await sit("amara")
    shown = await opened(ear, amara, form(element))
    told = await amara.act("submit", view=shown["id"], state={"b0": {"a": given}})
    assert told["ok"] is False
    assert told["error"].endswith(".")
    assert ear.rest() == []


async def test_a_file_of_a_form_comes_whole_and_the_app_may_fetch_it(ear: Any, sit: Any) -> None:
    amara = await sit("amara")
    (value,) = await values(ear, amara, form({"type": "file_input"}), {"files": [FILE]})
    (file,) = value["files"]
    assert (file["name"], file["filetype"], file["user"]) == ("a.csv", "csv", amara.user)
    token = {"Authorization": f"Bearer {ear.client.token}"}
    async with amara.session.get(file["url_private"], headers=token) as answer:
        assert await answer.read() == b"a"


async def test_a_menu_can_say_where_the_form_is_answered(ear: Any, sit: Any) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    menu = {
        "type": "conversations_select",
        "default_to_current_conversation": True,
        "response_url_enabled": True,
    }
    shown = await opened(ear, amara, form(menu))
    await amara.act("submit", view=shown["id"], state={})
    (url,) = (await ear.hear("view_submission"))["response_urls"]
    assert (url["block_id"], url["action_id"], url["channel_id"]) == ("b0", "a", SALES)
    said = {"text": "Logged", "response_type": "in_channel"}
    async with amara.session.post(url["response_url"], json=said) as answer:
        assert answer.status == 200
    assert (await benno.hear("message"))["message"]["text"] == "Logged"


async def test_a_form_opened_in_another_window_leaves_the_first_alone(ear: Any, sit: Any) -> None:
    amara = await sit("amara")
    first = await opened(ear, amara, form({"type": "plain_text_input"}))
    second = await opened(ear, amara, form({"type": "plain_text_input"}))
    assert (second["previous_view_id"], second["root_view_id"]) == (None, second["id"])
    await amara.act("submit", view=first["id"], state={"b0": {"a": {"text": "x"}}})
    assert (await ear.hear("view_submission"))["view"]["id"] == first["id"]
    views = (await amara.get("/_page/state"))["views"]
    assert [view["id"] for view in views] == [second["id"]]


async def test_a_form_that_is_not_answered_in_time_stays_open_with_a_word(
    ear: Any, sit: Any, playground: Any
) -> None:
    amara = await sit("amara")
    shown = await opened(ear, amara, form({"type": "plain_text_input"}))
    await ear.socket.close()
    told = await amara.act("submit", view=shown["id"], state={"b0": {"a": {"text": "x"}}})
    assert told["error"] == "We had some trouble connecting. Try again?"
    assert len((await amara.get("/_page/state"))["views"]) == 1


@pytest.mark.parametrize(("whole", "left"), [(False, 1), (True, 0)])
async def test_the_cross_closes_all_and_cancel_only_what_is_on_top(
    ear: Any, sit: Any, whole: bool, left: int
) -> None:
    amara = await sit("amara")
    view = {**form({"type": "plain_text_input"}), "notify_on_close": True}
    shown = await opened(ear, amara, view)
    ear.answers["view_submission"] = {"response_action": "push", "view": view}
    await amara.act("submit", view=shown["id"], state={"b0": {"a": {"text": "x"}}})
    above = (await amara.hear("view"))["view"]
    await amara.act("close", view=above["id"], all=whole)
    assert (await ear.hear("view_closed"))["is_cleared"] is whole
    assert len((await amara.get("/_page/state"))["views"]) == left


async def test_closing_a_form_that_did_not_ask_is_not_told(ear: Any, sit: Any) -> None:
    amara = await sit("amara")
    shown = await opened(ear, amara, form({"type": "plain_text_input"}))
    assert (await amara.act("close", view=shown["id"]))["ok"]
    await amara.act("message", channel=SALES, text="the end")
    await ear.hear("message")
    assert ear.rest() == []


@pytest.mark.parametrize("dispatch", [True, False])
async def test_an_input_tells_at_once_only_when_it_was_asked_to(
    ear: Any, sit: Any, dispatch: bool
) -> None:
    amara = await sit("amara")
    view = form({"type": "plain_text_input"})
    view["blocks"][0]["dispatch_action"] = dispatch
    shown = await opened(ear, amara, view)
    action = {"block_id": "b0", "action_id": "a"}
    told = await amara.act(
        "action", source={"view": shown["id"]}, action=action, value={"text": "as I type"}
    )
    assert told["ok"] is dispatch
    if dispatch:
        body = await ear.hear("block_actions")
        assert body["actions"][0]["value"] == "as I type"
        assert body["view"]["state"]["values"]["b0"]["a"]["value"] == "as I type"
        assert not {"channel", "response_url", "message"} & set(body)
