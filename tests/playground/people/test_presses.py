"""Presses in messages, attachments and menus, with the payloads Slack would send."""

from typing import Any

import pytest

from playground.shapes import Json

SALES = "C0SALESROE"


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def option(value: str) -> Json:
    return {"text": text(value.title()), "value": value}


async def post(ear: Any, element: Json, **more: Any) -> Json:
    blocks = [{"type": "actions", "block_id": "b", "elements": [{"action_id": "a", **element}]}]
    content = (
        {"attachments": [{"blocks": blocks}]} if more.pop("attached", 0) else {"blocks": blocks}
    )
    sent = await ear.client.chat_postMessage(channel=SALES, text="x", **content, **more)
    where = {"channel": SALES, "ts": sent["ts"]}
    return {"source": where, "action": {"block_id": "b", "action_id": "a"}}


@pytest.mark.parametrize(
    ("element", "value", "told"),
    [
        ({"type": "button", "text": text("Go"), "value": "7", "style": "primary"}, None,
         {"text": text("Go"), "value": "7", "style": "primary"}),
        ({"type": "button", "text": text("Open"), "url": "https://acme.example"}, None,
         {"text": text("Open"), "url": "https://acme.example"}),
        ({"type": "overflow", "options": [option("one"), option("two")]}, {"option": "one"},
         {"selected_option": option("one")}),
        ({"type": "checkboxes", "options": [option("one")]}, {"options": []},
         {"selected_options": []}),
        ({"type": "static_select", "placeholder": text("Which?"), "options": [option("one")],
          "initial_option": option("one")}, {"option": "one"},
         {"selected_option": option("one"), "placeholder": text("Which?"),
          "initial_option": option("one")}),
        ({"type": "datepicker", "initial_date": "2026-01-01"}, {"date": "2026-01-02"},
         {"selected_date": "2026-01-02", "initial_date": "2026-01-01"}),
        ({"type": "users_select"}, {"id": "U0EMI0001"}, {"selected_user": "U0EMI0001"}),
    ],
)  # fmt: skip
async def test_each_element_tells_what_slack_tells_of_it(
    ear: Any, sit: Any, element: Json, value: Any, told: Json
) -> None:
    amara = await sit("amara")
    await amara.act("action", **await post(ear, element), value=value)
    (action,) = (await ear.hear("block_actions"))["actions"]
    assert action.pop("action_ts")
    assert action == {"type": element["type"], "action_id": "a", "block_id": "b", **told}


async def test_a_press_in_an_attachment_says_in_which(ear: Any, sit: Any) -> None:
    amara = await sit("amara")
    button = {"type": "button", "text": text("Go")}
    await amara.act("action", **await post(ear, button, attached=1))
    container = (await ear.hear("block_actions"))["container"]
    assert (container["type"], container["attachment_id"]) == ("message_attachment", 1)


async def test_a_press_in_a_thread_says_in_which(ear: Any, sit: Any) -> None:
    amara = await sit("amara")
    parent = (await ear.client.chat_postMessage(channel=SALES, text="deal"))["ts"]
    button = {"type": "button", "text": text("Go")}
    await amara.act("action", **await post(ear, button, thread_ts=parent))
    assert (await ear.hear("block_actions"))["container"]["thread_ts"] == parent


async def test_my_choices_are_not_in_anothers_state(ear: Any, sit: Any) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    picker = {"type": "datepicker"}
    where = await post(ear, picker)
    await amara.act("action", **where, value={"date": "2026-01-02"})
    mine = (await ear.hear("block_actions"))["state"]["values"]
    await benno.act("action", **where, value={"date": None})
    his = (await ear.hear("block_actions"))["state"]["values"]
    assert mine == {"b": {"a": {"type": "datepicker", "selected_date": "2026-01-02"}}}
    assert his == {"b": {"a": {"type": "datepicker", "selected_date": None}}}


class TestExternalMenus:
    @pytest.fixture
    def menu(self) -> Json:
        return {"type": "external_select", "min_query_length": 2}

    async def test_nothing_is_asked_before_enough_is_typed(
        self, ear: Any, sit: Any, menu: Json
    ) -> None:
        amara = await sit("amara")
        where = await post(ear, menu)
        assert (await amara.act("suggest", **where, value="n"))["options"] == []
        ear.answers["block_suggestion"] = {"options": [option("north")]}
        assert (await amara.act("suggest", **where, value="no"))["options"] == [option("north")]
        asked = await ear.hear("block_suggestion")
        assert (asked["value"], asked["channel"]["id"]) == ("no", SALES)
        assert not {"trigger_id", "response_url", "actions"} & set(asked)

    async def test_options_may_come_in_groups(self, ear: Any, sit: Any, menu: Json) -> None:
        amara = await sit("amara")
        where = await post(ear, menu)
        groups = [{"label": text("West"), "options": [option("north")]}]
        ear.answers["block_suggestion"] = {"option_groups": groups}
        told = await amara.act("suggest", **where, value="no")
        assert (told["option_groups"], told["options"]) == (groups, [option("north")])
        assert (await amara.act("action", **where, value={"option": "north"}))["ok"]

    @pytest.mark.parametrize(
        "answer",
        [
            {"options": [option(f"n{n}") for n in range(101)]},
            {"options": [{"text": text("x" * 76), "value": "v"}]},
            {"options": [{"text": "bare", "value": "v"}]},
            {"options": "none"},
        ],
    )
    async def test_an_offer_slack_would_not_show_is_counted(
        self, ear: Any, sit: Any, menu: Json, answer: Json, playground: Any
    ) -> None:
        amara = await sit("amara")
        where = await post(ear, menu)
        ear.answers["block_suggestion"] = answer
        told = await amara.act("suggest", **where, value="nor")
        assert told["error"] == "Hearing offered what Slack cannot show."
        figures = playground.platform.counters.figures(playground.platform.clock.now())
        assert figures["violations"] == 1
