"""Socket Mode: one session with Slack is kept open, and what came in is finished before letting go.

The SDK's own client reopens at once and for ever, also when the app was disabled; this one says
how long it rests, opens the next session before Slack closes the last, and can be drained.
"""

import asyncio
import json
import logging
import random
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from aiohttp import ClientError, ClientSession, ClientWebSocketResponse, WSMsgType
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

PING_SECONDS = 10.0
"""A session whose pong is half of this late is closed: no zombie outlives fifteen seconds."""
LARGEST = 4_000_000
BRIEF_SECONDS = 5.0
"""A session shorter than this counts as failed, whatever Slack says about its end."""

log = logging.getLogger(__name__)


class End(Enum):
    """How a session ended, which decides how soon the next is opened."""

    REFRESH = "refresh"
    LOST = "lost"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds between sessions."""

    first: float = 1.0
    longest: float = 30.0
    disabled: float = 60.0

    def before(self, attempt: int, end: End) -> float:
        match end:
            case End.REFRESH:
                return 0.0
            case End.DISABLED:
                return self.disabled
            case End.LOST:
                longest = min(self.longest, self.first * 2.0 ** min(attempt, 10))
                return longest * random.uniform(0.5, 1.0)


class Sockets:
    def __init__(
        self, app: AsyncApp, app_token: str, client: AsyncWebClient, pauses: Pauses | None = None
    ) -> None:
        self._app = app
        self._token = app_token
        self._client = client
        self._pauses = pauses or Pauses()
        self._open: set[ClientWebSocketResponse] = set()
        self._working: set[asyncio.Task[None]] = set()
        self._lingering: set[asyncio.Task[None]] = set()
        self._failures = 0
        self.up = asyncio.Event()
        """Set from the first time that Slack said hello."""

    @property
    def connected(self) -> bool:
        return any(not session.closed for session in self._open)

    async def run(self) -> None:
        """Until cancelled; cancelling stops taking and leaves sessions open for `drain`."""
        async with ClientSession(trust_env=True) as http:
            try:
                while True:
                    end = await self._session(http)
                    await asyncio.sleep(self._pauses.before(self._failures, end))
            finally:
                await self._drain()

    async def _drain(self) -> None:
        for task in self._lingering:
            task.cancel()
        if self._working:
            await asyncio.wait(self._working)
        for session in tuple(self._open):
            await session.close()

    async def _session(self, http: ClientSession) -> End:
        try:
            answer = await self._client.apps_connections_open(app_token=self._token)
            session = await http.ws_connect(
                answer["url"], heartbeat=PING_SECONDS, max_msg_size=LARGEST
            )
        except (SlackApiError, ClientError, OSError, TimeoutError) as error:
            return self._failed(error)
        self._open.add(session)
        return await self._lived(session)

    async def _lived(self, session: ClientWebSocketResponse) -> End:
        loop = asyncio.get_running_loop()
        opened = loop.time()
        end = await self._listen(session)
        if end is not End.REFRESH:
            await self._close(session)
        if loop.time() - opened > BRIEF_SECONDS:
            self._failures = 0
            return end
        self._failures += 1
        return End.DISABLED if end is End.DISABLED else End.LOST

    def _failed(self, error: Exception) -> End:
        self._failures += 1
        why = error.response["error"] if isinstance(error, SlackApiError) else repr(error)
        log.warning("no socket to Slack", extra={"why": why, "attempt": self._failures})
        return End.DISABLED if self._failures > 10 else End.LOST

    async def _listen(self, session: ClientWebSocketResponse) -> End:
        """Take envelopes until Slack asks for a new session, or this one is gone."""
        while (envelope := await _next(session)) is not None:
            match envelope.get("type"):
                case "hello":
                    self.up.set()
                    log.info("connected to Slack by socket")
                case "disconnect":
                    return self._leave(session, str(envelope.get("reason")))
                case _:
                    self._take(session, envelope)
        return End.LOST

    def _leave(self, session: ClientWebSocketResponse, reason: str) -> End:
        log.info("Slack ends the socket", extra={"reason": reason})
        if reason == "link_disabled":
            return End.DISABLED
        task = asyncio.ensure_future(self._linger(session))
        self._lingering.add(task)
        task.add_done_callback(self._lingering.discard)
        return End.REFRESH

    async def _linger(self, session: ClientWebSocketResponse) -> None:
        """The old session still delivers while the new one opens; Slack closes it in the end."""
        while (envelope := await _next(session)) is not None:
            if "envelope_id" in envelope:
                self._take(session, envelope)
        await self._close(session)

    def _take(self, session: ClientWebSocketResponse, envelope: Mapping[str, Any]) -> None:
        request = SocketModeRequest.from_dict(dict(envelope))
        if request is None:
            return
        task = asyncio.ensure_future(self._answer(session, request))
        self._working.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: "asyncio.Task[None]") -> None:
        self._working.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("a request from the socket failed", exc_info=error)

    async def _answer(self, session: ClientWebSocketResponse, request: SocketModeRequest) -> None:
        """What is not answered with 200 is not acknowledged, so Slack may deliver it again."""
        response: BoltResponse = await run_async_bolt_app(self._app, request)
        if response.status != 200:
            log.warning("not acknowledged", extra={"type": request.type, "status": response.status})
            return
        try:
            await session.send_str(acknowledgement(request.envelope_id, response))
        except ConnectionError:
            log.warning(
                "the socket closed before the acknowledgement", extra={"type": request.type}
            )

    async def _close(self, session: ClientWebSocketResponse) -> None:
        self._open.discard(session)
        await session.close()


def acknowledgement(envelope: str, response: BoltResponse) -> str:
    if not response.body:
        return json.dumps({"envelope_id": envelope})
    kind = response.headers.get("content-type", [""])[0]
    structured = kind.startswith("application/json")
    payload = response.body if structured else json.dumps({"text": response.body})
    return f'{{"envelope_id": {json.dumps(envelope)}, "payload": {payload}}}'


async def _next(session: ClientWebSocketResponse) -> dict[str, Any] | None:
    """The next envelope, or None when there will be no more."""
    while True:
        message = await session.receive()
        if message.type is not WSMsgType.TEXT:
            return None
        parsed = _parsed(message.data)
        if parsed is not None:
            return parsed


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        envelope = json.loads(text)
    except ValueError:
        return None
    return envelope if isinstance(envelope, dict) else None
