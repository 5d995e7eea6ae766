"""Misbehaviour to order, and the counters nobody else can touch."""

from typing import Any

import pytest
from aiohttp import ClientSession, ServerDisconnectedError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.configs import Config
from playground.server import Playground


@pytest.fixture
def bot(playground: Playground) -> AsyncWebClient:
    return AsyncWebClient(playground.bot_token, base_url=playground.api_url, retry_handlers=[])


async def control(playground: Playground, **body: Any) -> dict[str, Any]:
    async with (
        ClientSession() as session,
        session.post(f"{playground.url}/_control", json=body) as answer,
    ):
        said: dict[str, Any] = await answer.json()
    return said


async def figures(playground: Playground) -> dict[str, Any]:
    async with ClientSession() as session, session.get(f"{playground.url}/_control") as answer:
        said: dict[str, Any] = await answer.json()
    return said


async def stored(bot: AsyncWebClient) -> list[str]:
    told = await bot.conversations_history(channel="C0COMMERC1")
    return [message["text"] for message in told["messages"]]


async def test_a_rate_limit_says_when_to_come_back_and_stores_nothing(
    bot: AsyncWebClient, playground: Playground
) -> None:
    fault = {"method": "chat.postMessage", "kind": "rate_limited", "times": 1, "retry_after": "7"}
    await control(playground, fault=fault)
    with pytest.raises(SlackApiError) as caught:
        await bot.chat_postMessage(channel="C0COMMERC1", text="x")
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "7"
    await bot.chat_postMessage(channel="C0COMMERC1", text="y")
    assert await stored(bot) == ["y"]


@pytest.mark.parametrize("kept", [True, False])
async def test_a_fatal_error_may_or_may_not_have_stored_the_message(
    bot: AsyncWebClient, playground: Playground, kept: bool
) -> None:
    await control(
        playground, fault={"method": "chat.postMessage", "kind": "fatal_error", "stored": kept}
    )
    with pytest.raises(SlackApiError, match="fatal_error"):
        await bot.chat_postMessage(channel="C0COMMERC1", text="x")
    assert await stored(bot) == (["x"] if kept else [])


async def test_a_lost_reply_leaves_the_message_stored(
    bot: AsyncWebClient, playground: Playground
) -> None:
    await control(playground, fault={"method": "chat.postMessage", "kind": "lost_reply"})
    with pytest.raises(ServerDisconnectedError):
        await bot.chat_postMessage(channel="C0COMMERC1", text="x")
    assert await stored(bot) == ["x"]


async def test_a_second_message_about_the_same_thing_is_a_duplicate(
    bot: AsyncWebClient, playground: Playground
) -> None:
    metadata = {"event_type": "reminder", "event_payload": {"key": "r1"}}
    for _ in range(2):
        await bot.chat_postMessage(channel="C0COMMERC1", text="Due", metadata=metadata)
    told = await figures(playground)
    assert (told["duplicates"], told["calls"]["chat.postMessage"]) == (1, 2)


async def test_a_person_is_deactivated_and_can_no_longer_be_reached(
    bot: AsyncWebClient, playground: Playground
) -> None:
    told = await control(playground, person={"id": "U0AMARA01", "kind": "deactivated"})
    assert told["ok"] is True
    assert (await bot.users_info(user="U0AMARA01"))["user"]["deleted"] is True
    with pytest.raises(SlackApiError, match="channel_not_found"):
        await bot.chat_postMessage(channel="U0AMARA01", text="x")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"fault": {"method": "chat.postMessage", "kind": "mood"}},
        {"fault": 5},
        {"event": {}},
        {"event": {"type": "x"}, "times": 0},
        {"person": {"id": "U0NOBODY1"}},
        {"person": {"id": "U0AMARA01", "updated": 5}},
        {"advance": "far"},
    ],
)
async def test_an_order_that_makes_no_sense_is_answered_with_an_example(
    playground: Playground, body: dict[str, Any]
) -> None:
    told = await control(playground, **body)
    assert told["ok"] is False
    assert '{"fault":' in told["error"]


async def test_controls_are_off_unless_asked_for(config: Config) -> None:
    async with Playground(config) as playground:
        assert (await figures(playground))["error"] == "not_found"
