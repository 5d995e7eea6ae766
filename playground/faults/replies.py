"""Broken replies as they look on the wire."""

import asyncio
import json
import socket
import struct
from contextlib import suppress

from aiohttp import web

from playground.faults.calls import Fault, Said
from playground.shapes import Json

AT_ONCE = struct.pack("ii", 1, 0)
OOPS = "<!DOCTYPE html><title>Server Error</title><h1>Server Error</h1>"
PIECES = 20
PROMISED = 512


async def reply(
    request: web.Request, fault: Fault | None, body: Json, sent: dict[str, str]
) -> web.StreamResponse:
    if fault is None:
        return web.json_response(body, headers=sent)
    return await suffer(request, fault, body, sent)


async def suffer(
    request: web.Request, fault: Fault, body: Json, sent: dict[str, str]
) -> web.StreamResponse:
    """Reply as the fault says to a call that would have been answered with `body`."""
    match fault.kind:
        case "slow" | "rate_limited":
            return web.json_response(body, headers=sent)
        case "lost_reply" | "reset":
            return hang_up(request, rudely=fault.kind == "reset")
        case "truncated":
            return await truncate(request, body)
        case "drip":
            return await drip(request, body, fault.delay)
        case "wrong_type":
            return web.Response(text=json.dumps(body), content_type="text/html", headers=sent)
        case _:
            return fail(fault.kind)


def fail(kind: Said) -> web.Response:
    match kind:
        case "server_error":
            return web.Response(status=500, text=OOPS, content_type="text/html")
        case "empty_error":
            return web.Response(status=500)
        case "service_unavailable":
            return web.json_response(problem(kind), status=503)
        case "fatal_error" | "internal_error":
            return web.json_response(problem(kind))


def problem(error: str) -> Json:
    return {"ok": False, "error": error}


def hang_up(request: web.Request, *, rudely: bool) -> web.Response:
    """End the connection without a word: with FIN, or rudely with RST."""
    transport = request.transport
    if transport is not None and rudely:
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        transport.abort()
    elif transport is not None:
        transport.close()
    return web.Response(status=500)


async def truncate(request: web.Request, body: Json) -> web.StreamResponse:
    """Promise more than is sent, then hang up."""
    content = json.dumps(body).encode()
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    response.content_length = len(content) + PROMISED
    await response.prepare(request)
    await response.write(content[: len(content) // 2])
    if request.transport is not None:
        request.transport.close()
    return response


async def drip(request: web.Request, body: Json, seconds: float) -> web.StreamResponse:
    """The whole reply, in pieces spread over that time, for as long as anybody listens."""
    content = json.dumps(body).encode()
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    response.content_length = len(content)
    await response.prepare(request)
    size = len(content) // PIECES + 1
    with suppress(ConnectionError):
        for start in range(0, len(content), size):
            await response.write(content[start : start + size])
            await asyncio.sleep(seconds / PIECES)
    return response
