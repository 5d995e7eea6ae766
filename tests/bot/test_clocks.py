"""Only the demo's clock can be moved: a bot that serves keeps the wall's time."""

import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from bot.manifest import kept
from playground import seeds
from playground.server import Playground, running

Start = Callable[..., Any]
AtThePage = Callable[[str, str], Any]

ROOT = Path(__file__).parents[2]
LOADED = """
import sys
import bot.cli, bot.commands.serving, bot.scheduler, bot.server
print([name for name in sys.modules if name == "bot.followers" or name.startswith("playground")])
"""


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@pytest.fixture
def slack(port: int) -> Iterator[Playground]:
    company = seeds.company(kept()).over_http(f"http://127.0.0.1:{port}/slack/events")
    with running(company) as playground:
        yield playground


def test_a_bot_that_serves_does_not_follow_a_slack_whose_clock_is_moved(
    start: Start, at_the_page: AtThePage, slack: Playground, port: int, sqlite_address: str
) -> None:
    process = start(
        "serve", slack_bot_token=slack.bot_token, slack_signing_secret=slack.signing_secret,
        slack_api_url=slack.api_url, database_url=sqlite_address, port=str(port),
    )  # fmt: skip
    process.until("listening on")
    amara = at_the_page(slack.url, slack.people["amara"])
    asked = {"channel": slack.channels["commercial"], "command": "/roe", "text": "620 employees"}
    assert amara.act(do="command", **asked)["ok"]
    order = Request(f"{slack.url}/_control", json.dumps({"advance": 3600}).encode())
    urlopen(order, timeout=10).close()
    assert "http_service_error" in amara.act(do="command", **asked)["error"]
    assert process.stop() == 0


def test_what_serves_has_nothing_with_it_that_could_move_a_clock() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, cwd=ROOT, timeout=60, check=True
    )
    assert done.stdout.decode().strip() == "[]"
