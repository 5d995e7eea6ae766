"""A playground, and people who sit at its page."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground import seeds
from playground.configs import Config, Timing
from playground.server import Playground, running

Json: TypeAlias = dict[str, Any]

MANIFEST: Json = {
    "display_information": {"name": "Tried"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "tried"},
        "slash_commands": [
            {"command": "/roe", "description": "Who owns it", "usage_hint": "620 employees"},
            {"command": "/form", "description": "Open a form"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "chat:write", "commands", "channels:read", "channels:history", "channels:join",
                "groups:read", "groups:history", "im:read", "im:write", "mpim:write", "im:history",
                "users:read", "users:read.email", "files:write", "files:read", "team:read",
                "reactions:write", "assistant:write", "app_mentions:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "message.channels", "message.groups", "message.im", "app_mention",
                "app_home_opened", "member_joined_channel", "user_change", "team_join",
                "app_uninstalled", "tokens_revoked",
            ]
        }
    },
}  # fmt: skip


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


BUTTONS: Json = {
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


@pytest.fixture
def config() -> Config:
    timing = Timing(acknowledge=1.0, event_retries=(0.05, 0.05, 0.05))
    return replace(seeds.company(MANIFEST), timing=timing)


@pytest.fixture
def threaded(config: Config) -> Iterator[Playground]:
    with running(config) as playground:
        yield playground


@pytest.fixture
async def playground(config: Config) -> AsyncIterator[Playground]:
    async with Playground(config, control=True) as playground:
        yield playground


@dataclass
class Browser:
    """One person at the page: what they do, and the news they are sent."""

    playground: Playground
    user: str
    session: ClientSession
    socket: ClientWebSocketResponse
    heard: list[Json] = field(default_factory=list)

    async def act(self, do: str, **body: Any) -> Json:
        url = f"{self.playground.url}/_page/act?as={self.user}"
        async with self.session.post(url, json={"do": do, **body}) as answer:
            said: Json = await answer.json()
        return said

    async def get(self, path: str, **query: str) -> Json:
        url = f"{self.playground.url}{path}"
        async with self.session.get(url, params={"as": self.user, **query}) as answer:
            said: Json = await answer.json()
        return said

    async def hear(self, kind: str) -> Json:
        """The next news of this kind; what came before it is kept in `heard`."""
        while True:
            news: Json = await self.socket.receive_json(timeout=20)
            self.heard.append(news)
            if news["type"] == kind:
                return news

    async def press(self, channel: str, ts: str, action_id: str, value: Any = None) -> Json:
        shown = await self.get("/_page/messages", channel=channel)
        blocks = next(m for m in shown["messages"] if m["ts"] == ts)["blocks"]
        holder = next(b for b in blocks if action_id in str(b))["block_id"]
        return await self.act(
            "action",
            source={"channel": channel, "ts": ts},
            action={"block_id": holder, "action_id": action_id},
            value=value,
        )


Sit: TypeAlias = Callable[[str], Awaitable[Browser]]


@pytest.fixture
async def sit(playground: Playground) -> AsyncIterator[Sit]:
    """Sit somebody down at the page by name."""
    async with ClientSession() as session:
        sockets: list[ClientWebSocketResponse] = []

        async def seat(name: str) -> Browser:
            user = playground.people[name]
            socket = await session.ws_connect(f"{playground.url}/_page/live?as={user}")
            sockets.append(socket)
            return Browser(playground, user, session, socket)

        yield seat
        for socket in sockets:
            await socket.close()


@dataclass
class Bot:
    """A Bolt app that keeps what it was sent and answers as a test tells it to."""

    app: AsyncApp
    client: AsyncWebClient
    seen: asyncio.Queue[Json] = field(default_factory=asyncio.Queue)
    answers: Json = field(default_factory=dict)
    form: Json = field(default_factory=lambda: FORM)
    buttons: Json = field(default_factory=lambda: BUTTONS)

    async def got(self) -> Json:
        return await asyncio.wait_for(self.seen.get(), 20)


def answering(bot: Bot, kind: str) -> Callable[..., Awaitable[None]]:
    async def listener(ack: Any, body: Json) -> None:
        await ack(**bot.answers.get(kind, {}))
        await bot.seen.put(body)

    return listener


def listen(bot: Bot) -> None:
    async def on_form(ack: Any, body: Json) -> None:
        await ack()
        await bot.client.views_open(trigger_id=body["trigger_id"], view=bot.form)
        await bot.seen.put(body)

    bot.app.command("/roe")(answering(bot, "command"))
    bot.app.command("/form")(on_form)
    for action in ("accept", "stage", "account", "seen"):
        bot.app.action({"action_id": action})(answering(bot, "action"))
    bot.app.options({"action_id": "account"})(answering(bot, "options"))
    bot.app.view("trip")(answering(bot, "view"))
    bot.app.view_closed("trip")(answering(bot, "closed"))
    for event in MANIFEST["settings"]["event_subscriptions"]["bot_events"]:
        bot.app.event(event.partition(".")[0])(answering(bot, "event"))


@pytest.fixture
async def bot(playground: Playground) -> AsyncIterator[Bot]:
    client = AsyncWebClient(playground.bot_token, base_url=playground.api_url)
    app = AsyncApp(client=client, signing_secret="unused", process_before_response=True)
    handler = AsyncSocketModeHandler(app, playground.app_token)
    handler.client.web_client = AsyncWebClient(base_url=playground.api_url)
    bot = Bot(app, client)
    listen(bot)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    await asyncio.wait_for(playground.platform.sockets.opened.wait(), 20)
    yield bot
    await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
