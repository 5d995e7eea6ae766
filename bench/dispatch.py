"""P2: what it costs to find who answers, however many features there are."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from time import perf_counter

import aiohttp
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from bench.bare import bare
from bench.rounds import interleaved, ratio, row
from bot import packs
from bot.clock import clock
from handlers import FEATURES
from handlers.kit.bolt import Adapter
from handlers.kit.feature import Feature
from handlers.kit.slack import Slack
from handlers.kit.turns import Office
from storage.database import Database

TIMES = 300
FAST_TIMES = 50


def ours(features: Sequence[Feature]) -> AsyncApp:
    """No workspace is installed, so a command is turned away before any database work."""
    office = Office(Database("sqlite://"), packs.load(), clock(UTC), ThreadPoolExecutor(1), {})

    async def build() -> AsyncApp:
        async with aiohttp.ClientSession() as session:
            return Adapter(office, features, Slack("http://127.0.0.1/", session), "bench").app

    return asyncio.run(build())


def listeners(features: Sequence[Feature]) -> int:
    kinds = ("slashes", "buttons", "forms", "heard", "fetched")
    return sum(len(getattr(feature, kind)) for feature in features for kind in kinds)


def spend(app: AsyncApp, command: str, times: int) -> float:
    """Seconds for one command."""

    async def dispatch() -> float:
        body = {"command": command, "text": "", "team_id": "T1", "user_id": "U1"}
        started = perf_counter()
        for number in range(times):
            request = body | {"trigger_id": str(number)}
            await app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=request))
        return (perf_counter() - started) / times

    return asyncio.run(dispatch())


def main() -> None:
    count = listeners(FEATURES)
    every, one = ours(FEATURES), ours([f for f in FEATURES if f.name == "roe"])
    conventional, immediate = bare(False, count), bare(True, count)
    figures = interleaved(
        {
            "every": lambda: spend(every, "/roe", TIMES),
            "one": lambda: spend(one, "/roe", TIMES),
            "conventional": lambda: spend(conventional, "/noop", FAST_TIMES),
            "immediate": lambda: spend(immediate, "/noop", TIMES),
        }
    )
    row("P2", "dispatch, every feature / one", ratio(figures, "every", "one"), "<= 1.1")
    what = f"conventional app with {count} listeners / ours, time"
    row("P2", what, ratio(figures, "conventional", "every"), ">= 3")
    what = f"the same app in immediate mode with {count} listeners / ours, time"
    row("P2", what, ratio(figures, "immediate", "every"), "for comparison")


if __name__ == "__main__":
    main()
