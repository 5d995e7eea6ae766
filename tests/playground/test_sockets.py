"""Socket Mode as slack_sdk's own client sees it."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypeAlias

import pytest
from aiohttp import ClientSession, WSServerHandshakeError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from playground.server import Playground

Listener: TypeAlias = Callable[[AsyncBaseSocketModeClient, SocketModeRequest], Awaitable[None]]
Connect: TypeAlias = Callable[[Listener], Awaitable[SocketModeClient]]


@pytest.fixture
async def connect(playground: Playground) -> AsyncIterator[Connect]:
    clients: list[SocketModeClient] = []

    async def open_one(listener: Listener) -> SocketModeClient:
        web = AsyncWebClient(base_url=playground.api_url)
        client = SocketModeClient(playground.app_token, web_client=web)
        client.socket_mode_request_listeners.append(listener)
        before = len(playground.platform.sockets.held("A0HANDRAIL"))
        playground.platform.sockets.opened.clear()
        await client.connect()  # type: ignore[no-untyped-call]  # slack_sdk's own
        await asyncio.wait_for(playground.platform.sockets.opened.wait(), 20)
        assert len(playground.platform.sockets.held("A0HANDRAIL")) == before + 1
        clients.append(client)
        return client

    yield open_one
    for client in clients:
        await client.close()  # type: ignore[no-untyped-call]  # slack_sdk's own


async def acknowledge(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
    await client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))


async def test_an_unacknowledged_event_comes_again_with_its_attempt(
    connect: Connect, sit: Any
) -> None:
    seen: asyncio.Queue[SocketModeRequest] = asyncio.Queue()

    async def refuse_first(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        await seen.put(request)
        if request.retry_attempt:
            await acknowledge(client, request)

    await connect(refuse_first)
    amara = await sit("amara")
    await amara.act("message", channel="C0SALESROE", text="hello")
    first, second = [await asyncio.wait_for(seen.get(), 20) for _ in range(2)]
    assert first.payload["event_id"] == second.payload["event_id"]
    assert first.envelope_id != second.envelope_id
    assert (second.retry_attempt, second.retry_reason) == (1, "timeout")


async def test_several_connections_share_the_events(connect: Connect, sit: Any) -> None:
    served: Counter[str] = Counter()
    done: asyncio.Queue[None] = asyncio.Queue()

    def counting(name: str) -> Listener:
        async def listener(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
            served[name] += 1
            await acknowledge(client, request)
            await done.put(None)

        return listener

    await connect(counting("one"))
    await connect(counting("two"))
    amara = await sit("amara")
    for number in range(40):
        await amara.act("message", channel="C0SALESROE", text=str(number))
    for _ in range(40):
        await asyncio.wait_for(done.get(), 20)
    assert served.total() == 40
    assert set(served) == {"one", "two"}


async def test_without_a_connection_a_command_cannot_be_dispatched(sit: Any) -> None:
    amara = await sit("amara")
    told = await amara.act("command", channel="C0SALESROE", command="/roe", text="")
    assert told["error"] == '/roe failed with the error "dispatch_failed"'


async def test_a_silent_connection_times_out(connect: Connect, sit: Any) -> None:
    async def ignore(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        assert request.type == "slash_commands"

    await connect(ignore)
    amara = await sit("amara")
    told = await amara.act("command", channel="C0SALESROE", command="/roe", text="")
    assert told["error"] == '/roe failed with the error "operation_timeout"'


async def test_an_address_connects_once(playground: Playground) -> None:
    web = AsyncWebClient(base_url=playground.api_url)
    opened = await web.apps_connections_open(app_token=playground.app_token)
    async with ClientSession() as session:
        async with session.ws_connect(opened["url"]) as socket:
            assert (await socket.receive_json())["type"] == "hello"
        with pytest.raises(WSServerHandshakeError):
            await session.ws_connect(opened["url"])
