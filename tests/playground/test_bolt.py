"""A real Bolt app over a real socket, and people pressing its buttons."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from playground.server import Playground

Json = dict[str, Any]


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


BUTTON = {
    "type": "actions",
    "elements": [
        {"type": "button", "action_id": "accept", "text": text("Accept"), "value": "deal-7"},
        {
            "type": "static_select",
            "action_id": "stage",
            "options": [{"text": text("One"), "value": "1"}, {"text": text("Two"), "value": "2"}],
        },
    ],
}
FORM: Json = {
    "type": "modal",
    "callback_id": "trip",
    "title": text("Trip note"),
    "submit": text("Save"),
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "note",
            "label": text("Note"),
            "element": {"type": "plain_text_input", "action_id": "text"},
        },
        {
            "type": "input",
            "block_id": "seats",
            "label": text("Seats"),
            "optional": True,
            "element": {
                "type": "number_input", "action_id": "n", "is_decimal_allowed": False,
                "min_value": "1",
            },
        },
        {
            "type": "input",
            "block_id": "owner",
            "label": text("Owner"),
            "element": {"type": "users_select", "action_id": "u", "initial_user": "U0EMI0001"},
        },
    ],
}  # fmt: skip


@dataclass
class Bot:
    """A Bolt app that keeps what it was sent and answers as a test tells it to."""

    app: AsyncApp
    client: AsyncWebClient
    seen: asyncio.Queue[Json] = field(default_factory=asyncio.Queue)
    answers: Json = field(default_factory=dict)

    async def got(self) -> Json:
        return await asyncio.wait_for(self.seen.get(), 3)


def listen(bot: Bot) -> None:
    async def on_command(ack: Any, body: Json) -> None:
        await ack(**bot.answers.get("command", {}))
        await bot.seen.put(body)

    async def on_form(ack: Any, body: Json) -> None:
        await ack()
        await bot.client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await bot.seen.put(body)

    async def on_action(ack: Any, body: Json) -> None:
        await ack()
        await bot.seen.put(body)

    async def on_view(ack: Any, body: Json) -> None:
        await ack(**bot.answers.get("view", {}))
        await bot.seen.put(body)

    async def on_event(body: Json) -> None:
        await bot.seen.put(body)

    bot.app.command("/roe")(on_command)
    bot.app.command("/form")(on_form)
    bot.app.action({"action_id": "accept"})(on_action)
    bot.app.action({"action_id": "stage"})(on_action)
    bot.app.view("trip")(on_view)
    bot.app.view_closed("trip")(on_view)
    for event in ("message", "app_mention", "app_home_opened", "member_joined_channel"):
        bot.app.event(event)(on_event)


@pytest.fixture
async def bot(playground: Playground) -> AsyncIterator[Bot]:
    client = AsyncWebClient(playground.bot_token, base_url=playground.api_url)
    app = AsyncApp(client=client, signing_secret="unused", process_before_response=True)
    handler = AsyncSocketModeHandler(app, playground.app_token)
    handler.client.web_client = AsyncWebClient(base_url=playground.api_url)
    bot = Bot(app, client)
    listen(bot)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    await asyncio.wait_for(playground.platform.sockets.opened.wait(), 3)
    yield bot
    await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped


async def test_a_command_carries_who_where_and_what(bot: Bot, sit: Any) -> None:
    amara = await sit("amara")
    assert await amara.act("command", channel="C0SALESROE", command="/roe", text="620 employees")
    body = await bot.got()
    assert (body["command"], body["text"]) == ("/roe", "620 employees")
    assert (body["user_id"], body["user_name"]) == (amara.user, "amara")
    assert (body["channel_id"], body["channel_name"]) == ("C0SALESROE", "sales-roe")


async def test_the_acknowledgement_of_a_command_is_seen_only_by_who_asked(
    bot: Bot, sit: Any
) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    bot.answers["command"] = {"text": "Mid-Market owns it"}
    await amara.act("command", channel="C0SALESROE", command="/roe", text="620")
    shown = (await amara.hear("message"))["message"]
    assert (shown["text"], shown["ephemeral"]) == ("Mid-Market owns it", True)
    hers = await amara.get("/_page/messages", channel="C0SALESROE")
    his = await benno.get("/_page/messages", channel="C0SALESROE")
    assert [m["text"] for m in hers["messages"]] == ["Mid-Market owns it"]
    assert his["messages"] == []


async def test_an_answer_for_everyone_is_seen_by_everyone(bot: Bot, sit: Any) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    bot.answers["command"] = {"text": "Shared", "response_type": "in_channel"}
    await amara.act("command", channel="C0SALESROE", command="/roe", text="620")
    assert (await benno.hear("message"))["message"]["text"] == "Shared"


async def test_an_answer_slack_would_refuse_is_counted(
    bot: Bot, sit: Any, playground: Playground
) -> None:
    amara = await sit("amara")
    bot.answers["command"] = {"text": "x", "blocks": [{"type": "header", "text": text("y" * 151)}]}
    told = await amara.act("command", channel="C0SALESROE", command="/roe", text="620")
    assert told["error"] == '/roe failed with the error "invalid_blocks"'
    assert playground.platform.counters.violations == 1


async def test_a_press_carries_the_message_its_state_and_a_way_to_answer(
    bot: Bot, sit: Any
) -> None:
    amara = await sit("amara")
    sent = await bot.client.chat_postMessage(channel=amara.user, text="Deal", blocks=[BUTTON])
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


async def test_a_response_url_replaces_the_message_and_wears_out(bot: Bot, sit: Any) -> None:
    amara = await sit("amara")
    sent = await bot.client.chat_postMessage(channel=amara.user, text="Deal", blocks=[BUTTON])
    await amara.press(sent["channel"], sent["ts"], "accept")
    hook = AsyncWebhookClient((await bot.got())["response_url"])
    first = await hook.send(text="Accepted", blocks=[], replace_original=True)
    shown = await amara.get("/_page/messages", channel=sent["channel"])
    assert (first.status_code, shown["messages"][0]["text"]) == (200, "Accepted")
    used = [(await hook.send(text="more")).status_code for _ in range(5)]
    assert used == [200, 200, 200, 200, 404]


async def test_a_response_url_expires_after_half_an_hour(
    bot: Bot, sit: Any, playground: Playground
) -> None:
    amara = await sit("amara")
    await amara.act("command", channel="C0SALESROE", command="/roe", text="")
    hook = AsyncWebhookClient((await bot.got())["response_url"])
    playground.platform.clock.advance(1801)
    late = await hook.send(text="late")
    assert (late.status_code, "expired_url" in late.body) == (404, True)


async def open_form(bot: Bot, sit: Any, name: str = "amara") -> tuple[Any, Json, Json]:
    person = await sit(name)
    await person.act("command", channel="C0SALESROE", command="/form", text="")
    view = (await person.hear("view"))["view"]
    return person, view, await bot.got()


async def test_a_form_opens_and_its_answers_arrive_with_initial_values(bot: Bot, sit: Any) -> None:
    amara, view, _ = await open_form(bot, sit)
    state = {"note": {"text": {"text": "Met the CFO"}}, "seats": {"n": {"text": "12"}}}
    told = await amara.act("submit", view=view["id"], state=state)
    assert told == {"ok": True, "response_action": None, "errors": {}}
    values = (await bot.got())["view"]["state"]["values"]
    assert values["note"]["text"] == {"type": "plain_text_input", "value": "Met the CFO"}
    assert values["seats"]["n"]["value"] == "12"
    assert values["owner"]["u"]["selected_user"] == "U0EMI0001"
    assert (await amara.hear("view_closed"))["id"] == view["id"]


@pytest.mark.parametrize(
    ("state", "block"),
    [
        ({"note": {"text": {"text": ""}}}, "note"),
        ({"note": {"text": {"text": "a"}}, "seats": {"n": {"text": "many"}}}, "seats"),
        ({"note": {"text": {"text": "a"}}, "seats": {"n": {"text": "0"}}}, "seats"),
        ({"note": {"text": {"text": "a"}}, "seats": {"n": {"text": "1.5"}}}, "seats"),
        ({"note": {"text": {"text": "a"}}, "owner": {"u": {"id": None}}}, "owner"),
    ],
)
async def test_slack_checks_a_form_before_the_app_sees_it(
    bot: Bot, sit: Any, state: Json, block: str
) -> None:
    amara, view, _ = await open_form(bot, sit)
    told = await amara.act("submit", view=view["id"], state=state)
    assert (told["response_action"], list(told["errors"])) == ("errors", [block])
    assert bot.seen.empty()


async def test_errors_from_the_app_keep_the_form_open(bot: Bot, sit: Any) -> None:
    amara, view, _ = await open_form(bot, sit)
    bot.answers["view"] = {"response_action": "errors", "errors": {"note": "Say who you met."}}
    state = {"note": {"text": {"text": "x"}}}
    told = await amara.act("submit", view=view["id"], state=state)
    assert told["errors"] == {"note": "Say who you met."}
    bot.answers["view"] = {}
    assert (await amara.act("submit", view=view["id"], state=state))["response_action"] is None


async def test_errors_for_a_block_that_is_no_input_are_trouble(bot: Bot, sit: Any) -> None:
    amara, view, _ = await open_form(bot, sit)
    bot.answers["view"] = {"response_action": "errors", "errors": {"nowhere": "Lost"}}
    told = await amara.act("submit", view=view["id"], state={"note": {"text": {"text": "x"}}})
    assert told["error"] == "We had some trouble connecting. Try again?"


async def test_a_form_is_updated_in_place_and_pushed_upon_three_deep(bot: Bot, sit: Any) -> None:
    amara, view, _ = await open_form(bot, sit)
    state = {"note": {"text": {"text": "x"}}}
    bot.answers["view"] = {"response_action": "update", "view": {**FORM, "title": text("Again")}}
    assert (await amara.act("submit", view=view["id"], state=state))["response_action"] == "update"
    assert (await amara.hear("view"))["view"]["title"]["text"] == "Again"
    bot.answers["view"] = {"response_action": "push", "view": FORM}
    await amara.act("submit", view=view["id"], state=state)
    second = (await amara.hear("view"))["view"]
    assert (second["previous_view_id"], second["root_view_id"]) == (view["id"], view["id"])
    await amara.act("submit", view=second["id"], state=state)
    third = (await amara.hear("view"))["view"]
    told = await amara.act("submit", view=third["id"], state=state)
    assert told["ok"] is False
    bot.answers["view"] = {"response_action": "clear"}
    assert (await amara.act("submit", view=third["id"], state=state))["response_action"] == "clear"
    assert (await amara.hear("view_closed"))["all"] is True


async def test_closing_a_form_is_told_to_the_app_that_asks(bot: Bot, sit: Any) -> None:
    amara, view, _ = await open_form(bot, sit)
    assert (await amara.act("close", view=view["id"]))["ok"] is True
    body = await bot.got()
    assert (body["type"], body["is_cleared"]) == ("view_closed", False)


async def test_nobody_submits_anothers_form(bot: Bot, sit: Any) -> None:
    _, view, _ = await open_form(bot, sit)
    benno = await sit("benno")
    told = await benno.act("submit", view=view["id"], state={"note": {"text": {"text": "x"}}})
    assert told["ok"] is False


async def test_a_trigger_works_once_and_for_three_seconds(
    bot: Bot, sit: Any, playground: Playground
) -> None:
    amara, _, body = await open_form(bot, sit)
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await bot.client.views_open(trigger_id=body["trigger_id"], view=FORM)
    await amara.act("command", channel="C0SALESROE", command="/roe", text="")
    late = (await bot.got())["trigger_id"]
    playground.platform.clock.advance(3.5)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await bot.client.views_open(trigger_id=late, view=FORM)


async def test_a_view_is_updated_only_with_the_right_hash(bot: Bot, sit: Any) -> None:
    _, view, _ = await open_form(bot, sit)
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await bot.client.views_update(view_id=view["id"], hash="0.0", view=FORM)
    await bot.client.views_update(view_id=view["id"], hash=view["hash"], view=FORM)


async def test_a_mention_and_its_message_are_both_announced(bot: Bot, sit: Any) -> None:
    amara = await sit("amara")
    await amara.act("message", channel="C0SALESROE", text="<@U0HANDRAIL> who owns <620>?")
    first, second = await bot.got(), await bot.got()
    kinds = {body["event"]["type"]: body for body in (first, second)}
    assert kinds["message"]["event"]["channel_type"] == "channel"
    assert kinds["app_mention"]["event"]["text"] == "<@U0HANDRAIL> who owns &lt;620&gt;?"
    assert kinds["message"]["authorizations"][0]["user_id"] == "U0HANDRAIL"


async def test_a_direct_message_with_a_file_says_so(bot: Bot, sit: Any) -> None:
    amara = await sit("amara")
    channel = (await amara.act("open_im", user="U0HANDRAIL"))["channel"]
    opened = (await bot.got())["event"]
    assert (opened["type"], opened["tab"]) == ("app_home_opened", "messages")
    files = [{"name": "deals.csv", "mimetype": "text/csv", "base64": "YSxiCg=="}]
    await amara.act("message", channel=channel, text="here", files=files)
    event = (await bot.got())["event"]
    assert (event["subtype"], event["channel_type"]) == ("file_share", "im")
    assert (event["files"][0]["name"], event["files"][0]["size"]) == ("deals.csv", 4)


async def test_a_channel_without_the_bot_is_silent(bot: Bot, sit: Any) -> None:
    amara = await sit("amara")
    await amara.act("message", channel="C0RANDOM01", text="secret")
    await amara.act("message", channel="C0SALESROE", text="open")
    assert (await bot.got())["event"]["text"] == "open"


async def test_opening_home_tells_the_app_and_shows_what_it_publishes(bot: Bot, sit: Any) -> None:
    helen = await sit("helen")
    assert (await helen.act("home", app="A0HANDRAIL"))["view"] is None
    event = (await bot.got())["event"]
    assert (event["type"], event["tab"], event["user"]) == ("app_home_opened", "home", helen.user)
    blocks = [{"type": "header", "text": text("Your day")}]
    await bot.client.views_publish(user_id=helen.user, view={"type": "home", "blocks": blocks})
    assert (await helen.hear("home"))["view"]["blocks"][0]["text"]["text"] == "Your day"
