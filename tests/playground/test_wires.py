"""What no client library would send: answered below 500 or hung up on, and never logged."""

import asyncio
import gzip
import os
from base64 import b64encode

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse
from slack_sdk.web.async_client import AsyncWebClient

from playground.server import Playground

PATIENCE_SECONDS = 20
HESITATION_SECONDS = 0.3
JSON = b"Content-Type: application/json\r\n"
TO_API = b"POST /api/chat.postMessage HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
HALF = b"POST /api/auth.test HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
BOMB = gzip.compress(b"[" * 20_000_000)
TRICKS = (
    "/page/../server.py",
    "/page/%2e%2e/server.py",
    "/page/..%2fserver.py",
    "/page/%2fetc%2fpasswd",
    "/page/index.html%00.js",
    "/files/F1/..%2f..%2fetc%2fpasswd",
    "//etc/passwd",
    "/api/%00",
    "/api/..%2f_control",
    "/api/" + "a" * 7000,
    "/socket/%ff%fe",
    "/_page/state?as=%00",
    "/_page/state?as=%ED%A0%80",
    "/_page/messages?as=U0AMARA01&channel=" + "C" * 5000,
)
WIRES: dict[str, bytes] = {
    "no HTTP at all": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20,
    "no words": b"\r\n\r\n\r\n\r\n",
    "no version": b"GET /\r\n\r\n",
    "an unknown verb": b"EXPLODE / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "a huge header": TO_API + b"X-Big: " + b"x" * 100_000 + b"\r\n\r\n",
    "many headers": TO_API + b"".join(b"X-%d: y\r\n" % n for n in range(5_000)) + b"\r\n",
    "NUL in a header": TO_API + b"X-Odd: a\x00b\r\n\r\n",
    "NUL in the path": b"GET /\x00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "bytes that are no text in the path": b"GET /\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "bytes that are no text in the token": TO_API + b"Authorization: Bearer \xff\xfe\r\n\r\n",
    "a negative length": TO_API + JSON + b"Content-Length: -5\r\n\r\n{}",
    "a length that is no number": TO_API + JSON + b"Content-Length: many\r\n\r\n{}",
    "a length and chunks": TO_API
    + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a chunk of no size": TO_API
    + JSON
    + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    "gzip that is none": TO_API
    + JSON
    + b"Content-Encoding: gzip\r\nContent-Length: 7\r\n\r\nnothing",
    "a bomb": TO_API
    + JSON
    + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(BOMB)
    + BOMB,
    "an unknown encoding": TO_API
    + JSON
    + b"Content-Encoding: rot13\r\nContent-Length: 2\r\n\r\n{}",
    "a charset nobody knows": TO_API
    + b"Content-Type: application/json; charset=klingon\r\nContent-Length: 2\r\n\r\n{}",
    "a form in UTF-16": TO_API
    + b"Content-Type: application/x-www-form-urlencoded; charset=utf-16\r\n"
    + b"Content-Length: 4\r\n\r\n\xff\xfea\x00",
    "parts without an end": TO_API
    + b"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 40\r\n\r\n"
    + b'--b\r\nContent-Disposition: form-data; na="',
    "a part with a huge header": TO_API
    + b"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 100010\r\n\r\n--b\r\nX: "
    + b"x" * 100_000
    + b"\r\n",
    "a handshake of another century": b"GET /_page/live?as=U0AMARA01 HTTP/1.1\r\n"
    b"Host: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 1\r\nSec-WebSocket-Key: x\r\n\r\n",
}


async def exchange(playground: Playground, sent: bytes) -> bytes:
    """All that comes back; the other side is told that no more will come."""
    reader, writer = await asyncio.open_connection("127.0.0.1", playground.port)
    writer.write(sent)
    try:
        begun = await first_bytes(reader, writer)
        return begun + await asyncio.wait_for(reader.read(), PATIENCE_SECONDS)
    except ConnectionResetError:
        return b""
    finally:
        writer.close()


