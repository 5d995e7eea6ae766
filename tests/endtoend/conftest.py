"""The whole bot in a local Slack, with people at its page."""

import asyncio
import copy
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import ClientSession

from bot import manifest
from bot import settings as reading
from bot.followers import Follower
from bot.server import Running, running
from bot.settings import PREFIX, Settings
from playground import seeds
from playground.clock import Clock
from playground.configs import Config, Timing
from playground.server import Playground
from storage import profiles
from storage.database import Database
from tests.endtoend.books import Books
from tests.endtoend.people import PATIENCE_SECONDS, PATIENT, Json, Order, Person, Sit, sitting

GREETED = datetime(2025, 1, 1, tzinfo=UTC)
BEGUN = datetime(2026, 6, 1, 8, tzinfo=UTC)
"""A Monday morning before anybody works: where a clock that is moved begins, whenever it is run."""
SEEDED = seeds.company(manifest.kept())


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)


@pytest.fixture
def strangers() -> bool:
    """Whether people have yet to be greeted; a test that is about it says so."""
    return False


@pytest.fixture(autouse=True)
def _greeted(address: str, strangers: bool) -> None:
    """What the bot says to each person once is said already."""
    if not strangers:
        with closing(Database(address)) as database, database.begin() as session:
            for person in seeds.MEMBERS:
                profiles.meet(session, seeds.TEAM, person, GREETED)


@pytest.fixture
def over(address: str) -> str:
    """Each system with one way in; a test that cares about the way names it."""
    return "socket" if address.startswith("sqlite") else "http"


@pytest.fixture
def timing() -> Timing:
    return replace(PATIENT, event_retries=(0.2,) * 1500)


@pytest.fixture
def port(over: str) -> int:
    """Where Slack finds the bot over HTTP, however often it is started; for sockets any."""
    if over == "socket":
        return 0
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@pytest.fixture
def lacking() -> tuple[str, ...]:
    """Scopes that the workspace has not granted; a test that is about it says so."""
    return ()


@pytest.fixture
def movable() -> bool:
    """Whether the bot lives by the playground's clock; a test that moves it says so."""
    return False


@pytest.fixture
async def slack(
    timing: Timing, port: int, lacking: tuple[str, ...], movable: bool
) -> AsyncIterator[Playground]:
    company = replace(_less(lacking) if lacking else SEEDED, timing=timing)
    if port:
        company = company.over_http(f"http://127.0.0.1:{port}/slack/events")
    clock = Clock.standing_at(BEGUN) if movable else Clock()
    async with Playground(company, movable=movable, control=True, clock=clock) as slack:
        yield slack


def _less(scopes: tuple[str, ...]) -> Config:
    granted = copy.deepcopy(manifest.kept())
    bot = granted["oauth_config"]["scopes"]["bot"]
    granted["oauth_config"]["scopes"]["bot"] = [each for each in bot if each not in scopes]
    return seeds.company(granted)


@pytest.fixture
def decider(slack: Playground) -> str:
    return slack.people["helen"]


@pytest.fixture
def configured(slack: Playground, address: str, port: int, decider: str) -> dict[str, str | None]:
    by_socket = port == 0
    return {
        "slack_bot_token": slack.bot_token,
        "slack_app_token": slack.app_token if by_socket else None,
        "slack_signing_secret": None if by_socket else slack.signing_secret,
        "slack_api_url": slack.api_url,
        "database_url": address,
        "decider": decider,
        "port": str(port),
    }


@pytest.fixture
def admins() -> str:
    """Who looks after the team; a test that needs somebody says so."""
    return ""


@pytest.fixture
async def bot(
    slack: Playground, configured: dict[str, str | None], movable: bool, admins: str
) -> AsyncIterator[Running]:
    """Connected, and acquainted with everybody."""
    clock = slack.clock.instant if movable else None
    async with running(reading.read(**configured, admins=admins), clock=clock) as bot:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await bot.met.wait()
            if bot.sockets:
                await bot.sockets.up.wait()
        if movable:
            slack.follow(Follower(bot))
        yield bot


@pytest.fixture
async def sit(slack: Playground) -> AsyncIterator[Sit]:
    """`await sit("amara")`: at the page, in #commercial."""
    async with ClientSession() as session, AsyncExitStack() as stack:

        async def seat(name: str) -> Person:
            return await stack.enter_async_context(sitting(slack, session, slack.people[name]))

        yield seat


@pytest.fixture
async def order(slack: Playground) -> AsyncIterator[Order]:
    """`await order(fault={...})`: what the playground lets a test disturb, and its counters."""
    async with ClientSession() as session:

        async def give(**what: Any) -> Json:
            if what:
                async with session.post(f"{slack.url}/_control", json=what) as answer:
                    said: Json = await answer.json()
                assert said["ok"], said
            async with session.get(f"{slack.url}/_control") as answer:
                return dict(await answer.json())

        yield give


@pytest.fixture
def books(address: str) -> Iterator[Books]:
    """Looked into last: the log of what was said must hold whatever happened."""
    with closing(Database(address)) as database:
        books = Books(database)
        yield books
        assert books.are_intact()
