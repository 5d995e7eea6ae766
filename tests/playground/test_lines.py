"""Socket Mode connections that are ended, refreshed, cut or dead, with slack_sdk's own client."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any, TypeAlias

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from playground.configs import Config
from playground.faults import Misbehaviour
from playground.server import Playground
from tests.playground.ordering import counted, order

TALK = "C0SALESROE"
Opened: TypeAlias = Callable[..., Awaitable[ClientWebSocketResponse]]


@pytest.fixture
def config(config: Config) -> Config:
    wrong = Misbehaviour(debug_connection_seconds=0.2, warning_seconds=0.1)
    return replace(config, misbehaviour=wrong)


@pytest.fixture
async def line(playground: Playground) -> AsyncIterator[Opened]:
    """A bare connection, whose hello has been heard."""
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(ClientSession())

        async def connected(query: str = "", **how: Any) -> ClientWebSocketResponse:
            web = AsyncWebClient(base_url=playground.api_url)
            opened = await web.apps_connections_open(app_token=playground.app_token)
            socket = await session.ws_connect(opened["url"] + query, **how)
            return await stack.enter_async_context(socket)

        yield connected


async def test_the_eleventh_connection_is_one_too_many(line: Opened) -> None:
    for _ in range(10):
        assert (await (await line()).receive_json())["type"] == "hello"
    socket = await line()
    told = await socket.receive_json()
    assert (told["type"], told["reason"]) == ("disconnect", "too_many_websockets")
    assert (await socket.receive()).type is WSMsgType.CLOSE


async def test_a_connection_to_be_debugged_is_short_and_says_so(line: Opened) -> None:
    socket = await line("&debug_reconnects=true")
    hello, *rest = [await socket.receive_json() for _ in range(3)]
    assert hello["debug_info"]["approximate_connection_time"] == 0
    assert [told["reason"] for told in rest] == ["warning", "refresh_requested"]
    assert (await socket.receive()).type is WSMsgType.CLOSE


async def test_a_refreshed_connection_loses_nothing_when_there_is_another(
    line: Opened, playground: Playground, sit: Any
) -> None:
    old, new = await line(), await line()
    for socket in (old, new):
        await socket.receive_json()
    await order(playground, socket={"do": "refresh", "connections": "one"})
    assert (await old.receive_json())["reason"] == "warning"
    amara = await sit("amara")
    for number in range(5):
        await amara.act("message", channel=TALK, text=str(number))
    heard = [(await new.receive_json())["payload"]["event"]["text"] for _ in range(5)]
    assert sorted(heard) == ["0", "1", "2", "3", "4"]
    assert (await old.receive_json())["reason"] == "refresh_requested"


async def test_a_half_open_line_swallows_everything(
    line: Opened, playground: Playground, sit: Any
) -> None:
    socket = await line(autoping=False)
    await socket.receive_json()
    await socket.ping(b"there?")
    answer = await socket.receive()
    assert (answer.type, bytes(answer.data)) == (WSMsgType.PONG, b"there?")
    await order(playground, socket={"do": "half_open"})
    await socket.ping(b"still there?")
    amara = await sit("amara")
    told = await amara.act("command", channel=TALK, command="/roe", text="")
    assert told["error"] == '/roe failed with the error "operation_timeout"'
    with pytest.raises(TimeoutError):
        await socket.receive(timeout=0.05)
    assert (await counted(playground))["standing"]["sockets"]["A0HANDRAIL"]["half_open"] == 1
    await order(playground, calm=True)
    await socket.ping(b"and now?")
    assert bytes((await socket.receive()).data) == b"and now?"


async def test_a_line_that_is_cut_ends_without_a_word(line: Opened, playground: Playground) -> None:
    socket = await line()
    await socket.receive_json()
    await order(playground, socket={"do": "cut"})
    await socket.receive()
    assert socket.close_code == 1006


async def test_an_app_whose_link_is_disabled_gets_no_further(
    line: Opened, playground: Playground
) -> None:
    socket = await line()
    await socket.receive_json()
    await order(playground, socket={"do": "link_disabled"})
    assert (await socket.receive_json())["reason"] == "link_disabled"
    assert (await (await line()).receive_json())["reason"] == "link_disabled"
    await order(playground, socket={"do": "link_enabled"})
    assert (await (await line()).receive_json())["type"] == "hello"


@pytest.fixture
async def client(playground: Playground) -> AsyncIterator[SocketModeClient]:
    web = AsyncWebClient(base_url=playground.api_url)
    client = SocketModeClient(playground.app_token, web_client=web, ping_interval=0.1)
    client.heard = asyncio.Queue()  # type: ignore[attr-defined]  # a place of our own on it

    async def listen(line: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        await line.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))
        await client.heard.put(request)  # type: ignore[attr-defined]

    client.socket_mode_request_listeners.append(listen)
    await client.connect()  # type: ignore[no-untyped-call]  # slack_sdk's own
    await asyncio.wait_for(playground.platform.sockets.opened.wait(), 20)
    yield client
    await client.close()  # type: ignore[no-untyped-call]  # slack_sdk's own


@pytest.mark.parametrize("do", ["refresh", "warning", "too_many", "cut", "half_open"])
async def test_slacks_own_client_comes_back(
    client: Any, playground: Playground, sit: Any, do: str
) -> None:
    amara = await sit("amara")
    playground.platform.sockets.opened.clear()
    await order(playground, socket={"do": do})
    await asyncio.wait_for(playground.platform.sockets.opened.wait(), 20)
    await amara.act("message", channel=TALK, text="back?")
    heard = await asyncio.wait_for(client.heard.get(), 20)
    assert heard.payload["event"]["text"] == "back?"


async def test_garbage_between_the_envelopes_is_survived(
    client: Any, playground: Playground, sit: Any
) -> None:
    amara = await sit("amara")
    await order(playground, socket={"do": "garbage"})
    await amara.act("message", channel=TALK, text="after the noise")
    heard = await asyncio.wait_for(client.heard.get(), 20)
    assert heard.payload["event"]["text"] == "after the noise"


async def test_the_server_pings_and_cuts_who_never_answers(
    line: Opened, playground: Playground
) -> None:
    socket = await line(autoping=False)
    await socket.receive_json()
    connection = playground.platform.sockets.held("A0HANDRAIL")[0]
    await connection.keep_pinging(0.02)
    assert (await socket.receive()).type is WSMsgType.PING
    while not socket.closed:
        await socket.receive()
    assert socket.close_code == 1006