async def first_bytes(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    try:
        return await asyncio.wait_for(reader.read(1), HESITATION_SECONDS)
    except TimeoutError:
        return b""
    finally:
        writer.write_eof()


def is_quiet(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> bool:
    loud = [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")]
    assert not loud, [record.getMessage() for record in loud]
    return capfd.readouterr().err == ""


async def still_serves(playground: Playground) -> bool:
    client = AsyncWebClient(playground.bot_token, base_url=playground.api_url)
    return bool((await client.auth_test())["ok"])


@pytest.mark.parametrize("name", WIRES)
async def test_an_unreadable_request_is_refused_and_leaves_no_trace(
    playground: Playground,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    name: str,
) -> None:
    host = WIRES[name].replace(b"Host: 127.0.0.1", b"Host: 127.0.0.1:%d" % playground.port)
    said = await exchange(playground, host)
    assert not said.startswith(b"HTTP/1.1 5"), said[:300]
    assert b"Traceback" not in said
    assert b'"ok": true' not in said
    assert is_quiet(caplog, capfd)
    assert await still_serves(playground)


async def test_a_body_is_measured_as_it_unfolds(playground: Playground) -> None:
    """Its length on the wire is small and honest."""
    said = await exchange(playground, WIRES["a bomb"])
    assert said.startswith(b"HTTP/1.1 413"), said[:300]


async def test_an_upload_in_unreadable_parts_is_refused(
    playground: Playground, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    client = AsyncWebClient(playground.bot_token, base_url=playground.api_url)
    said = await client.files_getUploadURLExternal(filename="a.txt", length=5)
    where = str(said["upload_url"]).removeprefix(playground.url).encode()
    sent = WIRES["a part with a huge header"].replace(b"/api/chat.postMessage", where)
    answer = await exchange(playground, sent)
    assert answer.startswith(b"HTTP/1.1 400"), answer[:300]
    assert is_quiet(caplog, capfd)


@pytest.mark.parametrize("path", TRICKS)
async def test_no_path_leads_out_of_the_playground(playground: Playground, path: str) -> None:
    asked = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    said = await exchange(playground, asked.encode())
    assert said.startswith((b"HTTP/1.1 4", b"HTTP/1.1 200", b"HTTP/1.1 302")), said[:300]
    assert b"import" not in said
    assert b"root:" not in said
    assert b"Traceback" not in said


async def test_half_a_request_keeps_nobody_else_waiting(playground: Playground) -> None:
    held = [await asyncio.open_connection("127.0.0.1", playground.port) for _ in range(100)]
    for _, writer in held:
        writer.write(HALF)
    assert await still_serves(playground)
    for _, writer in held:
        writer.close()


async def opened(session: ClientSession, playground: Playground) -> ClientWebSocketResponse:
    client = AsyncWebClient(base_url=playground.api_url)
    said = await client.apps_connections_open(app_token=playground.app_token)
    socket = await session.ws_connect(said["url"])
    assert (await socket.receive_json())["type"] == "hello"
    return socket


@pytest.mark.parametrize(
    "line",
    [
        "",
        "null",
        "[]",
        '"hello"',
        "{",
        "[" * 50_000,
        '{"envelope_id": ["x"]}',
        '{"envelope_id": "unknown", "payload": {}}',
        '{"envelope_id": {"a": 1}, "payload": "\\ud800"}',
        "\x00",
        "x" * 100_000,
    ],
)
async def test_nonsense_on_a_socket_is_ignored(
    playground: Playground,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    line: str,
) -> None:
    async with ClientSession() as session:
        socket = await opened(session, playground)
        await socket.send_str(line)
        await socket.send_bytes(line.encode())
        await socket.ping()
        assert await still_serves(playground)
        await socket.close()
    assert is_quiet(caplog, capfd)


def frame(opcode: int, payload: bytes) -> bytes:
    """One masked frame, its length announced in eight bytes."""
    mask = os.urandom(4)
    veiled = bytes(byte ^ mask[n % 4] for n, byte in enumerate(payload))
    return bytes([0x80 | opcode, 0xFF]) + len(payload).to_bytes(8, "big") + mask + veiled


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (bytes([0x81, 0xFF]) + (2**40).to_bytes(8, "big") + b"mask", 1009),
        (frame(1, b"\xff\xfe\xfd"), 1007),
        (frame(0xB, b"unknown"), 1002),
        (bytes([0xF1, 0x80]) + b"mask", 1002),
    ],
    ids=["a terabyte", "text that is none", "an unknown opcode", "reserved bits"],
)
async def test_a_frame_no_client_sends_ends_that_socket_only(
    playground: Playground,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    sent: bytes,
    code: int,
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", playground.port)
    key = b64encode(os.urandom(16)).decode()
    writer.write(
        f"GET /_page/live?as=U0AMARA01 HTTP/1.1\r\nHost: 127.0.0.1:{playground.port}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: {key}\r\n\r\n".encode()
    )
    assert b"101 Switching" in await reader.readuntil(b"\r\n\r\n")
    writer.write(sent)
    said = await asyncio.wait_for(reader.read(), PATIENCE_SECONDS)
    writer.close()
    assert code.to_bytes(2, "big") in said
    assert await still_serves(playground)
    assert is_quiet(caplog, capfd)


async def test_a_page_that_talks_is_not_listened_to(playground: Playground) -> None:
    """News flow one way: whatever a page says on the wire changes nothing."""
    async with ClientSession() as session:
        url = f"{playground.url}/_page/live?as={playground.people['amara']}"
        async with session.ws_connect(url) as socket:
            await socket.send_str('{"do": "message", "channel": "C0GENERAL1", "text": "x"}')
            await socket.send_bytes(b"\x00" * 1000)
            assert await still_serves(playground)
            await socket.ping()
    assert not playground.platform.world.in_channel("C0GENERAL1")
