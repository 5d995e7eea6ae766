"""A real playground with a small scripted app, and a Chromium to look at it with."""

import asyncio
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground import seeds
from playground.configs import Config, Timing
from playground.server import Playground, running
from tests.browser.agent import equip

Json = dict[str, Any]
Visit = Callable[..., Page]

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE_MS = 20000

SCRIPT: Json = json.loads(Path(__file__).with_name("scripted.json").read_text())
GALLERY: Json = json.loads(Path(__file__).with_name("gallery.json").read_text())


async def ask(ack: Any) -> None:
    await ack({"response_type": "ephemeral", "text": "620 employees", "blocks": SCRIPT["answer"]})


async def book(ack: Any, command: Json, client: AsyncWebClient) -> None:
    await ack()
    await client.views_open(trigger_id=command["trigger_id"], view=SCRIPT["trip"])


async def card(ack: Any, command: Json, client: AsyncWebClient) -> None:
    await ack()
    await client.chat_postMessage(
        channel=command["channel_id"], text="A card", blocks=SCRIPT["card"]
    )


async def every(ack: Any, command: Json, client: AsyncWebClient) -> None:
    await ack()
    blocks = SCRIPT["every"]
    await client.chat_postMessage(channel=command["channel_id"], text="Controls", blocks=blocks)


async def form(ack: Any, command: Json, client: AsyncWebClient) -> None:
    await ack()
    view = {**SCRIPT["form"], "blocks": GALLERY["inputs"]}
    await client.views_open(trigger_id=command["trigger_id"], view=view)


async def filled(ack: Any, body: Json, view: Json, client: AsyncWebClient) -> None:
    """What the app was told, word for word, so that a test can read it off the page."""
    await ack()
    values = {block: actions["value"] for block, actions in view["state"]["values"].items()}
    told = {"type": "text", "text": json.dumps(values)}
    code = {"type": "rich_text_preformatted", "elements": [told]}
    blocks = [{"type": "rich_text", "elements": [code]}]
    await client.chat_postMessage(channel=body["user"]["id"], text="Filled", blocks=blocks)


async def accounts(ack: Any, payload: Json) -> None:
    name = f"Globex {payload['value']}"
    await ack(options=[{"text": {"type": "plain_text", "text": name}, "value": name}])


async def used(ack: Any, action: Json, respond: Any) -> None:
    await ack()
    fields = {key: action[key] for key in action if key == "value" or key.startswith("selected")}
    await respond(text=f"{action['action_id']} is {plain(fields)}", replace_original=False)


def plain(value: Any) -> str:
    """Options by their values, lists by their items."""
    if isinstance(value, dict):
        return plain(value["value"]) if "text" in value else plain(next(iter(value.values())))
    return ", ".join(map(plain, value)) if isinstance(value, list) else str(value)


async def done(ack: Any, body: Json, client: AsyncWebClient) -> None:
    await ack()
    text = f"✔ done by <@{body['user']['id']}>"
    place, ts = body["channel"]["id"], body["message"]["ts"]
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": text}}]
    await client.chat_update(channel=place, ts=ts, text=text, blocks=blocks)


async def chosen(ack: Any, action: Json, respond: Any) -> None:
    await ack()
    option = action.get("selected_option") or {"value": "no value"}
    text = f"Pressed {action['action_id']}: {option['value']}"
    await respond(text=text, replace_original=False)


async def trip(ack: Any, view: Json) -> None:
    values = view["state"]["values"]
    if values["event"]["value"]["value"] == "Atlantis":
        await ack(response_action="errors", errors={"event": "There is no such event."})
    else:
        await ack(
            response_action="push",
            view={**SCRIPT["days"], "private_metadata": str(summary(values))},
        )


def summary(values: Json) -> Json:
    return {
        "kind": values["kind"]["value"]["selected_option"]["value"],
        "people": values["people"]["value"]["selected_users"],
        "files": [file["name"] for file in values["ticket"]["value"]["files"]],
    }


async def days(ack: Any, body: Json, view: Json, client: AsyncWebClient) -> None:
    await ack(response_action="clear")
    day = view["state"]["values"]["first"]["value"]["selected_date"]
    text = f"Booked for {day}: {view['private_metadata']}"
    await client.chat_postMessage(channel=body["user"]["id"], text=text)


async def said(event: Json, client: AsyncWebClient) -> None:
    if event.get("files"):
        text = ", ".join(f"{file['name']} has {file['size']} bytes" for file in event["files"])
        await client.chat_postMessage(channel=event["channel"], text=text)
    elif event.get("text") == "list please":
        await client.files_upload_v2(
            channel=event["channel"], filename="accounts.csv", content="account,arr\nGlobex,12500\n"
        )
    else:
        await client.chat_postMessage(channel=event["channel"], text=f"Heard: {event['text']}")


async def home(event: Json, client: AsyncWebClient) -> None:
    if event["tab"] == "home":
        await client.views_publish(user_id=event["user"], view=SCRIPT["home"])


async def again(ack: Any, body: Json, client: AsyncWebClient) -> None:
    await ack()
    title = {"type": "plain_text", "text": "Today, refreshed"}
    blocks = [{"type": "header", "text": title}, *SCRIPT["home"]["blocks"][1:]]
    view = {**SCRIPT["home"], "blocks": blocks}
    await client.views_publish(user_id=body["user"]["id"], view=view)


def scripted(playground: Playground) -> AsyncApp:
    client = AsyncWebClient(token=playground.bot_token, base_url=playground.api_url)
    app = AsyncApp(client=client, signing_secret=playground.signing_secret)
    commands = {"/ask": ask, "/book": book, "/card": card, "/every": every, "/form": form}
    for name, command in commands.items():
        app.command(name)(command)
    for name in ("snooze", "hand_over"):
        app.action(name)(chosen)
    app.action("done")(done)
    app.action(re.compile("^every_"))(used)
    app.options("every_account")(accounts)
    app.action("again")(again)
    app.view("trip")(trip)
    app.view("days")(days)
    app.view("form")(filled)
    equip(app, SCRIPT["trip"])
    app.event("message")(said)
    app.event("app_home_opened")(home)
    return app


@contextmanager
def connected(playground: Playground) -> Iterator[None]:
    """The scripted app on its own loop, as a bot of its own process would be."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, name="scripted-app", daemon=True)
    thread.start()

    async def connect() -> AsyncSocketModeHandler:
        handler = AsyncSocketModeHandler(scripted(playground), playground.app_token)
        await handler.connect_async()  # type: ignore[no-untyped-call]  # untyped in slack_bolt
        return handler

    handler = asyncio.run_coroutine_threadsafe(connect(), loop).result(10)
    yield
    closing = handler.close_async()  # type: ignore[no-untyped-call]  # untyped in slack_bolt
    asyncio.run_coroutine_threadsafe(closing, loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def company() -> Config:
    return replace(seeds.company(SCRIPT["manifest"]), timing=Timing(acknowledge=1.0))


@pytest.fixture(scope="module")
def playground() -> Iterator[Playground]:
    with running(company()) as started, connected(started):
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    executable = os.environ.get("HANDRAIL_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, playground: Playground) -> Iterator[Visit]:
    """`visit("amara", "commercial")`: a browser of that person's own, looking at that place."""
    contexts = []
    faults: list[str] = []

    def open_page(who: str, where: str = "commercial", tab: str = "", **options: Any) -> Page:
        context = browser.new_context(**options)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        place = {**playground.people, **playground.channels}[where]
        page.goto(f"{playground.url}/#{playground.people[who]}/{place}/{tab}".rstrip("/"))
        page.get_by_role("main").get_by_role("heading", level=1).wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
