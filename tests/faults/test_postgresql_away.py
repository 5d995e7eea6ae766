"""PostgreSQL is stopped and started; nothing is acknowledged that is not kept."""

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest

from storage.database import Database
from tests.conftest import _started
from tests.endtoend.books import Books
from tests.endtoend.people import Order
from tests.faults.conftest import LONG
from tests.faults.lives import Life
from tests.faults.readiness import busy, until_ready
from tests.faults.traffic import Traffic

OUTAGES = 6 if LONG else 2
OUTAGE_SECONDS = 40 if LONG else 3


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    """One of this file's own, which may be stopped."""
    folder = tempfile.mkdtemp(prefix="handrail-stoppable-")
    server = _started(folder)
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def address(server: Any) -> str:
    database = Database(server.get_uri())
    database.upgrade()
    database.close()
    return str(server.get_uri())


async def test_a_server_that_is_stopped_and_started_costs_nothing_that_was_taken(
    server: Any,
    bear: Callable[..., Awaitable[Life]],
    traffic: Traffic,
    books: Books,
    order: Order,
    port: int,
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
