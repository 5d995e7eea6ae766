"""One Socket Mode connection: what is said on it, and the ways it can go wrong."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from aiohttp import WSMsgType, web

from playground.shapes import Json

PING_SECONDS = 10.0
HOST = "applink-playground"
GARBAGE = ("not json", "[]", '"text"', '{"type": "mystery"}', '{"envelope_id": 5}', "{")
Reason: TypeAlias = Literal["warning", "refresh_requested", "link_disabled", "too_many_websockets"]


@dataclass(eq=False)
class Connection:
    """`deaf` is half open: the line stands, and nothing gets through in either direction."""

    app_id: str
    socket: web.WebSocketResponse
    transport: asyncio.Transport
    deaf: bool = False
    retiring: bool = False
    heard: float = field(default_factory=lambda: asyncio.get_running_loop().time())

    async def say(self, words: Json) -> None:
        if not self.deaf:
            await self.socket.send_json(words)

    async def part(self, reason: Reason) -> None:
        """Say that the connection is about to end; most clients then open another."""
        self.retiring = True
        with suppress(ConnectionError):
            await self.say(disconnect(reason))

    async def babble(self) -> None:
        with suppress(ConnectionError):
            for text in GARBAGE:
                await self.socket.send_str(text)
            await self.socket.send_bytes(b"\x00\xff")

    def cut(self) -> None:
        """As when a cable is pulled: no closing words."""
        self.transport.abort()

    async def texts(self) -> AsyncIterator[str]:
        async for message in self.socket:
            self.heard = asyncio.get_running_loop().time()
            if self.deaf:
                continue
            if message.type is WSMsgType.PING:
                await self.socket.pong(message.data)
            elif message.type is WSMsgType.TEXT:
                yield message.data

    async def keep_pinging(self, every: float = PING_SECONDS) -> None:
        """Until the other end has said nothing for three rounds."""
        loop = asyncio.get_running_loop()
        while not self.socket.closed and loop.time() - self.heard < 3 * every:
            await asyncio.sleep(every)
            if not self.deaf and not self.socket.closed:
                await self.socket.ping(b"Ping from " + HOST.encode())
        self.cut()


def disconnect(reason: Reason) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": HOST}}


def hello(app_id: str, count: int, lasting: float) -> Json:
    return {
        "type": "hello",
        "num_connections": count,
        "connection_info": {"app_id": app_id},
        "debug_info": {
            "host": HOST,
            "build_number": 1,
            "approximate_connection_time": round(lasting),
        },
    }
