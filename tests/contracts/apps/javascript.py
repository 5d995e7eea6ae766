"""Bolt for JavaScript in a process of its own."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO

import pytest

from playground.server import Playground

FOLDER = Path(__file__).parents[1] / "js"
PATIENCE_SECONDS = 60


def told(slack: Playground, port: int) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "SLACK_API_URL": slack.api_url,
        "BOT_TOKEN": slack.bot_token,
        "APP_TOKEN": slack.app_token,
        "SIGNING_SECRET": slack.signing_secret,
        "PORT": str(port or ""),
    }


def first_line(stream: IO[str], seconds: float) -> str:
    lines: Queue[str] = Queue()
    Thread(target=lambda: lines.put(stream.readline()), daemon=True).start()
    return lines.get(timeout=seconds)


@contextmanager
def playing(slack: Playground, port: int) -> Iterator[None]:
    node = shutil.which("node")
    if node is None or not (FOLDER / "node_modules").is_dir():
        pytest.skip("Bolt for JavaScript is not installed; `make contracts` installs it.")
    with subprocess.Popen(
        [node, "app.mjs"], cwd=FOLDER, env=told(slack, port), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            assert first_line(process.stdout, PATIENCE_SECONDS) == "listening\n"
            yield
        finally:
            process.stdin.close()
            process.wait(PATIENCE_SECONDS)
