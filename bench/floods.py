"""P8: ten thousand reminders at one instant over fifty workspaces, to a Slack that counts.

Run as `python -m bench.floods`; with `--slack` it is the Slack: it keeps each workspace and each
channel to their limits, and tells how often it had to refuse.
"""

import asyncio
import json
import sys
import tempfile
from collections import defaultdict, deque
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from itertools import count
from pathlib import Path
from subprocess import PIPE, Popen
from time import monotonic
from typing import Any

from aiohttp import ClientSession, TCPConnector, web

from bench.rounds import figure, row
from bot import packs
from bot.clock import clock
from handlers.kit.delivery import Sender
from handlers.kit.feature import Registry
from handlers.kit.slack import Slack
from handlers.kit.turns import Installed, Office
from storage import outbox
from storage.database import Database
from storage.workspaces import Workspace

WORKSPACES, EACH = 50, 200
A_MINUTE = 240
IN_HAND = 4
"""Messages at once in one channel, of one a second."""


class Counting:
    """The least of a Slack that has limits."""

    def __init__(self) -> None:
        self.workspaces: defaultdict[str, deque[float]] = defaultdict(deque)
        self.channels: defaultdict[str, float] = defaultdict(float)
        self.numbers, self.refused, self.taken = count(1), 0, 0

    async def post(self, request: web.Request) -> web.Response:
        token, body, now = request.headers["Authorization"], await request.json(), monotonic()
        window, channel = self.workspaces[token], f"{token} {body['channel']}"
        while window and window[0] <= now - 60:
            window.popleft()
        empty = max(self.channels[channel], now)
        if len(window) >= A_MINUTE or empty - now > IN_HAND - 1:
            self.refused += 1
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429)
        window.append(now)
        self.channels[channel] = empty + 1
        self.taken += 1
        ts = f"{next(self.numbers)}.000000"
        return web.json_response({"ok": True, "channel": body["channel"], "ts": ts})

    async def told(self, _: web.Request) -> web.Response:
        return web.json_response({"refused": self.refused, "taken": self.taken})


async def serve() -> None:
    app, slack = web.Application(), Counting()
    app.router.add_post("/api/chat.postMessage", slack.post)
    app.router.add_get("/told", slack.told)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert runner.addresses
    print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


def office_for(database: Database, pool: ThreadPoolExecutor) -> Office:
    now = clock(UTC)
    names = [f"T{n:02}" for n in range(WORKSPACES)]
    installed = {
        name: Installed(Workspace(name, name, "U0", "B0", "A0", "", (), now()), f"xoxb-{name}")
        for name in names
    }
    return Office(database, packs.load(), now, pool, installed, posts_a_minute=A_MINUTE)


def write(office: Office) -> None:
    now = office.clock()
    with office.database.begin() as session:
        for workspace in office.installed:
            for number in range(EACH):
                place = f"D{number:03}"
                outbox.post(
                    session, workspace=workspace, key=place, kind="post", lane=place, at=now,
                    payload={"channel": place, "text": "Your day"}, calm=True,
                )  # fmt: skip


async def send(office: Office, url: str) -> tuple[float, dict[str, Any]]:
    """Seconds from the instant at which all is due to the last message."""
    async with ClientSession(connector=TCPConnector(limit=0)) as session:
        sender = Sender(office, Slack(f"{url}/api/", session), "bench", Registry())
        working = asyncio.create_task(sender.run())
        started = monotonic()
        while (told := await asked(session, url))["taken"] < WORKSPACES * EACH:
            await asyncio.sleep(0.1)
        spent = monotonic() - started
        await sender.stop(5)
        await working
        return spent, told


async def asked(session: ClientSession, url: str) -> dict[str, Any]:
    async with session.get(f"{url}/told") as answer:
        told: dict[str, Any] = json.loads(await answer.text())
        return told


def main() -> None:
    if "--slack" in sys.argv:
        return asyncio.run(serve())
    slack = Popen([sys.executable, "-m", "bench.floods", "--slack"], stdout=PIPE, text=True)
    try:
        assert slack.stdout is not None
        url = slack.stdout.readline().strip()
        with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(4) as pool:
            database = Database(f"sqlite:///{Path(folder) / 'bench.db'}")
            database.upgrade()
            office = office_for(database, pool)
            write(office)
            spent, told = asyncio.run(send(office, url))
            database.close()
    finally:
        slack.terminate()
        slack.wait()
    what = f"{WORKSPACES * EACH:,} reminders at one instant, {WORKSPACES} workspaces"
    figure("P8", f"{what}: refused for a limit", str(told["refused"]), "0")
    row(
        "P8",
        f"{what}: time / what {A_MINUTE} a minute allow",
        spent / (EACH / A_MINUTE * 60),
        "<= 1.1",
    )


if __name__ == "__main__":
    main()
