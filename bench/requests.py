"""Slash commands as Slack sends them: signed, each with a trigger of its own."""

import asyncio
from dataclasses import dataclass
from itertools import count
from time import perf_counter, time
from urllib.parse import urlencode

from bot.signatures import sign

TRIGGERS = count(1)
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True, slots=True)
class Caller:
    port: int
    secret: str
    team: str = "T0BENCH"
    user: str = "U0BENCH"

    def request(self, command: str, text: str) -> bytes:
        """One HTTP/1.1 request, ready to be written."""
        body = urlencode(self._fields(command, text)).encode()
        stamp = str(int(time())).encode()
        headers = (
            b"POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n"
            b"X-Slack-Request-Timestamp: %s\r\nX-Slack-Signature: %s\r\nContent-Length: %d\r\n\r\n"
        )
        return headers % (stamp, sign(self.secret, stamp, body), len(body)) + body

    def _fields(self, command: str, text: str) -> dict[str, str]:
        return {
            "command": command,
            "text": text,
            "team_id": self.team,
            "user_id": self.user,
            "channel_id": "C0BENCH",
            "trigger_id": f"{next(TRIGGERS)}.{time()}",
            "response_url": f"http://127.0.0.1:{self.port}/none",
        }


def latency(requests: list[bytes], port: int) -> float:
    """The median of answers given one after the other, in seconds."""
    return asyncio.run(_latency(requests, port))


def throughput(requests: list[bytes], port: int, connections: int = 32) -> float:
    """Answers a second with that many connections open."""
    return asyncio.run(_throughput(requests, port, connections))


async def _latency(requests: list[bytes], port: int) -> float:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    spans = []
    for request in requests:
        started = perf_counter()
        await _exchange(reader, writer, request)
        spans.append(perf_counter() - started)
    writer.close()
    return sorted(spans)[len(spans) // 2]


async def _throughput(requests: list[bytes], port: int, connections: int) -> float:
    async def keep_asking(mine: list[bytes]) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in mine:
            await _exchange(reader, writer, request)
        writer.close()

    started = perf_counter()
    shares = [requests[start::connections] for start in range(connections)]
    await asyncio.gather(*map(keep_asking, shares))
    return len(requests) / (perf_counter() - started)


def arrivals(requests: list[bytes], port: int, a_second: float) -> list[float]:
    """Seconds from when each should have come to its answer, whatever the others wait for."""
    return asyncio.run(_arrivals(requests, port, a_second))


async def _arrivals(requests: list[bytes], port: int, a_second: float) -> list[float]:
    begin, idle = perf_counter() + 0.05, list[Line]()

    async def come(number: int, request: bytes) -> float:
        due = begin + number / a_second
        await asyncio.sleep(max(due - perf_counter(), 0))
        line = idle.pop() if idle else await asyncio.open_connection("127.0.0.1", port)
        await _exchange(*line, request)
        idle.append(line)
        return perf_counter() - due

    waits = await asyncio.gather(*(come(n, each) for n, each in enumerate(requests)))
    for _, writer in idle:
        writer.close()
    return sorted(waits)


async def _exchange(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> bytes:
    """Raises RuntimeError for anything but 200: a refusal must not count as a fast answer."""
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.split(b"\r\n")[0].decode())
    length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
    return await reader.readexactly(int(length or 0))
