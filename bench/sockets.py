"""P10: envelopes a second over Socket Mode, a bare handler and ours, 32 on the way at once."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from time import perf_counter, time

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bench.bare import bare
from bench.rounds import interleaved, ratio, row
from bot import packs
from bot.clock import clock
from bot.sockets import Sockets
from handlers import FEATURES
from handlers.kit.bolt import Adapter
from handlers.kit.slack import Slack
from handlers.kit.turns import Office
from storage.database import Database

ENVELOPES = 3000
WINDOW = 32


class Source:
    """The far end of a socket: keeps 32 envelopes unacknowledged until all are through."""

    def __init__(self, command: str, text: str) -> None:
        self.command, self.text = command, text
        self.rate: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    async def open(self, request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "url": f"ws://{request.host}/link"})

    async def link(self, request: web.Request) -> web.WebSocketResponse:
        link = web.WebSocketResponse()
        await link.prepare(request)
        await link.send_json({"type": "hello", "num_connections": 1})
        started = perf_counter()
        for number in range(WINDOW):
            await link.send_str(self.envelope(number))
        await self.keep_going(link)
        self.rate.set_result(ENVELOPES / (perf_counter() - started))
        return link

    async def keep_going(self, link: web.WebSocketResponse) -> None:
        sent = WINDOW
        for _ in range(ENVELOPES):
            await link.receive()
            if sent < ENVELOPES:
                await link.send_str(self.envelope(sent))
                sent += 1

    def envelope(self, number: int) -> str:
        payload = {"command": self.command, "text": self.text, "team_id": "T1", "user_id": "U1"}
        payload |= {"trigger_id": f"{number}.{time()}", "channel_id": "C1"}
        return json.dumps(
            {
                "type": "slash_commands",
                "envelope_id": f"e{number}",
                "accepts_response_payload": True,
                "payload": payload,
            }
        )


async def measured(app: AsyncApp, command: str, text: str, own: bool) -> float:
    source = Source(command, text)
    server = web.Application()
    server.add_routes([web.post("/api/apps.connections.open", source.open)])
    server.add_routes([web.get("/link", source.link)])
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    client = AsyncWebClient(base_url=f"http://127.0.0.1:{runner.addresses[0][1]}/api/")
    rate = await (through_ours if own else through_bolts)(app, client, source)
    await runner.cleanup()
    return rate


async def through_ours(app: AsyncApp, client: AsyncWebClient, source: Source) -> float:
    task = asyncio.create_task(Sockets(app, "xapp-bench", client).run())
    rate = await source.rate
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return rate


async def through_bolts(app: AsyncApp, client: AsyncWebClient, source: Source) -> float:
    handler = AsyncSocketModeHandler(app, "xapp-bench", web_client=client)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # so the SDK ships it
    rate = await source.rate
    await handler.close_async()  # type: ignore[no-untyped-call]  # so the SDK ships it
    return rate


async def ours() -> AsyncApp:
    office = Office(Database("sqlite://"), packs.load(), clock(UTC), ThreadPoolExecutor(4), {})
    async with aiohttp.ClientSession() as session:
        return Adapter(office, FEATURES, Slack("http://127.0.0.1/", session), "bench").app


def main() -> None:
    mine, theirs = asyncio.run(ours()), bare(True)
    figures = interleaved(
        {
            "ours": lambda: asyncio.run(measured(mine, "/handrail", "help", own=True)),
            "bare": lambda: asyncio.run(measured(theirs, "/noop", "", own=False)),
        },
        rounds=5,
    )
    row("P10", "Socket Mode, ours / bare handler, rate", ratio(figures, "ours", "bare"), ">= 0.9")


if __name__ == "__main__":
    main()
