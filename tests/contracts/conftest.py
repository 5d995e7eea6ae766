"""One app, played by four independent clients; people at the page see what it does."""

import socket
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractContextManager, AsyncExitStack
from dataclasses import replace
from typing import TypeAlias

import pytest
from aiohttp import ClientSession

from playground import seeds
from playground.configs import Config, Timing
from playground.server import Playground, running
from tests.contracts.apps import asynchronous, javascript, synchronous
from tests.contracts.apps.manifests import MANIFEST
from tests.endtoend.people import Json, Order, Person, Sit, sitting

Play: TypeAlias = Callable[[Playground, int], AbstractContextManager[None]]

PLAYERS: Mapping[str, Play] = {
    "python-socket": lambda slack, port: synchronous.playing(slack),
    "python-http": asynchronous.playing,
    "javascript-socket": javascript.playing,
    "javascript-http": javascript.playing,
}
WAYS = [
    pytest.param(name, marks=pytest.mark.contracts if name.startswith("java") else ())
    for name in PLAYERS
]


def company(port: int = 0) -> Config:
    """Slack's three seconds are two here, and its three retries quick."""
    seeded = replace(
        seeds.company(MANIFEST), timing=Timing(acknowledge=2.0, event_retries=(0.05,) * 3)
    )
    return seeded.over_http(f"http://127.0.0.1:{port}/slack/events") if port else seeded


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@pytest.fixture(scope="session", params=WAYS)
def played(request: pytest.FixtureRequest) -> Iterator[Playground]:
    """A Slack in which each client in turn plays the app; shared by all the tests."""
    port = free_port() if request.param.endswith("http") else 0
    with running(company(port)) as slack, PLAYERS[request.param](slack, port):
        yield slack


@pytest.fixture
def bare() -> Iterator[Playground]:
    """A Slack of the test's own, to which no app is connected."""
    with running(company()) as slack:
        yield slack


@pytest.fixture
def slack(request: pytest.FixtureRequest) -> Playground:
    """Where people sit and orders go: the shared Slack if the test asks for it, its own if not."""
    name = "played" if "played" in request.fixturenames else "bare"
    found: Playground = request.getfixturevalue(name)
    return found


@pytest.fixture
async def sit(slack: Playground) -> AsyncIterator[Sit]:
    """`await sit("amara")`: at the page, in #commercial."""
    async with ClientSession() as session, AsyncExitStack() as stack:

        async def seat(name: str) -> Person:
            return await stack.enter_async_context(sitting(slack, session, slack.people[name]))

        yield seat


@pytest.fixture
async def order(slack: Playground) -> AsyncIterator[Order]:
    """`await order(fault={...})`: what the playground lets a test disturb; answers its counters."""
    async with ClientSession() as session:

        async def give(**what: object) -> Json:
            if what:
                async with session.post(f"{slack.url}/_control", json=what) as answer:
                    said: Json = await answer.json()
                assert said["ok"], said
            async with session.get(f"{slack.url}/_control") as answer:
                return dict(await answer.json())

        yield give
