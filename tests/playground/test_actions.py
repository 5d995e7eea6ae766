"""Presses, choices and response urls with a real Bolt app."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from playground.server import Playground

Json = dict[str, Any]


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


async def test_a_press_carries_the_message_its_state_and_a_way_to_answer(
    bot: Any, sit: Any
) -> None:
    amara = await sit("amara")
    sent = await bot.client.chat_postMessage(channel=amara.user, text="Deal", blocks=[bot.buttons])
    channel, ts = sent["channel"], sent["ts"]
    await amara.press(channel, ts, "stage", {"option": "2"})
    chosen = (await bot.got())["actions"][0]
    assert chosen["selected_option"]["text"]["text"] == "Two"
    await amara.press(channel, ts, "accept")
    body = await bot.got()
    assert body["actions"][0]["value"] == "deal-7"
    assert body["message"]["ts"] == ts
    assert body["channel"] == {"id": channel, "name": "directmessage"}
    (values,) = body["state"]["values"].values()
    assert values["stage"]["selected_option"]["value"] == "2"


async def test_a_response_url_replaces_the_message_and_wears_out(bot: Any, sit: Any) -> None:
    amara = await sit("amara")
    sent = await bot.client.chat_postMessage(channel=amara.user, text="Deal", blocks=[bot.buttons])
    await amara.press(sent["channel"], sent["ts"], "accept")
    hook = AsyncWebhookClient((await bot.got())["response_url"])
    first = await hook.send(text="Accepted", blocks=[], replace_original=True)
    shown = await amara.get("/_page/messages", channel=sent["channel"])
    assert (first.status_code, shown["messages"][0]["text"]) == (200, "Accepted")
    used = [(await hook.send(text="more")).status_code for _ in range(5)]
    assert used == [200, 200, 200, 200, 404]


async def test_a_response_url_expires_after_half_an_hour(
    bot: Any, sit: Any, playground: Playground
) -> None:
    amara = await sit("amara")
    await amara.act("command", channel="C0SALESROE", command="/roe", text="")
    hook = AsyncWebhookClient((await bot.got())["response_url"])
    playground.platform.clock.advance(1801)
    late = await hook.send(text="late")
    assert (late.status_code, "expired_url" in late.body) == (404, True)


async def test_an_external_menu_asks_the_app_as_the_person_types(bot: Any, sit: Any) -> None:
    amara = await sit("amara")
    menu = {"type": "external_select", "action_id": "account", "min_query_length": 1}
    blocks = [{"type": "actions", "block_id": "b", "elements": [menu]}]
    sent = await bot.client.chat_postMessage(channel=amara.user, text="Which?", blocks=blocks)
    bot.answers["options"] = {"options": [{"text": text("Northwind"), "value": "nw"}]}
    where = {
        "source": {"channel": sent["channel"], "ts": sent["ts"]},
        "action": {"block_id": "b", "action_id": "account"},
    }
    told = await amara.act("suggest", **where, value="nor")
    assert [option["value"] for option in told["options"]] == ["nw"]
    asked = await bot.got()
    assert (asked["type"], asked["value"]) == ("block_suggestion", "nor")
    await amara.act("action", **where, value={"option": "nw"})
    chosen = (await bot.got())["actions"][0]["selected_option"]
    assert chosen == {"text": text("Northwind"), "value": "nw"}


async def test_a_choice_that_was_never_offered_is_declined(bot: Any, sit: Any) -> None:
    amara = await sit("amara")
    sent = await bot.client.chat_postMessage(channel=amara.user, text="Deal", blocks=[bot.buttons])
    told = await amara.press(sent["channel"], sent["ts"], "stage", {"option": "9"})
    assert told["ok"] is False
    assert bot.seen.empty()


async def test_nobody_presses_a_button_they_cannot_see(bot: Any, sit: Any) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    sent = await bot.client.chat_postMessage(
        channel=amara.user, text="Deal", blocks=[{**bot.buttons, "block_id": "b"}]
    )
    told = await benno.act(
        "action",
        source={"channel": sent["channel"], "ts": sent["ts"]},
        action={"block_id": "b", "action_id": "accept"},
    )
    assert told == {"ok": False, "error": "That is no longer there. Reload to see what is."}


async def test_an_ephemeral_message_is_replaced_only_through_its_response_url(
    bot: Any, sit: Any
) -> None:
    amara = await sit("amara")
    bot.answers["command"] = {"text": "Private", "blocks": [bot.buttons]}
    await amara.act("command", channel="C0SALESROE", command="/roe", text="")
    await bot.got()
    ts = (await amara.hear("message"))["message"]["ts"]
    with pytest.raises(SlackApiError, match="message_not_found"):
        await bot.client.chat_update(channel="C0SALESROE", ts=ts, text="x")
    await amara.press("C0SALESROE", ts, "accept")
    body = await bot.got()
    assert body["container"]["is_ephemeral"] is True
    assert "message" not in body
    await AsyncWebhookClient(body["response_url"]).send(text="Done", replace_original=True)
    changed = (await amara.hear("message"))["message"]
    assert (changed["ts"], changed["text"], changed["ephemeral"]) == (ts, "Done", True)
    await AsyncWebhookClient(body["response_url"]).send_dict({"delete_original": True})
    assert (await amara.hear("message_deleted"))["ts"] == ts


async def test_feedback_reaches_the_app_with_the_value_of_the_button_pressed(
    bot: Any, sit: Any
) -> None:
    amara = await sit("amara")
    halves = {
        f"{name}_button": {"text": text(name.title()), "value": f"{name}-7"}
        for name in ("positive", "negative")
    }
    element = {"type": "feedback_buttons", "action_id": "accept", **halves}
    block = {"type": "context_actions", "elements": [element]}
    sent = await bot.client.chat_postMessage(channel=amara.user, text="So?", blocks=[block])
    await amara.press(sent["channel"], sent["ts"], "accept", {"value": "negative-7"})
    action = (await bot.got())["actions"][0]
    assert (action["value"], action["text"]["text"]) == ("negative-7", "Negative")
    forged = await amara.press(sent["channel"], sent["ts"], "accept", {"value": "other"})
    assert forged["ok"] is False
