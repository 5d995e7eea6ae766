"""The playground's server: alone, inside an asyncio program, or in a thread for tests."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from aiohttp import ClientSession, web

from playground import schedules, seeds, snapshots
from playground.bodies import Unreadable
from playground.clock import Clock
from playground.configs import App, Config, Install
from playground.consents import Consents
from playground.controls import Controls
from playground.delivery import attempts
from playground.doors import Doors
from playground.moments import Offers, usual
from playground.moves import Follower
from playground.outcries import LOG
from playground.pages import Pages
from playground.platforms import Platform
from playground.refusals import Declined
from playground.settlements import settle
from playground.shapes import Json
from playground.uploads import LARGEST

HOST = "127.0.0.1"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def plainly(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every refusal as JSON with a word or a sentence."""
    try:
        check_origin(request)
        return await handler(request)
    except Declined as declined:
        return web.json_response({"ok": False, "error": str(declined)})
    except Unreadable as bad:
        return web.json_response({"ok": False, "error": bad.error}, status=bad.status)
    except web.HTTPException as refused:
        error = refused.reason.lower().replace(" ", "_")
        return web.json_response({"ok": False, "error": error}, status=refused.status)


def check_origin(request: web.Request) -> None:
    """No other site's page may act here: the port is open to every page in this browser."""
    origin = request.headers.get("Origin")
    at_home = request.host.partition(":")[0] in (HOST, "localhost")
    if not at_home or (origin and origin != f"http://{request.host}"):
        raise web.HTTPForbidden


class Playground:
    """A running workspace; `async with` starts and stops it."""

    def __init__(
        self,
        config: Config | None = None,
        *,
        port: int = 0,
        state_path: Path | None = None,
        control: bool = False,
        movable: bool = False,
        moments: Offers = usual,
        clock: Clock | None = None,
    ) -> None:
        """`movable` lets people at the page move the clock, to `moments` or elsewhere.

        A kept state goes on from its own time, whatever `clock` says.
        """
        self.config = config or seeds.company()
        self.port = port
        self.state_path = state_path
        self.control = control
        self.movable, self.moments = movable, moments
        self.clock = clock or Clock()

    async def start(self) -> "Playground":
        """Raises OSError for a port that is taken, and Unusable for a state that is."""
        self.platform = self.build()
        self.platform.session = ClientSession()
        self.runner = web.AppRunner(
            self.application(), access_log=None, shutdown_timeout=1.0, logger=LOG
        )
        await self.runner.setup()
        try:
            await self.listen()
        except OSError:
            await self.release()
            raise
        attempts.resume(self.platform)
        schedules.resume(self.platform)
        if self.state_path is not None:
            world = self.platform.world
            self.platform.spawn(snapshots.keep_saving(world, self.clock, self.state_path))
        return self

    def build(self) -> Platform:
        kept = snapshots.load(self.state_path, self.config.workspace.id)
        self.clock.offset = kept.ahead or self.clock.offset
        world = settle(kept.world, self.config, self.clock.seconds())
        self.clock.resume_after(world.last_stamp())
        platform = Platform.build(self.config, world, self.clock)
        platform.moves.movable, platform.moves.offers = self.movable, self.moments
        return platform

    def follow(self, follower: Follower) -> None:
        """Have somebody who lives by this clock do what is due while it is moved."""
        self.platform.moves.followers.append(follower)

    def unfollow(self, follower: Follower) -> None:
        """They are gone, so nobody waits for them any more."""
        self.platform.moves.followers.remove(follower)

    def application(self) -> web.Application:
        application = web.Application(middlewares=[plainly], client_max_size=LARGEST)
        self.pages = Pages(self.platform)
        application.add_routes(
            [
                *self.pages.routes(),
                *Doors(self.platform).routes(),
                *Consents(self.platform).routes(),
            ]
        )
        if self.control:
            application.add_routes(Controls(self.platform).routes())
        return application

    async def listen(self) -> None:
        site = web.TCPSite(self.runner, HOST, self.port)
        await site.start()
        self.port = self.runner.addresses[0][1]
        self.platform.base_url = self.url

    async def stop(self) -> None:
        self.platform.moves.halt()
        tasks = list(self.platform.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.platform.sockets.close()
        await self.pages.wires.close()
        await self.release()
        if self.state_path is not None:
            kept = snapshots.dump(self.platform.world, self.clock)
            await snapshots.attempt(self.state_path, kept)

    async def release(self) -> None:
        await self.runner.cleanup()
        if self.platform.session is not None:
            await self.platform.session.close()

    async def __aenter__(self) -> "Playground":
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    @property
    def app(self) -> App:
        return self.config.apps[0]

    @property
    def install(self) -> Install:
        return self.config.installs[0]

    @property
    def bot_token(self) -> str:
        return self.install.bot_token

    @property
    def app_token(self) -> str:
        return self.app.app_token

    @property
    def signing_secret(self) -> str:
        return self.app.signing_secret

    @property
    def team_id(self) -> str:
        return self.config.workspace.id

    @property
    def people(self) -> dict[str, str]:
        return {member.name: member.id for member in self.platform.world.people.values()}

    @property
    def channels(self) -> dict[str, str]:
        places = self.platform.world.conversations.values()
        return {place.name: place.id for place in places if place.name}


async def serve(
    config: Config | None = None,
    manifest: Json | None = None,
    port: int = 0,
    state_path: Path | None = None,
    *,
    control: bool = False,
    ready: Callable[[Playground], None] | None = None,
) -> None:
    """Serve until cancelled; `ready` is called once the address is known."""
    company = config or seeds.company()
    company = company.with_manifest(manifest) if manifest else company
    async with Playground(company, port=port, state_path=state_path, control=control) as playground:
        if ready is not None:
            ready(playground)
        await asyncio.Event().wait()


@contextmanager
def running(
    config: Config | None = None,
    *,
    port: int = 0,
    state_path: Path | None = None,
    control: bool = True,
    movable: bool = False,
) -> Iterator[Playground]:
    """A playground in a thread of its own, for tests and synchronous programs."""
    playground = Playground(
        config, port=port, state_path=state_path, control=control, movable=movable
    )
    with looping() as loop:
        asyncio.run_coroutine_threadsafe(playground.start(), loop).result(10)
        try:
            yield playground
        finally:
            asyncio.run_coroutine_threadsafe(playground.stop(), loop).result(10)


@contextmanager
def looping() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, name="playground", daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
