"""An SQLite file that somebody else locks, and one that four processes write."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable

import pytest

from playground.configs import Timing
from tests.endtoend.books import Books
from tests.endtoend.people import ON_SQLITE, Order
from tests.faults.conftest import LONG
from tests.faults.lives import Life
from tests.faults.readiness import busy
from tests.faults.traffic import Traffic

Bear = Callable[..., Awaitable[Life]]

pytestmark = ON_SQLITE
OUTAGES = 6 if LONG else 2
OUTAGE_SECONDS = 44 if LONG else 7
"""Longer than a connection waits."""


@pytest.fixture
def timing() -> Timing:
    """Slack's own patience with clicks and commands."""
    return Timing(event_retries=(0.1,) * 3000)


async def test_a_sqlite_file_that_somebody_locks_costs_nothing_that_was_taken(
    bear: Bear, traffic: Traffic, books: Books, order: Order, address: str
) -> None:
    await (await bear()).ready()
    async with busy(traffic):
        for _ in range(OUTAGES):
            await asyncio.sleep(0.4)
            other = sqlite3.connect(address.removeprefix("sqlite:///"), isolation_level=None)
            other.execute("BEGIN EXCLUSIVE")
            await asyncio.sleep(OUTAGE_SECONDS)
            other.execute("ROLLBACK")
            other.close()
    await traffic.check(books)
    await books.settle()
    assert (await order())["duplicates"] == 0


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
