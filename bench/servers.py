"""Servers in processes of their own, started on a free port and ended by their own id."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

from bench import SECRET
from bench.requests import Caller, latency

SECONDS = 30


@dataclass(frozen=True, slots=True)
class Server:
    caller: Caller
    process: subprocess.Popen[bytes]
    seconds_to_answer: float

    @property
    def megabytes(self) -> float:
        return resident_megabytes(self.process.pid)


def resident_megabytes(pid: int) -> float:
    """Memory in use now."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def bare_server(mode: str, listeners: int = 1) -> Iterator[Server]:
    port = free_port()
    words = [sys.executable, "-m", "bench.bare", mode, str(port), str(listeners)]
    with _started(words, Caller(port, SECRET), "/noop", {}) as server:
        yield server


@contextmanager
def handrail_server(database_url: str, slack: dict[str, Any]) -> Iterator[Server]:
    """`handrail serve` over signed HTTP, with the playground for Slack."""
    port = free_port()
    settings = {
        "HANDRAIL_SLACK_BOT_TOKEN": slack["bot_token"],
        "HANDRAIL_SLACK_SIGNING_SECRET": SECRET,
        "HANDRAIL_SLACK_API_URL": f"{slack['url']}/api/",
        "HANDRAIL_DATABASE_URL": database_url,
        "HANDRAIL_PORT": str(port),
        "HANDRAIL_LOG_LEVEL": "warning",
    }
    subprocess.run(_handrail("db", "upgrade"), env=os.environ | settings, check=True)
    caller = Caller(port, SECRET, slack["team"], slack["user"])
    with _started(_handrail("serve"), caller, "/roe", settings) as server:
        yield server


@contextmanager
def playground(*flags: str) -> Iterator[dict[str, Any]]:
    """Slack for a bot under measurement: its address, its token, a team and a person."""
    words = _handrail("playground", "--json", "--port", str(free_port()), *flags)
    process = subprocess.Popen(words, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        yield told | {"team": told["team_id"], "user": told["users"]["amara"]}
    finally:
        process.terminate()
        process.wait(SECONDS)


@contextmanager
def _started(
    words: list[str], caller: Caller, command: str, settings: dict[str, str]
) -> Iterator[Server]:
    started = perf_counter()
    process = subprocess.Popen(words, env=os.environ | settings)
    try:
        _wait_for_an_answer(caller, command)
        yield Server(caller, process, perf_counter() - started)
    finally:
        process.terminate()
        process.wait(SECONDS)


def _wait_for_an_answer(caller: Caller, command: str) -> None:
    end = perf_counter() + SECONDS
    while perf_counter() < end:
        with suppress(OSError, RuntimeError):
            latency([caller.request(command, "620 employees")], caller.port)
            return
        sleep(0.005)
    raise TimeoutError(f"{command} was not answered within {SECONDS} s")


def _handrail(*words: str) -> list[str]:
    return [sys.executable, "-m", "bot", *words]
