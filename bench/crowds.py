"""Two hundred people act at once for a minute on a Bolt app over Socket Mode; nothing gets lost.

Run as `python -m bench.crowds [SECONDS]`. Each person types, presses, fills in forms and uses
commands, and waits a second or two in between; the app keeps what it hears.
"""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from random import Random
from time import perf_counter
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, TCPConnector
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bench.playground import button, text
from bench.rounds import figure
from bench.towns import IN_A_GROUP, PEOPLE, Town, town

Json = dict[str, Any]
SECONDS = 60
SETTLING_SECONDS = 15
CONNECTIONS = 2
COUNTERS = ("unacknowledged", "duplicates", "violations", "misrouted", "lost", "late")
FORM: Json = {
    "type": "modal",
    "callback_id": "note",
    "title": text("Note"),
    "submit": text("Save"),
    "blocks": [
        {
            "type": "input",
            "block_id": "note",
            "label": text("Note"),
            "element": {"type": "plain_text_input", "action_id": "text"},
        }
    ],
}
ROW: Json = {"type": "actions", "block_id": "row", "elements": [button("accept")]}


@dataclass
class Tally:
    """What was done at the page, and what the app heard of it, by a word of its own."""

    sent: dict[str, float] = field(default_factory=dict)
    heard: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    all_heard: asyncio.Event = field(default_factory=asyncio.Event)

    def send(self, word: str) -> str:
        self.sent[word] = perf_counter()
        self.all_heard.clear()
        return word

    def hear(self, word: str) -> None:
        self.heard[word] += 1
        if word in self.sent:
            self.waits.append(perf_counter() - self.sent[word])
        if len(self.heard) >= len(self.sent):
            self.all_heard.set()

    def check(self, what: str, said: Json) -> None:
        if not said["ok"]:
            self.refused.append(f"{what}: {said['error']}")

    def lost(self) -> int:
        return len(self.sent.keys() - self.heard.keys())


def listening(app: AsyncApp, tally: Tally) -> None:
    async def words(ack: AsyncAck, body: Json) -> None:
        await ack(f"heard {body['text']}")
        tally.hear(body["text"])

    async def form(ack: AsyncAck, client: AsyncWebClient, body: Json) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        tally.hear(body["text"])

    async def note(ack: AsyncAck, view: Json) -> None:
        await ack()
        tally.hear(view["state"]["values"]["note"]["text"]["value"])

    async def accept(ack: AsyncAck, body: Json) -> None:
        await ack()
        tally.hear(body["actions"][0]["action_ts"])

    async def message(event: Json) -> None:
        if not event.get("bot_id"):
            tally.hear(event["text"])

    app.command("/words")(words)
    app.command("/form")(form)
    app.view("note")(note)
    app.action("accept")(accept)
    app.event("message")(message)


@dataclass
class Actor:
    user: str
    group: str
    button: str
    session: ClientSession
    tally: Tally
    random: Random
    news: ClientWebSocketResponse
    numbers: "count[int]" = field(default_factory=count)
    views: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    async def look(self) -> None:
        """Take in all news, as a page does; keep the forms that open."""
        async for told in self.news:
            news = json.loads(told.data)
            if news["type"] == "view":
                self.views.put_nowait(news["view"]["id"])

    async def act(self, do: str, **what: Any) -> Json:
        body = {"do": do, **what}
        async with self.session.post(f"/_page/act?as={self.user}", json=body) as answer:
            said: Json = await answer.json()
        self.tally.check(do, said)
        return said

    def word(self) -> str:
        return self.tally.send(f"{self.user}-{next(self.numbers)}")

    async def live(self, until: float) -> None:
        deeds = (self.write, self.write, self.command, self.press, self.fill_in)
        while perf_counter() < until:
            await asyncio.sleep(self.random.uniform(1, 3))
            await self.random.choice(deeds)()

    async def write(self) -> None:
        await self.act("message", channel=self.group, text=self.word())

    async def command(self) -> None:
        await self.act("command", channel=self.group, command="/words", text=self.word())

    async def press(self) -> None:
        """Counted by its acknowledgement: a press carries no word of the person's."""
        where = {"channel": self.group, "ts": self.button}
        action = {"block_id": "row", "action_id": "accept"}
        await self.act("action", source=where, action=action)

    async def fill_in(self) -> None:
        await self.act("command", channel=self.group, command="/form", text=self.word())
        view = await asyncio.wait_for(self.views.get(), SETTLING_SECONDS)
        state = {"note": {"text": {"text": self.word()}}}
        await self.act("submit", view=view, state=state)


