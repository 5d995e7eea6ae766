"""A playground of two hundred people in groups of ten, in a process of its own.

Run as `python -m bench.towns`: prints one line of JSON once it serves.
"""

import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from subprocess import PIPE, Popen
from time import perf_counter
from typing import Any

from bench.servers import SECONDS, resident_megabytes
from playground import seeds
from playground.configs import Channel, Config, Person
from playground.server import Playground, serve

PEOPLE = 200
IN_A_GROUP = 10
COMMANDS = ({"command": "/words", "description": "Answer"}, {"command": "/form", "description": ""})
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Measured"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "measured"},
        "slash_commands": list(COMMANDS),
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read", "channels:history", "chat:write", "commands",
                "groups:history", "im:history", "users:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": ["message.channels", "message.groups", "message.im"]
        },
        "socket_mode_enabled": True,
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Town:
    process: Popen[str]
    told: dict[str, Any]
    seconds_to_answer: float

    @property
    def megabytes(self) -> float:
        return resident_megabytes(self.process.pid)


def inhabitants() -> list[Person]:
    return [Person(f"U0BENCH{n:03d}", f"person{n}", f"Person {n}") for n in range(PEOPLE)]


def config() -> Config:
    """The usual company, and beside it twenty private groups with the app in each."""
    usual, people = seeds.company(MANIFEST), inhabitants()
    groups = [people[start : start + IN_A_GROUP] for start in range(0, PEOPLE, IN_A_GROUP)]
    channels = [
        Channel(
            f"C0BENCH{n:03d}", f"group-{n}", private=True,
            members=(*(person.id for person in group), seeds.BOT_USER),
        )
        for n, group in enumerate(groups)
    ]  # fmt: skip
    return replace(usual, people=(*usual.people, *people), channels=(*usual.channels, *channels))


def tell(town: Playground) -> None:
    tokens = {"bot_token": town.bot_token, "app_token": town.app_token}
    print(json.dumps({"url": town.url, "api_url": town.api_url, **tokens}), flush=True)


@contextmanager
def town() -> Iterator[Town]:
    started = perf_counter()
    process = Popen([sys.executable, "-m", "bench.towns"], stdout=PIPE, text=True)
    try:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        yield Town(process, told, perf_counter() - started)
    finally:
        process.terminate()
        process.wait(SECONDS)


if __name__ == "__main__":
    asyncio.run(serve(config(), control=True, ready=tell))
