"""Everything the playground's parts share while it runs."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession

from playground.audiences import Audience
from playground.clock import Clock
from playground.configs import App, Config, Workspace
from playground.counters import Counters
from playground.delivery.failures import Failures
from playground.delivery.sockets import Sockets
from playground.dialogs import Dialogs
from playground.faults import Faults, Mishaps
from playground.inspector import Inspector
from playground.installations import Installed
from playground.limits import Ledger
from playground.moves import Moves
from playground.shapes import Json
from playground.traffic import Traffic
from playground.triggers import Triggers
from playground.unreads import Unreads
from playground.worlds import Member, Message, World


@dataclass
class Platform:
    config: Config
    world: World
    clock: Clock
    inspector: Inspector
    triggers: Triggers
    traffic: Traffic
    moves: Moves
    audience: Audience = field(default_factory=Audience)
    dialogs: Dialogs = field(default_factory=Dialogs)
    sockets: Sockets = field(default_factory=Sockets)
    counters: Counters = field(default_factory=Counters)
    faults: Faults = field(default_factory=Faults)
    mishaps: Mishaps = field(default_factory=Mishaps)
    ledger: Ledger = field(default_factory=Ledger)
    failures: Failures = field(default_factory=Failures)
    offers: dict[tuple[str, str], dict[str, list[Json]]] = field(default_factory=dict)
    unreads: Unreads = field(default_factory=Unreads)
    base_url: str = ""
    session: ClientSession | None = None
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @classmethod
    def build(cls, config: Config, world: World, clock: Clock) -> "Platform":
        triggers = Triggers(clock, config.timing.trigger)
        moves = Moves(clock, world, traffic := Traffic())
        wrong, now = config.misbehaviour, clock.now()
        return cls(
            config, world, clock, Inspector(clock), triggers, traffic, moves,
            faults=Faults(wrong.faults, wrong.seed, now),
            mishaps=Mishaps(wrong.mishaps, wrong.seed, now),
            ledger=Ledger(config.limits),
            sockets=Sockets(clock, wrong),
            failures=Failures(wrong.failure_limit, wrong.failure_minimum),
        )  # fmt: skip

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def app(self, app_id: str) -> App | None:
        return next((app for app in self.config.apps if app.id == app_id), None)

    def installed(self, app_id: str, team_id: str) -> Installed | None:
        record = self.world.installations.get(f"{app_id}:{team_id}")
        app = self.app(app_id)
        return Installed(app, record) if record and app else None

    def all_installed(self) -> list[Installed]:
        records = self.world.installations.values()
        return [Installed(app, r) for r in records if (app := self.app(r.app_id))]

    def installed_in(self, team_id: str) -> list[Installed]:
        return [one for one in self.all_installed() if one.team_id == team_id]

    def app_of_bot(self, user: str) -> Installed | None:
        records = self.world.installations.values()
        record = next((one for one in records if one.bot_user == user), None)
        app = self.app(record.app_id) if record else None
        return Installed(app, record) if record and app else None

    def author(self, message: Message) -> Installed | None:
        """The app that wrote it, as it is installed in its bot's workspace."""
        return self.app_of_bot(message.user) if message.app_id else None

    def acquainted(self, team_id: str, member: Member) -> bool:
        """Whether a workspace knows this person: its own, or met in one of its conversations."""
        if member.team_id == team_id:
            return True
        places = self.world.conversations.values()
        return any(p.team_id == team_id and member.id in p.members for p in places)

    def workspace(self, team_id: str) -> Workspace:
        """One of ours, or, for a company met only in shared channels, the little known of it."""
        found = (w for w in self.config.workspaces if w.id == team_id)
        return next(found, Workspace(team_id, team_id, team_id.lower()))
