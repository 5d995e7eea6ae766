"""Everything the playground's parts share while it runs."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession

from playground.audiences import Audience
from playground.clock import Clock
from playground.configs import App, Config
from playground.counters import Counters
from playground.delivery.sockets import Sockets
from playground.dialogs import Dialogs
from playground.faults import Faults
from playground.inspector import Inspector
from playground.shapes import Json
from playground.triggers import Triggers
from playground.worlds import World


@dataclass
class Platform:
    config: Config
    world: World
    clock: Clock
    inspector: Inspector
    triggers: Triggers
    audience: Audience = field(default_factory=Audience)
    dialogs: Dialogs = field(default_factory=Dialogs)
    sockets: Sockets = field(default_factory=Sockets)
    counters: Counters = field(default_factory=Counters)
    faults: Faults = field(default_factory=Faults)
    offers: dict[tuple[str, str], dict[str, list[Json]]] = field(default_factory=dict)
    revoked: set[str] = field(default_factory=set)
    base_url: str = ""
    session: ClientSession | None = None
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @classmethod
    def build(cls, config: Config, world: World, clock: Clock) -> "Platform":
        triggers = Triggers(clock, config.timing.trigger)
        return cls(config, world, clock, Inspector(clock), triggers)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def app(self, app_id: str) -> App | None:
        return next((app for app in self.config.apps if app.id == app_id), None)

    def app_of_bot(self, user: str) -> App | None:
        return next((app for app in self.config.apps if app.bot_user == user), None)

    def app_of_token(self, token: str) -> App | None:
        apps = self.config.apps
        return next((a for a in apps if token in (a.bot_token, a.app_token)), None)
