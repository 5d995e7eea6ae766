"""`handrail serve` is asked to stop while everybody is busy, as on every deployment."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from tests.endtoend.books import Books
from tests.endtoend.people import Order
from tests.faults.conftest import LONG
from tests.faults.lives import Life, follow
from tests.faults.traffic import Traffic

Bear = Callable[..., Awaitable[Life]]

ROOT = Path(__file__).parents[2]
BUSY_SECONDS = 0.7
STOP_SECONDS = 10
RESTARTS = 50 if LONG else 4


@pytest.fixture
async def serve(environment: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "serve"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
    )
    yield process
    if process.returncode is None:
        process.kill()
        await process.wait()


async def test_it_ends_in_time_with_0_and_loses_nothing_it_took(
    serve: asyncio.subprocess.Process,
    environment: dict[str, str],
    bear: Bear,
    traffic: Traffic,
    books: Books,
    order: Order,
) -> None:
    assert serve.stdout
    async with follow(Life.of(serve.pid, serve.stdout, environment)) as life:
        await life.ready()
        acting = asyncio.create_task(traffic.run())
        traffic.open.set()
        await asyncio.sleep(BUSY_SECONDS)
        serve.terminate()
        assert await asyncio.wait_for(serve.wait(), STOP_SECONDS) == 0
    traffic.open.clear()
    traffic.over = True
    assert books.held() == 0
    await (await bear()).ready()
    traffic.open.set()
    await acting
    await traffic.check(books)
    counted = await order()
    assert (counted["duplicates"], counted["violations"]) == (0, 0)
    assert len(traffic.askers) < traffic.size


async def test_one_after_another_is_replaced_while_everybody_goes_on(
    bear: Bear, traffic: Traffic, books: Books, order: Order
) -> None:
    acting = asyncio.create_task(traffic.run())
    for _ in range(RESTARTS):
        life = await bear()
        await life.ready()
        traffic.open.set()
        await asyncio.sleep(BUSY_SECONDS / 2)
        os.kill(life.pid, signal.SIGTERM)
        await asyncio.wait_for(life.ended.wait(), STOP_SECONDS)
        assert books.held() == 0
    traffic.over = True
    await (await bear()).ready()
    await acting
    await traffic.check(books)
    counted = await order()
    assert (counted["duplicates"], counted["violations"]) == (0, 0)
