"""The running bot: what starts in which order, and what is finished before it ends."""

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from uuid import uuid4

import aiohttp
import uvicorn

from bot import crews, installs
from bot.endpoints import Endpoints
from bot.installs import TokenRefused
from bot.mistakes import Mistake
from bot.parts import office as open_office
from bot.readiness import Readiness
from bot.settings import Settings, revealed
from bot.sockets import Sockets
from bot.ticks import Tick, Work, insist, ticks
from handlers import FEATURES
from handlers.kit.bolt import Adapter
from handlers.kit.slack import Slack
from handlers.kit.turns import Office

INTAKE_SECONDS = 5
"""How long requests already taken may need when the bot stops."""
LETTER_SECONDS = 3.0
"""How long letters already claimed may need after that."""
INTRODUCTION_SECONDS = 5.0
CLOCKWORK_SECONDS = 3.0
"""The scheduler is loaded once the first questions are answered; nothing it does is due earlier."""

log = logging.getLogger(__name__)

Task = asyncio.Task[None]


@dataclass(slots=True)
class Running:
    """A bot at work; a vital task that ends with an error takes the bot with it."""

    office: Office
    adapter: Adapter
    readiness: Readiness
    port: int
    ticks: tuple[Tick, ...]
    sockets: Sockets | None = None
    met: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once the people of the workspace have been asked after."""
    vital: list[Task] = field(default_factory=list)


@asynccontextmanager
async def running(
    settings: Settings, migrate: bool = False, clock: Callable[[], datetime] | None = None
) -> AsyncIterator[Running]:
    """Started in this order and stopped in the other: what takes work in stops first."""
    insist_on_tokens(settings)
    async with AsyncExitStack() as stack:
        office = stack.enter_context(open_office(settings, migrate, clock))
        door = stack.enter_context(_door(settings.host, settings.port))
        session = await stack.enter_async_context(aiohttp.ClientSession(trust_env=True))
        slack = Slack(settings.slack_api_url, session)
        yield await _start(stack, settings, office, slack, door)


def insist_on_tokens(settings: Settings) -> None:
    if not settings.slack_bot_token:
        raise Mistake(
            "HANDRAIL_SLACK_BOT_TOKEN is missing, for example "
            "HANDRAIL_SLACK_BOT_TOKEN=xoxb-…; docs/running.md says where to find it."
        )
    if not (settings.slack_app_token or settings.slack_signing_secret):
        raise Mistake(
            "Slack cannot reach the bot: set HANDRAIL_SLACK_APP_TOKEN=xapp-… for Socket Mode, "
            "or HANDRAIL_SLACK_SIGNING_SECRET=… for requests over HTTP."
        )


async def _start(
    stack: AsyncExitStack, settings: Settings, office: Office, slack: Slack, door: socket.socket
) -> Running:
    name = f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex[:6]}"
    adapter = Adapter(office, FEATURES, slack, name)
    meet = partial(installs.meet, office, slack.client)
    work = ticks(office, adapter.make_rounds, adapter.plan, meet)
    bot = Running(office, adapter, Readiness(office), door.getsockname()[1], work)
    token = revealed(settings.slack_bot_token)
    known = asyncio.create_task(installs.introduce(office, slack.client, token))
    # no letter before the workspace is known: it would be buried as nobody's
    crew = await stack.enter_async_context(crews.at_work(adapter, LETTER_SECONDS, known))
    bot.readiness.alive["sender"] = lambda: not crew.done()
    bot.vital.append(crew)
    await _introduced(stack, bot, known)
    ticking = asyncio.create_task(_tick(bot, known, meet))
    bot.vital.append(await stack.enter_async_context(crews.cancelled(ticking)))
    await _open(stack, settings, bot, known, slack, door)
    return bot


async def _introduced(stack: AsyncExitStack, bot: Running, introduction: Task) -> None:
    """Known before anything is taken in, unless Slack is away; a refused token ends the start."""
    await stack.enter_async_context(crews.cancelled(introduction))
    await asyncio.wait({introduction}, timeout=INTRODUCTION_SECONDS)
    if introduction.done():
        _insist_on_welcome(introduction)
    bot.vital.append(introduction)


def _insist_on_welcome(introduction: Task) -> None:
    try:
        introduction.result()
    except TokenRefused as refused:
        raise Mistake(
            f"Slack refuses the token in HANDRAIL_SLACK_BOT_TOKEN ({refused}). "
            "Take the one under OAuth & Permissions in the app's settings; it begins with xoxb-."
        ) from refused


async def _open(
    stack: AsyncExitStack,
    settings: Settings,
    bot: Running,
    known: Task,
    slack: Slack,
    door: socket.socket,
) -> None:
    secret = revealed(settings.slack_signing_secret)
    endpoints = Endpoints(bot.adapter.app, bot.readiness, bot.office.clock, secret)
    bot.vital.append(await stack.enter_async_context(_listening(endpoints, door)))
    log.info("listening on http://%s:%s", settings.host, bot.port)
    if token := revealed(settings.slack_app_token):
        bot.sockets = sockets = Sockets(bot.adapter.app, token, slack.client)
        bot.readiness.alive["socket"] = lambda: sockets.connected
        # no session before the workspace is known: what came in could not be answered
        task = asyncio.create_task(crews.after(known, sockets))
        bot.vital.append(await stack.enter_async_context(crews.cancelled(task, INTAKE_SECONDS)))


async def _tick(bot: Running, known: Task, meet: Work) -> None:
    """The people are met at once and then daily; the clockwork may come after the first answer."""
    await asyncio.shield(known)
    await insist(meet)
    bot.met.set()
    await insist(bot.adapter.make_rounds)
    await insist(bot.adapter.plan)
    await asyncio.sleep(CLOCKWORK_SECONDS)
    from bot.scheduler import schedule

    clockwork = schedule(bot.ticks, bot.adapter.wake)
    clockwork.start()
    try:
        await asyncio.Event().wait()
    finally:
        clockwork.shutdown(wait=False)


class _Listener(uvicorn.Server):
    """Leaves the signals to us."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


@asynccontextmanager
async def _listening(endpoints: Endpoints, door: socket.socket) -> AsyncIterator[Task]:
    config = uvicorn.Config(
        endpoints,
        http="httptools",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=INTAKE_SECONDS,
    )
    server = _Listener(config)
    task = asyncio.create_task(server.serve(sockets=[door]))
    try:
        yield task
    finally:
        server.should_exit = True
        await asyncio.wait({task})


@contextmanager
def _door(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        door = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise Mistake(
            f"Cannot listen on {host} port {port}: {os.strerror(error.errno or 0)}. "
            f"Choose another port, for example HANDRAIL_PORT={port + 1 if port else 8080}."
        ) from error
    with door:
        yield door
