"""An app that hears everything, for what people do at the page."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse
from slack_sdk.web.async_client import AsyncWebClient

from playground import seeds
from playground.configs import Config, Timing
from playground.server import Playground
from playground.subscriptions import CHANNEL_NEWS, GROUP_NEWS, PERSON_NEWS

Json: TypeAlias = dict[str, Any]

SCOPES = [
    "chat:write", "commands", "app_mentions:read", "assistant:write",
    "channels:history", "groups:history", "im:history", "mpim:history",
    "channels:read", "groups:read", "im:read", "mpim:read", "im:write",
    "channels:join", "channels:manage",
    "users:read", "reactions:read", "pins:read", "files:read",
]  # fmt: skip
EVENTS = [
    "message.channels", "message.groups", "message.im", "message.mpim", "app_mention",
    "app_home_opened", "member_joined_channel", "member_left_channel", "channel_id_changed",
    "reaction_added", "reaction_removed", "pin_added", "pin_removed", "file_shared",
    "assistant_thread_started", "assistant_thread_context_changed",
    *CHANNEL_NEWS, *GROUP_NEWS, *PERSON_NEWS,
]  # fmt: skip
PROMPT = {"title": "Who owns it?", "message": "Who owns a company of 620?"}
MANIFEST: Json = {
    "display_information": {"name": "Hearing", "description": "Hears it all"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [{"command": "/form", "description": "Open a form"}],
        "assistant_view": {"assistant_description": "Asks", "suggested_prompts": [PROMPT]},
        "shortcuts": [
            {"name": "Log a visit", "type": "global", "callback_id": "visit", "description": "New"},
            {"name": "Who owns", "type": "message", "callback_id": "owns", "description": "Ask"},
        ],
    },
    "oauth_config": {"scopes": {"bot": SCOPES}},
    "settings": {"event_subscriptions": {"bot_events": EVENTS}},
}


@pytest.fixture
def manifest() -> Json:
    return MANIFEST


@pytest.fixture
def config(manifest: Json) -> Config:
    timing = Timing(acknowledge=1.0, event_retries=(0.05,))
    return replace(seeds.company(manifest), timing=timing)


@dataclass
class Ear:
    """A socket of the app: what comes is kept, and acknowledged as a test says."""

    client: AsyncWebClient
    socket: ClientWebSocketResponse
    heard: asyncio.Queue[Json] = field(default_factory=asyncio.Queue)
    answers: Json = field(default_factory=dict)
    before: Json = field(default_factory=dict)

    async def listen(self) -> None:
        async for frame in self.socket:
            envelope = frame.json()
            if "envelope_id" in envelope:
                await self.take(envelope)

    async def take(self, envelope: Json) -> None:
        payload = envelope["payload"]
        kind = payload.get("type", payload.get("command"))
        first: Callable[[Json], Awaitable[None]] | None = self.before.get(kind)
        if first is not None:
            await first(payload)
        said = {"payload": self.answers[kind]} if kind in self.answers else {}
        await self.socket.send_json({"envelope_id": envelope["envelope_id"], **said})
        self.heard.put_nowait(payload)

    async def hear(self, kind: str) -> Json:
        """The next payload of this kind; an event is named by its type, `message` by subtype."""
        while True:
            payload = await asyncio.wait_for(self.heard.get(), 20)
            if name_of(payload) == kind:
                return payload

    async def event(self, kind: str) -> Json:
        event: Json = (await self.hear(kind))["event"]
        return event

    def rest(self) -> list[str]:
        return [name_of(self.heard.get_nowait()) for _ in range(self.heard.qsize())]


def name_of(payload: Json) -> str:
    event = payload.get("event")
    if event is None:
        return str(payload.get("type", payload.get("command")))
    return ".".join(part for part in (event["type"], event.get("subtype")) if part)


@pytest.fixture
async def ear(playground: Playground) -> AsyncIterator[Ear]:
    opener = AsyncWebClient(playground.app_token, base_url=playground.api_url)
    async with ClientSession() as session:
        opened = await opener.apps_connections_open(app_token=playground.app_token)
        socket = await session.ws_connect(opened["url"])
        await socket.receive_json(timeout=20)
        client = AsyncWebClient(playground.bot_token, base_url=playground.api_url)
        ear = Ear(client, socket)
        listening = asyncio.create_task(ear.listen())
        yield ear
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening
        await socket.close()
