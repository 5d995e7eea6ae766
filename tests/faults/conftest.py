"""Real processes that can be killed, and people who keep them busy."""

import asyncio
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot import settings as reading
from bot.followers import Follower
from bot.server import Running, running
from bot.settings import PREFIX
from playground.configs import Timing
from playground.server import Playground
from tests.endtoend.conftest import (
    _greeted,
    _no_settings_of_this_machine,
    admins,
    books,
    bot,
    configured,
    decider,
    lacking,
    movable,
    order,
    over,
    port,
    sit,
    slack,
    strangers,
)
from tests.endtoend.people import PATIENCE_SECONDS, Order, Sit
from tests.faults.lives import Life, born
from tests.faults.traffic import Traffic, gather

__all__ = (
    "_greeted", "_no_settings_of_this_machine", "admins", "books", "bot", "configured", "decider",
    "lacking", "movable", "order", "over", "port", "sit", "slack", "strangers",
)  # fmt: skip
"""What every whole bot needs, as in the end-to-end tests."""

NAMES = ("amara", "benno", "chiara", "diego", "emi", "fatima", "graham", "helen", "imran", "mira")
ROOT = Path(__file__).parents[2]
Bear = Callable[..., Awaitable[Life]]
LONG = os.environ.get("FAULTS") == "long"
"""`make faults`: hours of misfortune instead of minutes."""


@pytest.fixture(scope="session")
def nursery() -> Iterator[str]:
    """Where to connect for a new bot; short, for the name of a socket may not be long."""
    folder = tempfile.mkdtemp(prefix="handrail-")
    path = f"{folder}/nursery"
    script = Path(__file__).with_name("nursery.py")
    with subprocess.Popen(
        [sys.executable, script, path],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"open\n"
        yield path
        process.kill()
    shutil.rmtree(folder)


@pytest.fixture
def environment(configured: dict[str, str | None]) -> dict[str, str]:
    """Without paces of our own, which would only draw everything out."""
    settings = {**configured, "posts_a_minute": "0"}
    return {f"{PREFIX}{name.upper()}": value for name, value in settings.items() if value}


@pytest.fixture
def timing() -> Timing:
    """What a dead bot did not take is brought again soon and for long."""
    return Timing(acknowledge=1.0, event_retries=(0.1,) * 3000)


@pytest.fixture
async def bear(nursery: str, environment: dict[str, str]) -> AsyncIterator[Bear]:
    """A new bot in a process of its own; those alive at the end are killed.

    `await bear(point="…")`: one that dies at a named point (`points.py`).
    """
    async with AsyncExitStack() as stack:
        yield lambda **more: stack.enter_async_context(
            born(nursery, {**environment, **{f"NURSERY_{k.upper()}": v for k, v in more.items()}})
        )


@pytest.fixture
async def moved(slack: Playground, configured: dict[str, str | None]) -> AsyncIterator[Running]:
    """A bot in this process that lives by Slack's clock, which `order(advance=…)` moves."""
    settings = reading.read(**{**configured, "posts_a_minute": "0"})
    async with running(settings, clock=slack.clock.instant) as bot:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await bot.met.wait()
            if bot.sockets:
                await bot.sockets.up.wait()
        slack.follow(Follower(bot))
        yield bot


@pytest.fixture
def seed() -> int:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    return seed


@pytest.fixture
async def traffic(sit: Sit, order: Order, seed: int) -> Traffic:
    await order(newcomer={"name": "mira", "real_name": "Mira Stone"})
    people = [await sit(name) for name in NAMES]
    newcomer = people[-1]
    assert (await newcomer.act("join", channel=newcomer.place))["ok"]
    return await gather(people, seed)
