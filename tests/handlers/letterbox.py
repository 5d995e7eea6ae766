"""A sender with a playground to send to, and a clock that a test moves."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import yaml

from bot import packs
from handlers.kit.delivery import Sender
from handlers.kit.feature import Registry
from handlers.kit.slack import Slack
from handlers.kit.turns import Installed, Office
from playground.faults import Fault
from playground.seeds import BOT_USER, TEAM, company
from playground.server import Playground
from playground.worlds import Message
from storage import outbox, people
from storage.database import Database
from storage.outbox import Kind, Letter
from storage.people import Person
from storage.workspaces import Workspace

MANIFEST = yaml.safe_load((Path(__file__).parents[2] / "manifest.yml").read_text("utf-8"))
CHANNEL, AMARA, BENNO, HELEN = "C0SALESROE", "U0AMARA01", "U0BENNO01", "U0HELEN01"

PRIVATE = "C0ASMONLY1"


@dataclass
class Post:
    """A sender, the Slack it sends to, and a clock that the test moves."""

    sender: Sender
    office: Office
    slack: Playground
    now: list[datetime] = field(default_factory=list)

    def write(
        self,
        key: str,
        kind: Kind = "post",
        lane: str = CHANNEL,
        workspace: str = TEAM,
        calm: bool = False,
        **payload: Any,
    ) -> None:
        body = payload or {"channel": CHANNEL, "text": key}
        with self.office.database.begin() as session:
            outbox.post(
                session,
                workspace=workspace,
                calm=calm,
                key=key,
                kind=kind,
                lane=lane,
                payload=body,
                at=self.office.clock(),
            )

    async def deliver(self, later: timedelta = timedelta(0)) -> None:
        """Everything that is due by then, as the worker would."""
        self.now[0] += later
        while letters := self.sender.claim(10):
            await asyncio.gather(*map(self.sender.work, letters))

    def letter(self, key: str, workspace: str = TEAM) -> Letter:
        with self.office.database.reading() as session:
            found = outbox.find(session, workspace, key)
        assert found is not None
        return found

    def arrived(self, channel: str = CHANNEL) -> list[str]:
        return [message.text for message in self.slack.platform.world.in_channel(channel)]

    def dm(self, person: str = AMARA) -> str:
        """Where they and the bot talk; nowhere yet if they never have."""
        places = self.slack.platform.world.conversations.values()
        both = {person, BOT_USER}
        found = (p.id for p in places if p.kind == "im" and set(p.members) == both)
        return next(found, "")

    def shown(self, person: str) -> list[Message]:
        """What is in their DM."""
        return list(self.slack.platform.world.in_channel(self.dm(person)))

    def invite(self, channel: str) -> None:
        """The bot."""
        place = self.slack.platform.world.conversations[channel]
        place.members = [*place.members, BOT_USER]

    def leave(self, person: str) -> None:
        self.slack.platform.world.people[person].kind = "deactivated"

    def revoke(self) -> None:
        for token in self.slack.platform.world.tokens.values():
            token.revoked = True

    def break_next(self, method: str, kind: Any, **more: Any) -> None:
        self.slack.platform.faults.order(Fault(method, kind, **more))


def amara(now: datetime) -> Person:
    zone = "America/New_York"
    return Person(
        AMARA, TEAM, "amara", "Amara Okafor", zone, TEAM, False, False, "none", False, now
    )


@asynccontextmanager
async def posting(database: Database, now: datetime) -> AsyncIterator[Post]:
    async with Playground(company(MANIFEST)) as slack, aiohttp.ClientSession() as session:
        with ThreadPoolExecutor(4) as pool:
            time = [now]
            workspace = Workspace(TEAM, "Acme", BOT_USER, "B0HANDRAIL", "A1", "", (), now)
            installed = {TEAM: Installed(workspace, slack.bot_token)}
            office = Office(
                database, packs.load(), lambda: time[0], pool, installed, frozenset({HELEN})
            )
            sender = Sender(office, Slack(slack.api_url, session), "test", Registry())
            with database.begin() as books:
                people.save(books, amara(now))
            yield Post(sender, office, slack, time)
