"""What the bot's own tests stand on: an office, and settings that this machine does not touch."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from bot.packs import load
from bot.settings import PREFIX, Settings
from handlers.kit.turns import Installed, Office
from storage.database import Database
from storage.workspaces import Workspace


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)


@pytest.fixture
def workspace(now: datetime) -> Workspace:
    return Workspace("T1", "Acme", "U0BOT", "B1", "A1", "https://acme.slack.com/", (), now)


@pytest.fixture
def office(quick_database: Database, now: datetime, workspace: Workspace) -> Iterator[Office]:
    with ThreadPoolExecutor(2) as pool:
        installed = {workspace.id: Installed(workspace, "xoxb-1")}
        yield Office(quick_database, load(), lambda: now, pool, installed)
