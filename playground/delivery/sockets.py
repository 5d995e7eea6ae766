"""Socket Mode: up to ten connections an app, each payload to any one of them."""

import asyncio
import secrets
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from playground.delivery.answers import Answer
from playground.shapes import Json, load

MOST_CONNECTIONS = 10
PING_SECONDS = 10.0


@dataclass(eq=False)
class Connection:
    app_id: str
    socket: web.WebSocketResponse


@dataclass
class Sockets:
    tickets: dict[str, str] = field(default_factory=dict)
    connections: dict[str, list[Connection]] = field(default_factory=dict)
    waiting: dict[str, asyncio.Future[Json]] = field(default_factory=dict)
    opened: asyncio.Event = field(default_factory=asyncio.Event)

    def ticket(self, app_id: str) -> str:
        """A single-use name under which the app may connect."""
        name = secrets.token_hex(12)
        self.tickets[name] = app_id
        return name

    def held(self, app_id: str) -> list[Connection]:
        return self.connections.setdefault(app_id, [])

    async def accept(self, request: web.Request) -> web.StreamResponse:
        app_id = self.tickets.pop(request.match_info["ticket"], "")
        if not app_id or len(self.held(app_id)) >= MOST_CONNECTIONS:
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=401)
        socket = web.WebSocketResponse(heartbeat=PING_SECONDS, max_msg_size=4 * 2**20)
        await socket.prepare(request)
        await self.serve(Connection(app_id, socket))
        return socket

    async def serve(self, connection: Connection) -> None:
        held = self.held(connection.app_id)
        held.append(connection)
        try:
            await connection.socket.send_json(hello(connection.app_id, len(held)))
            self.opened.set()
            await self.listen(connection)
        finally:
            held.remove(connection)

    async def listen(self, connection: Connection) -> None:
        async for message in connection.socket:
            if message.type is WSMsgType.TEXT:
                self.acknowledge(message.data)

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

    async def send(
        self, app_id: str, kind: str, payload: Json, *, patience: float, attempt: int, reason: str
    ) -> Answer:
        live = [c for c in self.held(app_id) if not c.socket.closed]
        if not live:
            return Answer("dispatch_failed", reason="connection_failed")
        envelope = envelope_of(kind, payload, attempt, reason)
        try:
            return await self.exchange(secrets.choice(live), envelope, patience)
        except TimeoutError:
            return Answer("operation_timeout", reason="timeout")
        except ConnectionError:
            return Answer("dispatch_failed", reason="connection_failed")

    async def exchange(self, connection: Connection, envelope: Json, patience: float) -> Answer:
        name = envelope["envelope_id"]
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self.waiting[name] = future
        try:
            await connection.socket.send_json(envelope)
            return Answer(body=await asyncio.wait_for(future, patience))
        finally:
            del self.waiting[name]

    async def close(self) -> None:
        for connection in [c for held in self.connections.values() for c in held]:
            await connection.socket.close(code=1001, message=b"playground stops")


def hello(app_id: str, count: int) -> Json:
    return {
        "type": "hello",
        "num_connections": count,
        "connection_info": {"app_id": app_id},
        "debug_info": {
            "host": "applink-playground",
            "build_number": 1,
            "approximate_connection_time": 18060,
        },
    }


def envelope_of(kind: str, payload: Json, attempt: int, reason: str) -> Json:
    envelope: Json = {
        "envelope_id": f"{secrets.token_hex(4)}-{secrets.token_hex(2)}-{secrets.token_hex(6)}",
        "payload": payload,
        "type": kind,
        "accepts_response_payload": kind != "events_api",
    }
    if kind == "events_api":
        envelope |= {"retry_attempt": attempt, "retry_reason": reason}
    return envelope
