"""A small app with everything an app can show on the page: a Home, shortcuts, an agent, a form."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground import seeds
from playground.server import Playground, running

Json = dict[str, Any]

PROMPTS = [
    {"title": "Who owns Globex?", "message": "Who owns Globex?"},
    {"title": "What closes this week?", "message": "What closes this week?"},
    {"title": "Draft the hand-off of Initech", "message": "Draft the hand-off of Initech"},
]
MANIFEST: Json = {
    "display_information": {
        "name": "Guide",
        "description": "Knows whose account it is and what is due.",
    },
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "guide"},
        "agent_view": {"agent_description": "Knows whose account it is."},
        "shortcuts": [
            {
                "name": "Log a trip",
                "type": "global",
                "callback_id": "trip",
                "description": "Say where you are going and whom you will meet",
            },
            {
                "name": "New next step",
                "type": "global",
                "callback_id": "step",
                "description": "Something to do, with a date",
            },
        ],
        "slash_commands": [
            {"command": "/due", "description": "What is due this week", "usage_hint": "[team]"}
        ],
    },
    "oauth_config": {
        "scopes": {"bot": ["assistant:write", "chat:write", "commands", "im:history", "im:write"]}
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": ["app_home_opened", "assistant_thread_started", "message.im"]
        },
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def words(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def option(text: str) -> Json:
    return {"text": {"type": "mrkdwn", "text": text}, "value": text[:20]}


HOME: Json = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": plain("Friday")},
        words("Two hand-offs wait for you. The forecast is due at *noon*."),
        {
            "type": "actions",
            "elements": [
                {
                    "type": "checkboxes",
                    "action_id": "tick",
                    "options": [
                        option("*Globex* – introduce the customer success manager"),
                        option("*Initech* – say what was promised in the call of Monday"),
                    ],
                }
            ],
        },
        {"type": "divider"},
        {
            "type": "section",
            "fields": [
                {"type": "mrkdwn", "text": "*Called green*\n€ 412,000"},
                {"type": "mrkdwn", "text": "*Called red*\n€ 96,000"},
            ],
        },
        {
            "type": "actions",
            "elements": [
                {
                    "type": "button",
                    "action_id": "call",
                    "style": "primary",
                    "text": plain("Call my deals"),
                },
                {"type": "button", "action_id": "due", "text": plain("What is due")},
            ],
        },
    ],
}


async def home(event: Json, client: AsyncWebClient) -> None:
    if event["tab"] == "home":
        await client.views_publish(user_id=event["user"], view=HOME)


async def greet(event: Json, client: AsyncWebClient) -> None:
    thread = event["assistant_thread"]
    await client.assistant_threads_setSuggestedPrompts(
        channel_id=thread["channel_id"],
        thread_ts=thread["thread_ts"],
        title="Ask me about an account, or begin with one of these:",
        prompts=PROMPTS,
    )


async def answer(event: Json, client: AsyncWebClient) -> None:
    place = {"channel_id": event["channel"], "thread_ts": event["thread_ts"]}
    await client.assistant_threads_setTitle(**place, title=event["text"])
    text = "Globex is *Mid-Market*: 620 people work there, and the line is at 500."
    await client.chat_postMessage(
        channel=event["channel"], thread_ts=event["thread_ts"], text=text, blocks=[words(text)]
    )


def built(playground: Playground) -> AsyncApp:
    client = AsyncWebClient(token=playground.bot_token, base_url=playground.api_url)
    app = AsyncApp(client=client, signing_secret=playground.signing_secret)
    app.event("app_home_opened")(home)
    app.event("assistant_thread_started")(greet)
    app.event("message")(answer)
    return app


@contextmanager
def guided() -> Iterator[str]:
    """The address of a playground with this app in it, whose clock can be moved."""
    with running(seeds.company(MANIFEST), movable=True) as playground, connected(playground):
        yield playground.url


@contextmanager
def connected(playground: Playground) -> Iterator[None]:
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def connect() -> AsyncSocketModeHandler:
        handler = AsyncSocketModeHandler(built(playground), playground.app_token)
        await handler.connect_async()  # type: ignore[no-untyped-call]  # untyped in slack_bolt
        return handler

    handler = asyncio.run_coroutine_threadsafe(connect(), loop).result(10)
    yield
    closing = handler.close_async()  # type: ignore[no-untyped-call]  # untyped in slack_bolt
    asyncio.run_coroutine_threadsafe(closing, loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
