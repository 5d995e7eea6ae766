"""Tasks that live as long as a `with` block."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol


class Runner(Protocol):
    async def run(self) -> None: ...


class Crew(Runner, Protocol):
    async def stop(self, seconds: float) -> None: ...


async def after(known: asyncio.Task[None], runner: Runner) -> None:
    """Run once `known` is over, which is not ours to cancel."""
    await asyncio.shield(known)
    await runner.run()


@asynccontextmanager
async def at_work(
    crew: Crew, seconds: float, known: asyncio.Task[None]
) -> AsyncIterator[asyncio.Task[None]]:
    """Running after `known`; told to stop at the end, with `seconds` to finish what it began."""
    task = asyncio.create_task(after(known, crew))
    try:
        yield task
    finally:
        await crew.stop(seconds)
        await _ended(task, seconds)


@asynccontextmanager
async def cancelled(
    task: asyncio.Task[None], seconds: float = 1.0
) -> AsyncIterator[asyncio.Task[None]]:
    """Running; at the end cancelled, and given `seconds` to tidy up."""
    try:
        yield task
    finally:
        task.cancel()
        await _ended(task, seconds)


async def _ended(task: asyncio.Task[None], seconds: float) -> None:
    await asyncio.wait({task}, timeout=seconds)
    task.cancel()
    if task.done() and not task.cancelled():
        task.exception()  # reported where it was awaited