@contextmanager
def looking(actor: Actor) -> Iterator[None]:
    task = asyncio.create_task(actor.look())
    yield
    task.cancel()


async def seated(
    stack: AsyncExitStack, session: ClientSession, tally: Tally, buttons: list[str]
) -> list[Actor]:
    actors = []
    for number in range(PEOPLE):
        user, group = f"U0BENCH{number:03d}", number // IN_A_GROUP
        news = await stack.enter_async_context(session.ws_connect(f"/_page/live?as={user}"))
        random = Random(number)
        place = f"C0BENCH{group:03d}"
        actors.append(Actor(user, place, buttons[group], session, tally, random, news))
        stack.enter_context(looking(actors[-1]))
    return actors


async def connected(stack: AsyncExitStack, measured: Town, tally: Tally) -> AsyncWebClient:
    client = AsyncWebClient(measured.told["bot_token"], base_url=measured.told["api_url"])
    app = AsyncApp(client=client, signing_secret="unused", process_before_response=True)
    listening(app, tally)
    for _ in range(CONNECTIONS):
        handler = AsyncSocketModeHandler(app, measured.told["app_token"], web_client=client)
        await handler.connect_async()  # type: ignore[no-untyped-call]  # so the SDK ships it
        stack.push_async_callback(handler.close_async)
    return client


async def shown(client: AsyncWebClient, group: int) -> str:
    """The message with a button in this group."""
    said = await client.chat_postMessage(
        channel=f"C0BENCH{group:03d}", text="Accept?", blocks=[ROW]
    )
    return str(said["ts"])


async def minute(measured: Town, seconds: float) -> tuple[Tally, Json]:
    tally = Tally()
    connector = TCPConnector(limit=0)
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(
            ClientSession(measured.told["url"], connector=connector)
        )
        client = await connected(stack, measured, tally)
        buttons = [await shown(client, n) for n in range(PEOPLE // IN_A_GROUP)]
        actors = await seated(stack, session, tally, buttons)
        until = perf_counter() + seconds
        await asyncio.gather(*(actor.live(until) for actor in actors))
        await asyncio.wait_for(tally.all_heard.wait(), SETTLING_SECONDS)
        async with session.get("/_control") as answer:
            return tally, json.loads(await answer.text())


def report(tally: Tally, counters: Json, seconds: float) -> None:
    waits = sorted(tally.waits)
    twice = sum(times > 1 for times in tally.heard.values())
    faults = {name: counters[name] for name in COUNTERS if counters[name]}
    who = f"{PEOPLE} people for {seconds:.0f} s, {len(tally.sent)} things said"
    figure("S4", f"{who}: lost", str(tally.lost()), "0")
    figure("S4", f"{who}: heard twice", str(twice), "0")
    figure("S4", f"{who}: refused", str(len(tally.refused)), "0")
    figure("S4", f"{who}: counters above 0", str(len(faults)), "0")
    half, most = waits[len(waits) // 2], waits[len(waits) * 99 // 100]
    figure("S5", "page to app, p50", f"{half * 1000:.0f} ms", "<= 100 ms")
    figure("S5", "page to app, p99", f"{most * 1000:.0f} ms", "<= 1000 ms")
    if faults or tally.refused:
        print(f"({faults} {tally.refused[:5]})")


def main() -> None:
    seconds = float((sys.argv[1:] or [str(SECONDS)])[0])
    with town() as measured:
        report(*asyncio.run(minute(measured, seconds)), seconds)


if __name__ == "__main__":
    main()
