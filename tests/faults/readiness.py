"""People who go on asking while the database is away, and whether the bot says that it is ready."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from tests.faults.traffic import Traffic

RECOVERY_SECONDS = 10


@asynccontextmanager
async def busy(traffic: Traffic) -> AsyncIterator[None]:
    """At an ordinary pace: what nobody takes is brought again ten times a second."""
    traffic.pause_seconds = 2.0
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
