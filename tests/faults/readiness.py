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


async def readiness(port: int) -> str:
    """The status and what is missing."""
    try:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{port}/readyz") as answer,
        ):
            return f"{answer.status} {await answer.text()}"
    except aiohttp.ClientError as error:
        return str(error)


async def until_ready(port: int, ready: bool = True) -> None:
    end = asyncio.get_running_loop().time() + RECOVERY_SECONDS
    while (said := await readiness(port)).startswith("200") is not ready:
        assert asyncio.get_running_loop().time() < end, said
        await asyncio.sleep(0.05)
