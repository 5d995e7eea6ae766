"""Open browser connections: news goes out in order, one queue each."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from aiohttp import web

from playground.shapes import Json

Tell: TypeAlias = Callable[[Json], None]


@dataclass
class Wires:
    open: set[web.WebSocketResponse] = field(default_factory=set)

    async def hold(
        self, request: web.Request, join: Callable[[Tell], None], leave: Callable[[Tell], None]
    ) -> web.StreamResponse:
        """Keep one browser informed until it goes away."""
        socket = web.WebSocketResponse(heartbeat=30.0)
        await socket.prepare(request)
        queue: asyncio.Queue[Json] = asyncio.Queue()
        tell = queue.put_nowait
        join(tell)
        self.open.add(socket)
        writer = asyncio.get_running_loop().create_task(write(socket, queue))
        try:
            async for _ in socket:
                pass
        finally:
            leave(tell)
            self.open.discard(socket)
            writer.cancel()
        return socket

    async def close(self) -> None:
        for socket in list(self.open):
            await socket.close(code=1001, message=b"playground stops")


async def write(socket: web.WebSocketResponse, queue: asyncio.Queue[Json]) -> None:
    while not socket.closed:
        await socket.send_json(await queue.get())
