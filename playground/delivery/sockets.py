"""Socket Mode: up to ten connections an app, each payload to any one of them."""

import asyncio
import secrets
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

from aiohttp import web

from playground.clock import Clock
from playground.delivery.answers import Answer
from playground.delivery.connections import Connection, Reason, hello
from playground.delivery.parcels import Parcel
from playground.faults import Misbehaviour
from playground.shapes import Json, load

MOST_CONNECTIONS = 10
USUAL_SECONDS = 18_060.0


@dataclass
class Sockets:
    clock: Clock = field(default_factory=Clock)
    behaviour: Misbehaviour = field(default_factory=Misbehaviour)
    tickets: dict[str, str] = field(default_factory=dict)
    connections: dict[str, list[Connection]] = field(default_factory=dict)
    waiting: dict[str, asyncio.Future[Json]] = field(default_factory=dict)
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    disabled: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.random = Random(self.behaviour.seed)

    def ticket(self, app_id: str) -> str:
        """A single-use name under which the app may connect."""
        name = secrets.token_hex(12)
        self.tickets[name] = app_id
        return name

    def held(self, app_id: str) -> list[Connection]:
        return self.connections.setdefault(app_id, [])

    async def accept(self, request: web.Request) -> web.StreamResponse:
        app_id = self.tickets.pop(request.match_info["ticket"], "")
        if not app_id or request.transport is None:
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=401)
        socket = web.WebSocketResponse(autoping=False, max_msg_size=4 * 2**20)
        await socket.prepare(request)
        connection = Connection(app_id, socket, request.transport)
        with suppress(ConnectionError):
            await self.welcome(connection, request.query.get("debug_reconnects") == "true")
        return socket

    async def welcome(self, connection: Connection, debugging: bool) -> None:
        refusal = self.refusal(connection.app_id)
        if refusal:
            await connection.part(refusal)
            await connection.socket.close()
        else:
            await self.serve(connection, self.lifetime(debugging))

    def refusal(self, app_id: str) -> Reason | None:
        if app_id in self.disabled:
            return "link_disabled"
        full = len(self.held(app_id)) >= MOST_CONNECTIONS
        return "too_many_websockets" if full else None

    def lifetime(self, debugging: bool) -> float | None:
        """For how long a connection is kept; without an order, until somebody ends it."""
        if debugging:
            return self.behaviour.debug_connection_seconds
        return self.behaviour.connection_seconds

    async def serve(self, connection: Connection, lasting: float | None) -> None:
        held = self.held(connection.app_id)
        held.append(connection)
        aside = [asyncio.create_task(work) for work in self.beside(connection, lasting)]
        try:
            await connection.say(hello(connection.app_id, len(held), lasting or USUAL_SECONDS))
            self.opened.set()
            async for text in connection.texts():
                self.acknowledge(text)
        finally:
            held.remove(connection)
            for task in aside:
                task.cancel()
            await asyncio.gather(*aside, return_exceptions=True)

    def beside(
        self, connection: Connection, lasting: float | None
    ) -> list[Coroutine[Any, Any, None]]:
        ageing = [self.age(connection, lasting)] if lasting else []
        return [connection.keep_pinging(), *ageing]

    async def age(self, connection: Connection, lasting: float) -> None:
        await self.clock.sleep(max(0.0, lasting - self.behaviour.warning_seconds))
        await self.refresh(connection)

    async def refresh(self, connection: Connection) -> None:
        """Warn, ask for another connection, and leave time for it before this one ends."""
        await connection.part("warning")
        await self.clock.sleep(self.behaviour.warning_seconds)
        await connection.part("refresh_requested")
        await self.clock.sleep(self.behaviour.warning_seconds)
        await connection.socket.close()

    def acknowledge(self, text: str) -> None:
        """Take an acknowledgement; anything else on the line is ignored, as Slack does."""
        try:
            said = load(text)
        except ValueError:
            return
        envelope = said.get("envelope_id") if isinstance(said, dict) else None
        future = self.waiting.get(envelope) if isinstance(envelope, str) else None
        if future and not future.done():
            payload = said.get("payload")
            future.set_result(payload if isinstance(payload, dict) else {})

    def choose(self, app_id: str) -> Connection | None:
        """Any of the connections, but one that is about to end only when there is no other."""
        live = [c for c in self.held(app_id) if not c.socket.closed]
        staying = [c for c in live if not c.retiring]
        return self.random.choice(staying or live) if live else None

    async def send(self, app_id: str, parcel: Parcel, patience: float) -> Answer:
        connection = self.choose(app_id)
        if connection is None:
            return Answer("dispatch_failed", reason="connection_failed")
        try:
            return await self.exchange(connection, envelope_of(parcel), patience)
        except TimeoutError:
            return Answer("operation_timeout", reason="timeout")
        except ConnectionError:
            return Answer("dispatch_failed", reason="connection_failed")

    async def exchange(self, connection: Connection, envelope: Json, patience: float) -> Answer:
        name = envelope["envelope_id"]
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self.waiting[name] = future
        try:
            await connection.say(envelope)
            return Answer(body=await asyncio.wait_for(future, patience))
        finally:
            del self.waiting[name]

    async def close(self) -> None:
        for connection in [c for held in self.connections.values() for c in held]:
            await connection.socket.close(code=1001, message=b"playground stops")


def envelope_of(parcel: Parcel) -> Json:
    envelope: Json = {
        "envelope_id": f"{secrets.token_hex(4)}-{secrets.token_hex(2)}-{secrets.token_hex(6)}",
        "payload": parcel.payload,
        "type": parcel.kind,
        "accepts_response_payload": parcel.kind != "events_api",
    }
    if parcel.kind == "events_api":
        envelope |= {"retry_attempt": parcel.attempt, "retry_reason": parcel.reason}
    return envelope
