"""Socket Mode against a Slack that refreshes, disables, dies silently and comes back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
from aiohttp import WSMsgType, web
from aiohttp.web import WebSocketResponse
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot import sockets as module
from bot.sockets import End, Pauses, Sockets

QUICK = Pauses(first=0.01, longest=0.02, disabled=0.05)


class Slack:
    """One end of the line: it opens sessions, sends envelopes and keeps what comes back."""

    def __init__(self) -> None:
        self.sessions: asyncio.Queue[WebSocketResponse] = asyncio.Queue()
        self.acknowledged: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.refusals: list[str] = []
        self.opened = 0
        self.url = ""

    async def connect(self, request: web.Request) -> web.Response:
        self.opened += 1
        if self.refusals:
            return web.json_response({"ok": False, "error": self.refusals.pop(0)})
        return web.json_response({"ok": True, "url": f"{self.url.replace('http', 'ws')}/link"})

    async def link(self, request: web.Request) -> WebSocketResponse:
        session = WebSocketResponse(autoping=self.answers_pings)
        await session.prepare(request)
        await session.send_json({"type": "hello"})
        await self.sessions.put(session)
        while (message := await session.receive()).type in (WSMsgType.TEXT, WSMsgType.PING):
            if message.type is WSMsgType.TEXT:
                await self.acknowledged.put(message.json())
        return session

    answers_pings = True


@asynccontextmanager
async def serving(slack: Slack) -> AsyncIterator[None]:
    application = web.Application()
    application.router.add_post("/api/apps.connections.open", slack.connect)
    application.router.add_get("/link", slack.link)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield
    finally:
        await runner.cleanup()


class Line:
    """A bot on the line, whose only command waits until it may answer."""

    def __init__(self) -> None:
        self.slack = Slack()
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.asked = asyncio.Event()

    async def answer(self, ack: AsyncAck) -> None:
        self.asked.set()
        await self.may_answer.wait()
        await ack("decided")

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Sockets]:
        async with serving(self.slack):
            client = AsyncWebClient(base_url=f"{self.slack.url}/api/", retry_handlers=[])
            self.sockets = Sockets(self._app(client), "xapp-1", client, QUICK)
            self.running = asyncio.create_task(self.sockets.run())
            yield self.sockets
            await self.close()

    async def close(self) -> None:
        self.running.cancel()
        with suppress(asyncio.CancelledError):
            await self.running

    def _app(self, client: AsyncWebClient) -> AsyncApp:
        app = AsyncApp(client=client, authorize=_authorize, process_before_response=True)
        app.command("/roe")(self.answer)
        return app


async def _authorize(team_id: str | None, enterprise_id: str | None) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token="xoxb-1")


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    line = Line()
    async with line.open():
        yield line


def command(id: str = "e1") -> dict[str, Any]:
    payload = {"command": "/roe", "team_id": "T1", "user_id": "U1", "text": "620"}
    return {"type": "slash_commands", "envelope_id": id, "payload": payload}


async def test_a_command_is_answered_in_its_acknowledgement(line: Line) -> None:
    session = await line.slack.sessions.get()
    await session.send_json(command())
    assert await line.slack.acknowledged.get() == {
        "envelope_id": "e1",
        "payload": {"text": "decided"},
    }


async def test_garbage_from_the_line_is_passed_over(line: Line) -> None:
    session = await line.slack.sessions.get()
    for garbage in ("", "not json", "[]", "null", '{"type": 3}', '{"envelope_id": null}'):
        await session.send_str(garbage)
    await session.send_json(command())
    assert (await line.slack.acknowledged.get())["envelope_id"] == "e1"


async def test_what_nobody_answers_is_not_acknowledged(line: Line) -> None:
    session = await line.slack.sessions.get()
    await session.send_json(command("unknown") | {"payload": {"command": "/nobody"}})
    await session.send_json(command("known"))
    assert (await line.slack.acknowledged.get())["envelope_id"] == "known"


async def test_before_a_refresh_the_next_session_is_open_and_the_old_one_still_answers(
    line: Line,
) -> None:
    old = await line.slack.sessions.get()
    await old.send_json({"type": "disconnect", "reason": "refresh_requested"})
    await line.slack.sessions.get()
    await old.send_json(command("late"))
    assert (await line.slack.acknowledged.get())["envelope_id"] == "late"


async def test_a_session_that_slack_drops_is_opened_again(line: Line) -> None:
    first = await line.slack.sessions.get()
    await line.sockets.up.wait()
    assert line.sockets.connected
    await first.close()
    await line.slack.sessions.get()
    assert line.slack.opened == 2


async def test_a_session_whose_pings_go_unanswered_is_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "PING_SECONDS", 0.1)
    line = Line()
    line.slack.answers_pings = False
    async with line.open():
        await line.slack.sessions.get()
        await asyncio.wait_for(line.slack.sessions.get(), 20)


async def test_a_refused_connection_is_tried_again(line: Line) -> None:
    first = await line.slack.sessions.get()
    line.slack.refusals = ["internal_error", "ratelimited"]
    await first.close()
    await line.slack.sessions.get()
    assert line.slack.opened == 4


async def test_ending_waits_for_the_answer_that_is_being_worked_out(line: Line) -> None:
    line.may_answer.clear()
    session = await line.slack.sessions.get()
    await session.send_json(command())
    await line.asked.wait()
    ending = asyncio.create_task(line.close())
    await session.send_json(command("too late"))
    line.may_answer.set()
    await ending
    assert (await line.slack.acknowledged.get())["envelope_id"] == "e1"
    assert line.slack.acknowledged.empty()


def test_a_disabled_app_is_asked_once_a_minute_and_a_lost_line_ever_more_slowly() -> None:
    pauses = Pauses()
    assert pauses.before(1, End.DISABLED) == 60
    assert pauses.before(1, End.REFRESH) == 0
    lost = [pauses.before(attempt, End.LOST) for attempt in range(1, 40)]
    assert lost[0] <= 2
    assert all(pause <= 30 for pause in lost)
    assert min(lost[10:]) >= 15


async def test_link_disabled_rests_before_the_next_session(line: Line) -> None:
    session = await line.slack.sessions.get()
    loop = asyncio.get_running_loop()
    before = loop.time()
    await session.send_json({"type": "disconnect", "reason": "link_disabled"})
    await line.slack.sessions.get()
    assert loop.time() - before >= QUICK.disabled
