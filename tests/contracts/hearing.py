"""slack_sdk's own socket clients, which keep what they are sent and acknowledge as told."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

from slack_sdk import WebClient
from slack_sdk.socket_mode.aiohttp import SocketModeClient as OnLoop
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.builtin import SocketModeClient as InThreads
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

PATIENCE_SECONDS = 20
WRONG = "00000000-0000-000000000000"


@dataclass
class Ear:
    """What came; `astray` says how many acknowledgements name another envelope first."""

    astray: int = 0
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)
    came: asyncio.Queue[SocketModeRequest] = field(default_factory=asyncio.Queue)

    async def next(self) -> SocketModeRequest:
        return await asyncio.wait_for(self.came.get(), PATIENCE_SECONDS)

    def answer(self, request: SocketModeRequest) -> SocketModeResponse:
        self.loop.call_soon_threadsafe(self.came.put_nowait, request)
        self.astray -= 1
        return SocketModeResponse(WRONG if self.astray >= 0 else request.envelope_id)

    async def on_loop(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        await client.send_socket_mode_response(self.answer(request))

    def in_thread(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        client.send_socket_mode_response(self.answer(request))


@asynccontextmanager
async def aiohttp_client(api_url: str, app_token: str, ear: Ear) -> AsyncIterator[None]:
    client = OnLoop(app_token, web_client=AsyncWebClient(base_url=api_url))
    client.socket_mode_request_listeners.append(ear.on_loop)
    await client.connect()  # type: ignore[no-untyped-call]  # slack_sdk's own
    yield
    await client.close()  # type: ignore[no-untyped-call]  # slack_sdk's own


@asynccontextmanager
async def builtin_client(api_url: str, app_token: str, ear: Ear) -> AsyncIterator[None]:
    client = InThreads(app_token, web_client=WebClient(base_url=api_url))
    client.socket_mode_request_listeners.append(ear.in_thread)
    await asyncio.to_thread(client.connect)
    yield
    await asyncio.to_thread(client.close)


Client: TypeAlias = Callable[[str, str, Ear], AbstractAsyncContextManager[None]]
