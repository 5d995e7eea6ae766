"""Events and Home with a real Bolt app."""

from typing import Any

import pytest

from playground.server import Playground

Json = dict[str, Any]


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


async def test_a_mention_and_its_message_are_both_announced(bot: Any, sit: Any) -> None:
    amara = await sit("amara")
    await amara.act("message", channel="C0SALESROE", text="<@U0HANDRAIL> who owns <620>?")
    first, second = await bot.got(), await bot.got()
    kinds = {body["event"]["type"]: body for body in (first, second)}
    assert kinds["message"]["event"]["channel_type"] == "channel"
    assert kinds["app_mention"]["event"]["text"] == "<@U0HANDRAIL> who owns &lt;620&gt;?"
    assert kinds["message"]["authorizations"][0]["user_id"] == "U0HANDRAIL"


async def test_a_direct_message_with_a_file_says_so(bot: Any, sit: Any) -> None:
    amara = await sit("amara")
    channel = (await amara.act("open_im", user="U0HANDRAIL"))["channel"]
    opened = (await bot.got())["event"]
    assert (opened["type"], opened["tab"]) == ("app_home_opened", "messages")
    files = [{"name": "deals.csv", "mimetype": "text/csv", "base64": "YSxiCg=="}]
    await amara.act("message", channel=channel, text="here", files=files)
    event = (await bot.got())["event"]
    assert (event["subtype"], event["channel_type"]) == ("file_share", "im")
    assert (event["files"][0]["name"], event["files"][0]["size"]) == ("deals.csv", 4)


async def test_a_channel_without_the_bot_is_silent(bot: Any, sit: Any) -> None:
    amara = await sit("amara")
    await amara.act("message", channel="C0RANDOM01", text="secret")
    await amara.act("message", channel="C0SALESROE", text="open")
    assert (await bot.got())["event"]["text"] == "open"


async def test_opening_home_tells_the_app_and_shows_what_it_publishes(bot: Any, sit: Any) -> None:
    helen = await sit("helen")
    assert (await helen.act("home", app="A0HANDRAIL"))["view"] is None
    event = (await bot.got())["event"]
    assert (event["type"], event["tab"], event["user"]) == ("app_home_opened", "home", helen.user)
    blocks = [{"type": "header", "text": text("Your day")}]
    await bot.client.views_publish(user_id=helen.user, view={"type": "home", "blocks": blocks})
    assert (await helen.hear("home"))["view"]["blocks"][0]["text"]["text"] == "Your day"


async def test_an_event_delivered_twice_is_the_same_event(
    bot: Any, sit: Any, playground: Playground
) -> None:
    amara = await sit("amara")
    event = {"type": "app_mention", "channel": "C0SALESROE", "user": amara.user, "text": "hi"}
    url = f"{playground.url}/_control"
    async with amara.session.post(url, json={"event": event, "times": 2}) as answer:
        told = await answer.json()
    ids = {(await bot.got())["event_id"] for _ in range(2)}
    assert ids == {told["event_id"]}


@pytest.mark.parametrize(
    ("order", "kind"),
    [
        ({"person": {"id": "U0EMI0001", "tz": "Europe/Paris"}}, "user_change"),
        ({"newcomer": {"name": "mira", "real_name": "Mira Stone", "title": "SDR"}}, "team_join"),
    ],
)
async def test_apps_hear_of_people_who_change_and_who_join(
    bot: Any, sit: Any, playground: Playground, order: Json, kind: str
) -> None:
    amara = await sit("amara")
    async with amara.session.post(f"{playground.url}/_control", json=order) as answer:
        assert (await answer.json())["ok"] is True
    event = (await bot.got())["event"]
    assert event["type"] == kind
    assert event["user"]["name"] in ("emi", "mira")


async def test_joining_a_channel_is_told_to_the_bot_in_it(bot: Any, sit: Any) -> None:
    amara = await sit("amara")
    await bot.client.conversations_join(channel="C0RANDOM01")
    joined = (await bot.got())["event"]
    assert (joined["type"], joined["user"]) == ("member_joined_channel", "U0HANDRAIL")
    await amara.act("message", channel="C0RANDOM01", text="welcome")
    assert (await bot.got())["event"]["text"] == "welcome"


async def test_presses_in_home_carry_its_view(bot: Any, sit: Any) -> None:
    helen, amara = await sit("helen"), await sit("amara")
    box = {
        "type": "checkboxes",
        "action_id": "seen",
        "options": [{"text": text("Read it"), "value": "r"}],
    }
    blocks = [{"type": "actions", "block_id": "b", "elements": [box]}]
    view = (
        await bot.client.views_publish(user_id=helen.user, view={"type": "home", "blocks": blocks})
    )["view"]
    where = {"source": {"view": view["id"]}, "action": {"block_id": "b", "action_id": "seen"}}
    await helen.act("action", **where, value={"options": ["r"]})
    body = await bot.got()
    assert body["view"]["type"] == "home"
    assert body["actions"][0]["selected_options"][0]["value"] == "r"
    assert (await amara.act("action", **where, value={"options": ["r"]}))["ok"] is False


async def test_the_bot_reads_a_file_sent_to_it(bot: Any, sit: Any) -> None:
    amara = await sit("amara")
    channel = (await amara.act("open_im", user="U0HANDRAIL"))["channel"]
    await bot.got()
    files = [{"name": "deals.csv", "mimetype": "text/csv", "base64": "YSxiCg=="}]
    await amara.act("message", channel=channel, text="", files=files)
    url = (await bot.got())["event"]["files"][0]["url_private"]
    token = {"Authorization": f"Bearer {bot.client.token}"}
    async with amara.session.get(url, headers=token) as answer:
        assert (answer.status, await answer.read()) == (200, b"a,b\n")
