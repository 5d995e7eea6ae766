"""The scripted app's shortcuts, and its side of the agent pane."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground.shapes import Json

PROMPTS = [{"title": "Who owns Globex?", "message": "who owns Globex?"}]


def equip(app: AsyncApp, form: Json) -> None:
    """`form` is the view that the global shortcut opens."""

    async def begin_trip(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=form)

    app.shortcut("new_trip")(begin_trip)
    app.shortcut("save_note")(save_note)
    app.event("assistant_thread_started")(greet)
    app.event("assistant_thread_context_changed")(look)
    app.event("message", matchers=[in_pane])(answer)


async def save_note(ack: Any, body: Json, respond: Any) -> None:
    await ack()
    await respond(text=f"Noted: {body['message']['text']}", replace_original=False)


async def in_pane(event: Json) -> bool:
    return event["channel_type"] == "im" and "thread_ts" in event


async def greet(event: Json, client: AsyncWebClient) -> None:
    thread = event["assistant_thread"]
    await client.assistant_threads_setSuggestedPrompts(
        channel_id=thread["channel_id"], thread_ts=thread["thread_ts"], prompts=PROMPTS
    )


async def look(event: Json, client: AsyncWebClient) -> None:
    thread = event["assistant_thread"]
    text = f"Now looking at <#{thread['context']['channel_id']}>"
    await client.chat_postMessage(
        channel=thread["channel_id"], thread_ts=thread["thread_ts"], text=text
    )


async def answer(event: Json, client: AsyncWebClient) -> None:
    place = {"channel_id": event["channel"], "thread_ts": event["thread_ts"]}
    await client.assistant_threads_setTitle(**place, title=event["text"].capitalize())
    await client.assistant_threads_setStatus(**place, status="is looking it up…")
    if event["text"] != "think":
        text = f"You asked: {event['text']}"
        await client.chat_postMessage(
            channel=event["channel"], thread_ts=event["thread_ts"], text=text
        )
