"""`handrail serve`, the real process, in a local Slack."""

import json
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from bot.clock import clock
from bot.manifest import kept
from bot.signatures import sign
from playground import seeds
from playground.server import Playground, running
from storage import audit
from storage.database import Database

Start = Callable[..., Any]
AtThePage = Callable[[str, str], Any]


@pytest.fixture
def slack() -> Iterator[Playground]:
    with running(seeds.company(kept())) as playground:
        yield playground


@pytest.fixture
def by_socket(slack: Playground, sqlite_address: str) -> dict[str, str]:
    return {
        "slack_bot_token": slack.bot_token,
        "slack_app_token": slack.app_token,
        "slack_api_url": slack.api_url,
        "database_url": sqlite_address,
        "port": "0",
    }


@pytest.fixture
def by_http(slack: Playground, sqlite_address: str) -> dict[str, str]:
    return {
        "slack_bot_token": slack.bot_token,
        "slack_signing_secret": slack.signing_secret,
        "slack_api_url": slack.api_url,
        "database_url": sqlite_address,
        "port": "0",
    }


def _url(process: Any) -> str:
    return str(process.until("listening on").split("listening on ")[1].split()[0])


def _status(request: str | Request) -> tuple[int, dict[str, Any]]:
    try:
        with urlopen(request, timeout=10) as answer:
            return answer.status, json.load(answer)
    except HTTPError as refused:
        with refused:
            return refused.code, json.load(refused)


def _answers(address: str) -> int:
    with closing(Database(address)) as database, database.reading() as session:
        return sum(entry.kind == "answer" for entry in audit.entries(session))


def test_a_command_is_answered_over_a_socket_and_the_process_ends_with_0(
    start: Start, at_the_page: AtThePage, slack: Playground, by_socket: dict[str, str], address: str
) -> None:
    process = start("serve", **by_socket | {"database_url": address})
    url = _url(process)
    process.until("connected to Slack")
    amara = at_the_page(slack.url, slack.people["amara"])
    channel = slack.channels["commercial"]
    assert amara.act(do="command", channel=channel, command="/roe", text="620 employees")["ok"]
    assert "Mid-Market First Order" in json.dumps(amara.messages(channel)[-1])
    assert _status(f"{url}/healthz") == (200, {"alive": True})
    assert _status(f"{url}/readyz") == (200, {"ready": True, "not_ready": []})
    assert process.stop() == 0
    assert "620 employees" not in process.text
    assert slack.bot_token not in process.text
    assert _answers(address) == 1


@contextmanager
def writing(address: str) -> Iterator[sqlite3.Connection]:
    """Somebody else writes to the file, so that every turn waits."""
    path = address.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


def test_a_turn_in_the_middle_of_its_work_is_finished_and_acknowledged_after_sigterm(
    start: Start,
    at_the_page: AtThePage,
    slack: Playground,
    by_socket: dict[str, str],
    sqlite_address: str,
) -> None:
    process = start("serve", **by_socket)
    url = _url(process)
    process.until("connected to Slack")
    person = at_the_page(slack.url, slack.people["amara"])
    what = {"do": "command", "channel": slack.channels["commercial"], "command": "/roe"}
    with ThreadPoolExecutor(1) as aside, writing(sqlite_address) as other:
        pressed = aside.submit(person.act, **what, text="620 employees")
        _until_taken(slack, url)
        process.popen.send_signal(signal.SIGTERM)
        process.until("stopping")
        other.execute("ROLLBACK")
        assert pressed.result(10)["ok"]
    assert process.popen.wait(10) == 0
    assert _answers(sqlite_address) == 1


def _until_taken(slack: Playground, url: str) -> None:
    """The command is on the line; health asked after it is answered after the bot has read it."""
    deadline = time.monotonic() + 5
    while not slack.platform.sockets.waiting:
        assert time.monotonic() < deadline, "the command was never delivered"
        _status(f"{url}/healthz")
    for _ in range(3):
        _status(f"{url}/healthz")


def test_a_second_signal_ends_the_process_at_once(
    start: Start, slack: Playground, by_socket: dict[str, str], sqlite_address: str
) -> None:
    process = start("serve", **by_socket)
    process.until("connected to Slack")
    with writing(sqlite_address):
        process.popen.send_signal(signal.SIGTERM)
        process.until("stopping")
        process.popen.send_signal(signal.SIGTERM)
        assert process.popen.wait(5) in (0, 130)


def _command(slack: Playground, text: str, secret: str) -> tuple[bytes, dict[str, str]]:
    form = {
        "command": "/roe",
        "text": text,
        "team_id": slack.team_id,
        "user_id": slack.people["amara"],
        "channel_id": slack.channels["commercial"],
        "trigger_id": "1.2.3",
        "response_url": f"{slack.url}/response/none",
    }
    body, stamp = urlencode(form).encode(), str(int(clock(UTC)().timestamp())).encode()
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": stamp.decode(),
        "x-slack-signature": sign(secret, stamp, body).decode(),
    }
    return body, headers


def test_over_http_a_request_has_one_effect_however_often_it_comes_and_a_forged_one_none(
    start: Start, slack: Playground, by_http: dict[str, str]
) -> None:
    process = start("serve", **by_http)
    url = _url(process)
    body, headers = _command(slack, "our private question", "another secret")
    assert _status(Request(f"{url}/slack/events", body, headers))[0] == 401
    assert _status(f"{url}/slack/events")[0] == 405
    body, headers = _command(slack, "620 employees", slack.signing_secret)
    first = _status(Request(f"{url}/slack/commands", body, headers))
    again = urlopen(Request(f"{url}/slack/commands", body, headers), timeout=10)
    with again:
        assert again.status == 200
    assert first[0] == 200
    assert "Mid-Market First Order" in json.dumps(first[1])
    assert _answers(by_http["database_url"]) == 1
    assert process.stop() == 0
    assert "private" not in process.text
