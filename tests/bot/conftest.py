"""What the bot's own tests stand on: an office, and settings that this machine does not touch."""

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from bot.packs import load
from bot.settings import PREFIX, Settings
from handlers.kit.turns import Installed, Office
from storage.database import Database
from storage.workspaces import Workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


@pytest.fixture
def workspace(now: datetime) -> Workspace:
    return Workspace("T1", "Acme", "U0BOT", "B1", "A1", "https://acme.slack.com/", (), now)


@pytest.fixture
def office(quick_database: Database, now: datetime, workspace: Workspace) -> Iterator[Office]:
    with ThreadPoolExecutor(2) as pool:
        installed = {workspace.id: Installed(workspace, "xoxb-1")}
        yield Office(quick_database, load(), lambda: now, pool, installed)


@dataclass
class Process:
    """The real command in a process of its own."""

    popen: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    def until(self, words: str) -> str:
        """The line that holds these words, waiting for it; fails if the process ends first."""
        assert self.popen.stdout
        for line in self.popen.stdout:
            self.said.append(line)
            if words in line:
                return line
        raise AssertionError(f"it ended without saying {words!r}: {''.join(self.said)}")

    def stop(self, number: signal.Signals = signal.SIGTERM, seconds: float = 10) -> int:
        """How it ended; fails if that takes longer than allowed."""
        self.popen.send_signal(number)
        out, _ = self.popen.communicate(timeout=seconds)
        self.said.append(out)
        return self.popen.returncode

    @property
    def text(self) -> str:
        return "".join(self.said)


Start = Callable[..., Process]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """`start("serve", database_url=…)`; what still runs at the end of the test is killed."""
    started: list[Process] = []

    def _start(*words: str, **settings: str) -> Process:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        given = {f"{PREFIX}{name.upper()}": value for name, value in settings.items()}
        popen = subprocess.Popen(
            [sys.executable, "-m", "bot", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=clean | given | {"PYTHONPATH": str(ROOT)},
            cwd=tmp_path,
        )
        started.append(Process(popen))
        return started[-1]

    yield _start
    for process in started:
        with process.popen as popen:
            popen.kill()


class Person:
    """Somebody at the playground's page."""

    def __init__(self, url: str, user: str) -> None:
        self.url, self.user = url, user

    def act(self, **what: Any) -> dict[str, Any]:
        body = json.dumps(what).encode()
        request = Request(f"{self.url}/_page/act?as={self.user}", body, method="POST")
        request.add_header("content-type", "application/json")
        return self._answered(request)

    def messages(self, channel: str) -> list[dict[str, Any]]:
        request = Request(f"{self.url}/_page/messages?as={self.user}&channel={channel}")
        found: list[dict[str, Any]] = self._answered(request)["messages"]
        return found

    def _answered(self, request: Request) -> dict[str, Any]:
        with urlopen(request, timeout=20) as answer:
            read: dict[str, Any] = json.load(answer)
        return read


@pytest.fixture
def at_the_page() -> Callable[[str, str], Person]:
    return Person
