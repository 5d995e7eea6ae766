"""Bots in processes of their own, from their birth to a death that a test decides."""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.endtoend.people import PATIENCE_SECONDS


@dataclass
class Life:
    """One `handrail serve`; its output ends when the process does."""

    pid: int
    output: asyncio.StreamReader
    last_words_of_start: str
    said: list[str] = field(default_factory=list)
    up: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    def of(cls, pid: int, output: asyncio.StreamReader, environment: Mapping[str, str]) -> "Life":
        by_socket = "HANDRAIL_SLACK_APP_TOKEN" in environment
        return cls(pid, output, "connected to Slack" if by_socket else "listening on")

    async def listen(self) -> None:
        async for line in self.output:
            self.said.append(line.decode())
            if self.last_words_of_start in self.said[-1]:
                self.up.set()
        self.ended.set()

    async def ready(self) -> None:
        """Fails with the bot's own words if it ends before."""
        waiting = [asyncio.create_task(event.wait()) for event in (self.up, self.ended)]
        await asyncio.wait(waiting, timeout=PATIENCE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        for each in waiting:
            each.cancel()
        assert self.up.is_set(), "".join(self.said)

    async def kill(self) -> None:
        if not self.ended.is_set():
            os.kill(self.pid, signal.SIGKILL)
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self.ended.wait()


@asynccontextmanager
async def follow(life: Life) -> AsyncIterator[Life]:
    listening = asyncio.create_task(life.listen())
    yield life
    await listening


@asynccontextmanager
async def born(nursery: str, environment: Mapping[str, str]) -> AsyncIterator[Life]:
    """Alive until the end at the latest."""
    output, line = await asyncio.open_unix_connection(nursery)
    line.write(json.dumps(environment).encode() + b"\n")
    word, pid = (await output.readline()).split()
    assert word == b"born"
    async with follow(Life.of(int(pid), output, environment)) as life:
        yield life
        await life.kill()
    line.close()
