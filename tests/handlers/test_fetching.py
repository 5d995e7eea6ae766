"""Files that cannot be read: the person is told what to do with them."""

from base64 import b64encode
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import aiohttp
import pytest
import yaml

from bot import packs
from handlers import FEATURES
from handlers.kit.fetching import Fetcher
from handlers.kit.routes import routes
from handlers.kit.slack import Slack
from handlers.kit.turns import Installed, Office
from playground.memberships import direct
from playground.remarks import say
from playground.seeds import BOT_USER, TEAM, company
from playground.server import Playground
from storage import errands, outbox
from storage.database import Database
from storage.workspaces import Workspace

MANIFEST = yaml.safe_load((Path(__file__).parents[2] / "manifest.yml").read_text("utf-8"))
AMARA = "U0AMARA01"


@dataclass
class Desk:
    """A fetcher, and the Slack in which Amara sends her files."""

    fetcher: Fetcher
    slack: Playground
    now: datetime

    async def send(self, content: bytes) -> str:
        """What the bot says about a file, for which Slack reported no size."""
        platform = self.slack.platform
        file = {"name": "mine.csv", "base64": b64encode(content).decode()}
        said = say(platform, AMARA, direct(platform, TEAM, AMARA, BOT_USER), "", "", [file])
        url = f"{self.slack.url}/files/{said.files[0]}/mine.csv"
        detail = {"id": said.files[0], "name": "mine.csv", "url": url, "size": 0}
        self._ask_for(detail)
        for errand in self.fetcher.claim(10):
            await self.fetcher.work(errand)
        with self.fetcher.office.database.reading() as session:
            letter = outbox.find(session, TEAM, "errand/1/failed")
        assert letter is not None
        assert letter.payload["channel"] == AMARA
        return str(letter.payload["text"])

    def _ask_for(self, detail: dict[str, object]) -> None:
        with self.fetcher.office.database.begin() as session:
            errands.add(
                session,
                workspace=TEAM,
                user=AMARA,
                feature="roe",
                kind="roe.list",
                detail=detail,
                at=self.now,
            )


@pytest.fixture
async def sending(quick_database: Database, now: datetime) -> AsyncIterator[Desk]:
    async with Playground(company(MANIFEST)) as slack, aiohttp.ClientSession() as session:
        with ThreadPoolExecutor(2) as pool:
            workspace = Workspace(TEAM, "Acme", BOT_USER, "B0HANDRAIL", "A1", "", (), now)
            installed = {TEAM: Installed(workspace, slack.bot_token)}
            office = Office(quick_database, packs.load(), lambda: now, pool, installed)
            calls = Slack(slack.api_url, session)
            yield Desk(Fetcher(office, routes(FEATURES), calls, lambda: None, "test"), slack, now)


async def test_a_file_over_a_megabyte_is_to_be_split(sending: Desk) -> None:
    told = await sending.send(b"x" * (1_000_001))
    assert told == "mine.csv is over 1 MB. Split it and send the parts one after another."


async def test_a_file_that_is_not_utf8_comes_with_how_to_save_it(sending: Desk) -> None:
    told = await sending.send("name,employees\nMüller,620".encode("cp1252"))
    assert "mine.csv cannot be read as UTF-8 text" in told
    assert "“CSV UTF-8”" in told
