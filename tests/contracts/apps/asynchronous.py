"""Bolt for Python on a loop, reached by signed requests through the server Bolt brings."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

from playground.server import Playground, looping
from tests.contracts.apps.awaited import DEEDS, Try, refusal
from tests.contracts.apps.manifests import SAID, Json


async def on_try(ack: AsyncAck, respond: AsyncRespond, client: AsyncWebClient, body: Json) -> None:
    deed, _, rest = body["text"].partition(" ")
    await DEEDS[deed](Try(ack, respond, client, body, rest))


async def on_press(ack: AsyncAck, respond: AsyncRespond, body: Json) -> None:
    await ack()
    await respond(f"pressed {body['actions'][0]['value']}", replace_original=True)


async def on_edit(ack: AsyncAck, client: AsyncWebClient, body: Json) -> None:
    await ack()
    await client.views_open(trigger_id=body["trigger_id"], view=SAID["form"])


async def on_account(ack: AsyncAck, respond: AsyncRespond, body: Json) -> None:
    await ack()
    chosen = body["actions"][0]["selected_option"]["value"]
    await respond(f"chose {chosen}", replace_original=False)


async def on_options(ack: AsyncAck, body: Json) -> None:
    fitting = [a for a in SAID["accounts"] if a.lower().startswith(body["value"].lower())]
    await ack(options=[{"text": {"type": "plain_text", "text": a}, "value": a} for a in fitting])


async def on_form(ack: AsyncAck, client: AsyncWebClient, body: Json) -> None:
    view = body["view"]
    note = view["state"]["values"]["note"]["text"]["value"]
    match note:
        case "errors":
            await ack(response_action="errors", errors={"note": "Not that"})
        case "stray":
            await ack(response_action="errors", errors={"elsewhere": "Not that"})
        case "update" | "push":
            await ack(response_action=note, view=SAID["next"])
        case "clear":
            await ack(response_action="clear")
        case _:
            await ack()
            said = f"saved {note} with {view['private_metadata']}"
            await client.chat_postMessage(channel=body["user"]["id"], text=said)


async def on_closed(ack: AsyncAck, client: AsyncWebClient, body: Json) -> None:
    await ack()
    await client.chat_postMessage(channel=body["user"]["id"], text="closed")


async def on_anywhere(ack: AsyncAck, client: AsyncWebClient, body: Json) -> None:
    await ack()
    await client.views_open(trigger_id=body["trigger_id"], view=SAID["form"])
    said = f"has a response_url: {'response_url' in body}"
    await client.chat_postMessage(channel=body["user"]["id"], text=said)


async def on_about(ack: AsyncAck, respond: AsyncRespond, body: Json) -> None:
    await ack()
    await respond(f"about: {body['message']['text']}")


async def on_mention(event: Json, say: AsyncSay) -> None:
    await say(f"heard {event['text']}", thread_ts=event["ts"])


async def on_message(event: Json, say: AsyncSay) -> None:
    await say(f"echo {event['text']}")


async def on_reaction(event: Json, client: AsyncWebClient) -> None:
    said = f"saw {event['reaction']}"
    await client.chat_postMessage(channel=event["item"]["channel"], text=said)


async def on_home(event: Json, client: AsyncWebClient) -> None:
    if event["tab"] != "home":
        return
    shown = {"user_id": event["user"], "view": SAID["home"]}
    await client.views_publish(**shown)
    stale = await refusal(client.views_publish(**shown, hash="stale"))
    said = f"home published, then [{stale}]"
    await client.chat_postMessage(channel=event["user"], text=said)


def listening(app: AsyncApp) -> AsyncApp:
    app.command("/try")(on_try)
    app.action("press")(on_press)
    app.action("edit")(on_edit)
    app.action("account")(on_account)
    app.options("account")(on_options)
    app.view("form")(on_form)
    app.view_closed("form")(on_closed)
    app.shortcut("anywhere")(on_anywhere)
    app.shortcut("about")(on_about)
    app.event("app_mention")(on_mention)
    app.event("message")(on_message)
    app.event("reaction_added")(on_reaction)
    app.event("app_home_opened")(on_home)
    return app


async def serve(slack: Playground, port: int) -> web.AppRunner:
    client = AsyncWebClient(slack.bot_token, base_url=slack.api_url)
    app = listening(AsyncApp(client=client, signing_secret=slack.signing_secret))
    runner = web.AppRunner(app.web_app(path="/slack/events"), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    return runner


async def stop(runner: web.AppRunner) -> None:
    """Bolt may still wait for an acknowledgement that will not come."""
    await runner.cleanup()
    waiting = asyncio.all_tasks() - {asyncio.current_task()}
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


@contextmanager
def playing(slack: Playground, port: int) -> Iterator[None]:
    with looping() as loop:
        runner = asyncio.run_coroutine_threadsafe(serve(slack, port), loop).result(20)
        try:
            yield
        finally:
            asyncio.run_coroutine_threadsafe(stop(runner), loop).result(20)
