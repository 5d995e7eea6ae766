"""The database goes away and comes back; nothing is acknowledged that is not kept."""

import asyncio
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from storage.database import Database
from tests.conftest import _started
from tests.endtoend.books import Books
from tests.endtoend.people import ON_SQLITE, Order
from tests.faults.conftest import LONG
from tests.faults.lives import Life
from tests.faults.traffic import Traffic

Bear = Callable[..., Awaitable[Life]]

OUTAGES = 6 if LONG else 2
OUTAGE_SECONDS = 40 if LONG else 3
RECOVERY_SECONDS = 10


@asynccontextmanager
async def busy(traffic: Traffic) -> AsyncIterator[None]:
    """People go on asking, also while nobody can keep what they say."""
    acting = asyncio.create_task(traffic.run())
    traffic.open.set()
    yield
    traffic.over = True
    await acting


async def is_ready(port: int) -> bool:
    try:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{port}/readyz") as answer,
        ):
            return answer.status == 200
    except aiohttp.ClientError:
        return False


async def until_ready(port: int, ready: bool = True) -> None:
    async with asyncio.timeout(RECOVERY_SECONDS):
        while await is_ready(port) is not ready:
            await asyncio.sleep(0.05)


class OnItsOwn:
    """A PostgreSQL server of this file's own, which may be stopped."""

    @pytest.fixture(scope="class")
    def server(self) -> Iterator[Any]:
        folder = tempfile.mkdtemp(prefix="handrail-stoppable-")
        server = _started(folder)
        yield server
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

    @pytest.fixture
    def address(self, server: Any) -> str:
        database = Database(server.get_uri())
        database.upgrade()
        database.close()
        return str(server.get_uri())


class TestPostgresql(OnItsOwn):
    async def test_a_server_that_is_stopped_and_started_costs_nothing_that_was_taken(
        self, server: Any, bear: Bear, traffic: Traffic, books: Books, order: Order, port: int
    ) -> None:
        await (await bear()).ready()
        async with busy(traffic):
            for _ in range(OUTAGES):
                await asyncio.sleep(0.4)
                await asyncio.to_thread(server.stop)
                await until_ready(port, ready=False)
                await asyncio.sleep(OUTAGE_SECONDS)
                await asyncio.to_thread(server.ensure_postgres_running)
                await until_ready(port)
        await traffic.check(books)
        await books.settle()
        assert (await order())["duplicates"] == 0


@ON_SQLITE
async def test_a_sqlite_file_that_somebody_locks_costs_nothing_that_was_taken(
    bear: Bear, traffic: Traffic, books: Books, order: Order, address: str
) -> None:
    await (await bear()).ready()
    async with busy(traffic):
        for _ in range(OUTAGES):
            await asyncio.sleep(0.4)
            other = sqlite3.connect(address.removeprefix("sqlite:///"), isolation_level=None)
            other.execute("BEGIN EXCLUSIVE")
            await asyncio.sleep(OUTAGE_SECONDS + 4)
            other.execute("ROLLBACK")
            other.close()
    await traffic.check(books)
    await books.settle()
    assert (await order())["duplicates"] == 0


@ON_SQLITE
async def test_four_processes_that_write_one_sqlite_file_answer_everybody(
    bear: Bear, traffic: Traffic, books: Books, order: Order
) -> None:
    lives = [await bear() for _ in range(4)]
    await asyncio.gather(*(life.ready() for life in lives))
    async with busy(traffic):
        await asyncio.sleep(10 if LONG else 2)
    await traffic.check(books)
    await books.settle()
    counted = await order()
    assert (counted["duplicates"], counted["unacknowledged"]) == (0, 0)
    assert not any("database is locked" in line for life in lives for line in life.said)
