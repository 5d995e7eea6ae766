"""Shortcuts from the manifest: payloads, refusals and what a message shortcut may answer."""

from typing import Any

import pytest
from slack_sdk.webhook.async_client import AsyncWebhookClient

SALES = "C0SALESROE"


async def test_a_global_shortcut_tells_who_and_no_place(ear: Any, sit: Any) -> None:
    amara = await sit("amara")
    told = await amara.act("shortcut", app="A0HANDRAIL", callback_id="visit")
    payload = await ear.hear("shortcut")
    assert told == {"ok": True}
    assert (payload["callback_id"], payload["user"]["id"]) == ("visit", amara.user)
    assert not {"channel", "response_url", "message", "api_app_id"} & set(payload)


async def test_a_global_shortcut_opens_a_form(ear: Any, sit: Any) -> None:
    amara = await sit("amara")
    form = {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Visit"},
        "blocks": [{"type": "divider"}],
    }

    async def open_form(payload: Any) -> None:
        await ear.client.views_open(trigger_id=payload["trigger_id"], view=form)

    ear.before["shortcut"] = open_form
    await amara.act("shortcut", app="A0HANDRAIL", callback_id="visit")
    assert (await amara.hear("view"))["view"]["title"]["text"] == "Visit"


async def test_a_message_shortcut_brings_the_message_and_a_way_to_answer(
    ear: Any, sit: Any
) -> None:
    amara = await sit("amara")
    ts = (await amara.act("message", channel="C0RANDOM01", text="620 people"))["message"]["ts"]
    where = {"channel": "C0RANDOM01", "ts": ts}
    assert (await amara.act("shortcut", app="A0HANDRAIL", callback_id="owns", **where))["ok"]
    payload = await ear.hear("message_action")
    assert payload["channel"] == {"id": "C0RANDOM01", "name": "random"}
    assert (payload["message_ts"], payload["message"]["text"]) == (ts, "620 people")
    answer = await AsyncWebhookClient(payload["response_url"]).send(text="Mid-Market")
    shown = await amara.get("/_page/messages", channel="C0RANDOM01")
    assert answer.status_code == 200
    assert [m["text"] for m in shown["messages"]] == ["620 people", "Mid-Market"]


@pytest.mark.parametrize(
    "body",
    [
        {"callback_id": "nothing"},
        {"callback_id": "owns"},
        {"callback_id": "visit", "channel": SALES, "ts": "1.2"},
        {"callback_id": "visit", "app": "A0OTHER"},
    ],
)
async def test_what_is_no_shortcut_here_is_declined(ear: Any, sit: Any, body: Any) -> None:
    amara = await sit("amara")
    told = await amara.act("shortcut", **{"app": "A0HANDRAIL", **body})
    assert told["ok"] is False
    assert ear.rest() == []


async def test_people_of_other_companies_have_no_shortcuts(ear: Any, sit: Any) -> None:
    kavya = await sit("kavya")
    assert (await kavya.get("/_page/state"))["shortcuts"] == []
    told = await kavya.act("shortcut", app="A0HANDRAIL", callback_id="visit")
    assert told == {"ok": False, "error": "There is no such app."}


async def test_an_app_that_does_not_answer_is_named(sit: Any) -> None:
    amara = await sit("amara")
    told = await amara.act("shortcut", app="A0HANDRAIL", callback_id="visit")
    assert told["error"] == "Hearing did not respond. Please try again."


async def test_the_state_lists_shortcuts_and_what_the_app_is(sit: Any) -> None:
    state = await (await sit("amara")).get("/_page/state")
    assert [(row["callback_id"], row["type"]) for row in state["shortcuts"]] == [
        ("visit", "global"),
        ("owns", "message"),
    ]
    (app,) = state["apps"]
    assert (app["agent"], app["messages"], app["description"]) == (True, "open", "Hears it all")
    assert app["prompts"][0]["title"] == "Who owns it?"
