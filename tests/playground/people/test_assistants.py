"""Bolt's own assistant in the agent pane: greeted, prompted, asked and answered."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp, AsyncAssistant
from slack_sdk.web.async_client import AsyncWebClient

from playground.server import Playground

APP = {"app": "A0HANDRAIL"}


def assistant() -> AsyncAssistant:
    made = AsyncAssistant()

    @made.thread_started
    async def greet(say: Any, set_suggested_prompts: Any) -> None:
        await say("Ask me who owns an account.")
        await set_suggested_prompts(prompts=[{"title": "Try", "message": "620 people?"}])

    @made.thread_context_changed
    async def follow(save_thread_context: Any, payload: Any) -> None:
        await save_thread_context(payload["assistant_thread"]["context"])

    @made.user_message
    async def answer(say: Any, set_status: Any, set_title: Any, get_thread_context: Any) -> None:
        await set_status("looking it up")
        await set_title("620 people")
        context = await get_thread_context()
        await say(f"Mid-Market, seen from {context['channel_id']}")

    return made


@pytest.fixture
async def agent(playground: Playground) -> AsyncIterator[None]:
    client = AsyncWebClient(playground.bot_token, base_url=playground.api_url)
    app = AsyncApp(client=client, signing_secret="unused")
    app.use(assistant())
    handler = AsyncSocketModeHandler(app, playground.app_token)
    handler.client.web_client = AsyncWebClient(base_url=playground.api_url)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    await playground.platform.sockets.opened.wait()
    yield
    await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped


@pytest.mark.usefixtures("agent")
async def test_a_bolt_assistant_greets_follows_and_answers(sit: Any) -> None:
    amara = await sit("amara")
    chat = await amara.act("agent", **APP, context="C0SALESROE")
    where = {"channel": chat["channel"], "thread": chat["thread"]}
    assert (await amara.hear("assistant"))["prompts"][0]["title"] == "Try"
    await amara.act("message", **where, text="620 people?")
    told = [await amara.hear("assistant") for _ in range(2)]
    assert (told[0]["status"], told[1]["title"]) == ("looking it up", "620 people")
    while "Mid-Market" not in (said := (await amara.hear("message"))["message"])["text"]:
        pass
    assert said["text"] == "Mid-Market, seen from C0SALESROE"
    thread = (await amara.get("/_page/messages", **where))["messages"]
    assert [m["text"] for m in thread][:2] == ["620 people", "Ask me who owns an account."]
