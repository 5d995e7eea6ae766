"""The HTTP side as a small ASGI application: Slack's requests, and two questions about health."""

import json
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot import signatures

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = dict[bytes, bytes]

LARGEST = 1_000_000
SLACK_PATHS = frozenset(("/slack/events", "/slack/commands", "/slack/interactivity"))
HEALTH_PATHS = frozenset(("/healthz", "/readyz"))
KINDS = ("application/json", "application/x-www-form-urlencoded")

log = logging.getLogger(__name__)


class Turned(Exception):
    """A request that goes no further, and the status that says why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class Ready(Protocol):
    @property
    def knows_workspace(self) -> bool: ...
    async def missing(self) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Without a signing secret Slack's paths do not exist; health is served either way."""

    app: AsyncApp
    readiness: Ready
    clock: Callable[[], datetime]
    secret: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        try:
            await self._route(scope, receive, send)
        except Turned as turned:
            log.info("request turned away", extra={"status": turned.status, "why": str(turned)})
            await _say(send, turned.status, {"error": str(turned)}, close=turned.status == 413)

    async def _route(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, method = scope["path"], scope["method"]
        if path in HEALTH_PATHS:
            _insist(method in ("GET", "HEAD"), 405, "only GET is answered here")
            await self._health(path, send)
        elif path in SLACK_PATHS and self.secret:
            _insist(method == "POST", 405, "only POST is answered here")
            await self._slack(scope, receive, send)
        else:
            raise Turned(404, "there is nothing here")

    async def _health(self, path: str, send: Send) -> None:
        if path == "/healthz":
            return await _say(send, 200, {"alive": True})
        missing = await self.readiness.missing()
        await _say(send, 503 if missing else 200, {"ready": not missing, "not_ready": missing})

    async def _slack(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers: Headers = dict(reversed(scope["headers"]))
        body = await self._verified(headers, receive)
        _insist(self.readiness.knows_workspace, 503, "starting, the workspace is not known yet")
        request = _bolt_request(scope, headers, body)
        await _pass_on(send, await self.app.async_dispatch(request))

    async def _verified(self, headers: Headers, receive: Receive) -> bytes:
        stamp = headers.get(b"x-slack-request-timestamp", b"")
        _insist(_length(headers) <= LARGEST, 413, "the body is over 1 MB")
        _insist(signatures.fresh(stamp, self.clock()), 401, "the timestamp is missing or old")
        body = await _read(receive)
        signature = headers.get(b"x-slack-signature", b"")
        genuine = signatures.genuine(self.secret, stamp, signature, body)
        _insist(genuine, 401, "the signature is missing or wrong")
        return body


def _insist(condition: bool, status: int, why: str) -> None:
    if not condition:
        raise Turned(status, why)


def _length(headers: Headers) -> int:
    announced = headers.get(b"content-length", b"0")
    return int(announced) if announced.isdigit() and len(announced) < 16 else LARGEST + 1


async def _read(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        _insist(message["type"] == "http.request", 400, "the request was cut off")
        body += message.get("body", b"")
        _insist(len(body) <= LARGEST, 413, "the body is over 1 MB")
        if not message.get("more_body"):
            return bytes(body)


def _bolt_request(scope: Scope, headers: Headers, body: bytes) -> AsyncBoltRequest:
    """Slack signs only what it can write; a signed body of another form is not Slack's."""
    kind = headers.get(b"content-type", b"").split(b";")[0].strip().lower().decode("latin-1")
    _insist(kind in KINDS, 401, "the content type is not one that Slack sends")
    try:
        return AsyncBoltRequest(
            body=body.decode(),
            query=scope.get("query_string", b"").decode("latin-1"),
            headers={
                name.decode("latin-1"): value.decode("latin-1") for name, value in headers.items()
            },
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise Turned(401, "the body is not one that Slack sends") from None


async def _pass_on(send: Send, response: BoltResponse) -> None:
    headers = [
        (name.encode("latin-1"), value.encode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    ]
    await _answer(send, response.status, headers, (response.body or "").encode())


async def _say(send: Send, status: int, said: dict[str, Any], close: bool = False) -> None:
    headers = [(b"content-type", b"application/json")]
    headers += [(b"connection", b"close")] if close else []
    await _answer(send, status, headers, json.dumps(said).encode())


async def _answer(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    sized = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": sized})
    await send({"type": "http.response.body", "body": body})
