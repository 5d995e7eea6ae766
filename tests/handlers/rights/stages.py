"""The whole bot behind real payloads, with a Slack that takes whatever it is sent."""

import asyncio
import json
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.async_app import AsyncBoltRequest
from sqlalchemy import text

from bot import packs
from handlers import FEATURES
from handlers.kit.bolt import Adapter
from handlers.kit.feature import Ask, File, Place, Turn
from handlers.kit.payloads import Caller
from handlers.kit.slack import Slack
from handlers.kit.turns import Done, Installed, Office, Sorry
from storage import cards, people
from storage.database import Database
from storage.workspaces import Workspace
from tests.handlers.rights.company import AMARA, TEAM, Kind

TRIGGERS = count(1)
BOT = "U0HANDRAIL"
URL = "http://127.0.0.1/none"
REFUSED = re.compile(r"Only \S.{1,200}? (?:can|decides|may) ")
UNSERVED = re.compile(
    r"only people of this workspace|is deactivated|people only, not other apps|can't answer guests"
    r"|did not tell me who you are|not installed in this workspace"
)
FILE = File("F0SENT", "sent.csv", "https://files.slack.com/sent.csv", 10)
STALE = "This form is too old to be used"


@dataclass
class Heard:
    """All that came back: what was acknowledged, written to the outbox, and opened."""

    texts: list[str]

    @property
    def refused(self) -> bool:
        return any(REFUSED.match(each) or STALE in each for each in self.texts)

    @property
    def unserved(self) -> bool:
        return any(UNSERVED.search(each) for each in self.texts)

    def holds(self, mark: str) -> bool:
        return any(mark in each for each in self.texts)


@dataclass
class Stage:
    office: Office
    adapter: Adapter
    template: Path
    calls: list[dict[str, Any]] = field(default_factory=list)

    def clear(self) -> None:
        """As it was before anybody did anything."""
        self.calls.clear()
        pooled = self.office.database.engine.raw_connection()
        driver = pooled.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        with sqlite3.connect(self.template) as source:
            source.backup(driver)
        source.close()
        pooled.close()

    @contextmanager
    def turn(self, who: str = AMARA) -> Iterator[Turn]:
        office = self.office
        with office.database.begin() as session:
            actor = people.find(session, TEAM, who)
            assert actor
            place = office.installed[TEAM].workspace
            given = (office.deciders, self.adapter.routes.registry, office.holidays, office.admins)
            yield Turn(office.clock(), place, actor, office.pack, session, *given)

    def ticket(self, who: str, **subject: Any) -> str:
        """A form of theirs, as if it had been opened while they still might."""
        where = {"place": Place.BUTTON, "channel": "C0SALES", "beside": True}
        with self.office.database.begin() as session:
            return cards.keep(
                session,
                id=f"card{next(TRIGGERS)}",
                workspace=TEAM,
                user=who,
                response_url=URL,
                at=self.office.clock(),
                subject={**where, **subject},
            )

    async def send(self, body: dict[str, Any]) -> Heard:
        before = self._letters()
        self.calls.clear()
        response = await self.adapter.app.async_dispatch(
            AsyncBoltRequest(mode="socket_mode", body=body)
        )
        if self.adapter.tasks:
            await asyncio.wait(self.adapter.tasks, timeout=10)
        said = [response.body or "", *self._letters()[len(before) :], *map(json.dumps, self.calls)]
        return Heard([text for each in said for text in _texts(each)])

    async def work_on_a_file(self, id: str, who: Kind, held: str) -> Heard:
        """An errand's turn, once the file it is about has been read."""
        ask = Ask(Place.ERRAND, text=held, channel=who.id)
        found = self.adapter.routes.fetched[id]
        caller = Caller(who.team, who.id, who.home, f"errand:{next(TRIGGERS)}")
        answer = found.answer
        if found.steps:
            step = next(found.steps(replace(ask, files=(FILE,)), held.encode()))
            outcome = await self.adapter.turn(caller, step)
        else:
            assert answer
            outcome = await self.adapter.turn(caller, lambda turn: answer(turn, ask))
        match outcome:
            case Sorry(message):
                return Heard([message.text])
            case Done(reply):
                return Heard(list(_texts(json.dumps(getattr(reply, "blocks", "")))))
            case _:
                return Heard([])

    def kept(self) -> int:
        with self.office.database.reading() as session:
            return int(session.execute(text("SELECT count(*) FROM audit")).scalar_one())

    def _letters(self) -> list[str]:
        query = "SELECT payload FROM outbox ORDER BY id"
        with self.office.database.reading() as session:
            return [str(payload) for (payload,) in session.execute(text(query))]


@asynccontextmanager
async def staged(database: Database, template: Path, now: datetime) -> AsyncIterator[Stage]:
    calls: list[dict[str, Any]] = []

    async def take(request: web.Request) -> web.Response:
        if request.path.endswith("users.info"):
            return web.json_response({"ok": False, "error": "user_not_found"})
        calls.append({"path": request.path, "body": await request.text()})
        return web.json_response({"ok": True, "view": {"id": "V1"}})

    async with _server(take) as url, aiohttp.ClientSession() as session:
        with ThreadPoolExecutor(2) as pool:
            place = Workspace(TEAM, "Acme", BOT, "B0HANDRAIL", "A1", "", (), now)
            office = Office(
                database,
                packs.load(),
                lambda: now,
                pool,
                {TEAM: Installed(place, "xoxb-1")},
                deciders=frozenset({"U0DECIDER"}),
                admins=frozenset({"U0SETTING"}),
            )
            adapter = Adapter(office, FEATURES, Slack(f"{url}/api/", session), "test")
            yield Stage(office, adapter, template, calls)
            await adapter.stop(5)


@asynccontextmanager
async def _server(take: Any) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        (host, port) = runner.addresses[0][:2]
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


def _texts(said: str) -> Iterator[str]:
    """Every string in what was sent, or the whole if it is no JSON."""
    try:
        yield from _strings(json.loads(said))
    except ValueError:
        yield said


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
            if value[:1] in ("{", "["):
                yield from _texts(value)
        case dict():
            for each in value.values():
                yield from _strings(each)
        case list():
            for each in value:
                yield from _strings(each)
        case _:
            pass
