"""A Red/Green session of sixty opportunities in a Slack that takes 200 ms for every call.

Run as `python -m bench.reviews [OPPORTUNITIES]`. One manager answers every question of every
opportunity; the clock of Slack and bot goes on by two seconds after each press, as a person would
take at least. Measured is what the manager waits for: from the press to the changed card.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from aiohttp import ClientSession

from bot import manifest, settings
from bot.server import Running, running
from handlers import FEATURES
from playground import seeds
from playground.server import Playground
from tests.endtoend.people import Json, Person, labels, sitting, words
from tests.endtoend.reviews import FULL, Bench, group

OPPORTUNITIES = 60
SLACK_SECONDS = 0.2
BETWEEN_PRESSES = 2.0
QUICK = ("Green", *FULL, "Introduces us")
STEP = "Ask Jane who signs security reviews"


class Walk:
    """The manager at the page, and how long each press took to be seen."""

    def __init__(self, slack: Playground, fatima: Person, session: ClientSession) -> None:
        self.slack, self.fatima, self.session = slack, fatima, session
        self.waits: list[float] = []
        self.presses = 0

    async def order(self, **what: Any) -> Json:
        if what:
            await self.session.post(f"{self.slack.url}/_control", json=what)
        async with self.session.get(f"{self.slack.url}/_control") as answer:
            return dict(await answer.json())

    async def card(self) -> Json:
        async def look() -> Json | None:
            place = group(self.fatima)
            found = await self.fatima.messages(place) if place else []
            return next((each for each in reversed(found) if "Red/Green" in words(each)), None)

        return await self.fatima.until(look, "the card")

    async def press(self, label: str) -> None:
        shown = await self.card()
        began, before = perf_counter(), words(shown)
        await self.fatima.press(label, shown)
        await self._until_changed(before)
        self.waits.append(perf_counter() - began)
        await self._go_on()

    async def write(self) -> None:
        shown = await self.card()
        await self.fatima.press("Write the step…", shown)
        await self.fatima.form()
        began, before = perf_counter(), words(shown)
        await self.fatima.submit(text=STEP)
        await self._until_changed(before)
        self.waits.append(perf_counter() - began)
        await self._go_on()

    async def _until_changed(self, before: str) -> None:
        async def look() -> bool | None:
            return words(await self.card()) != before or None

        await self.fatima.until(look, "the changed card")

    async def _go_on(self) -> None:
        self.presses += 1
        await self.order(advance=BETWEEN_PRESSES)

    async def run(self) -> None:
        """What stands on the card is pressed until everything has been gone through."""
        while "Everything has been gone through" not in words(shown := await self.card()):
            offered = [label for label in QUICK if label in labels(shown)]
            await (self.press(offered[0]) if offered else self.write())


@asynccontextmanager
async def bot_in(slack: Playground, address: str) -> AsyncIterator[Running]:
    read = settings.read(
        slack_bot_token=slack.bot_token,
        slack_app_token=slack.app_token,
        slack_api_url=slack.api_url,
        database_url=address,
        port="0",
    )
    async with running(read, True, slack.clock.instant) as bot:
        assert bot.sockets is not None
        await asyncio.gather(bot.met.wait(), bot.sockets.up.wait())
        yield bot


async def measure(count: int, address: str) -> None:
    company = seeds.company(manifest.current(FEATURES))
    async with Playground(company, control=True) as slack, bot_in(slack, address):
        Bench(address).seed(*(f"Account {n:02d}" for n in range(1, count + 1)))
        who = slack.people["fatima"]
        async with ClientSession() as session, sitting(slack, session, who) as fatima:
            await walk(Walk(slack, fatima, session), count)


async def walk(walking: Walk, count: int) -> None:
    slow = {"method": "*", "kind": "slow", "delay": SLACK_SECONDS, "times": 0}
    await walking.fatima.press("Start", await walking.fatima.command("/redgreen"))
    await walking.card()
    await walking.order(fault=slow)
    await walking.run()
    counters = await walking.order(calm=True)
    report(walking, count, counters)


def report(walking: Walk, count: int, counters: Json) -> None:
    waits = sorted(walking.waits)
    late = waits[min(int(len(waits) * 0.99), len(waits) - 1)]
    print(f"{count} opportunities, {walking.presses} presses, {SLACK_SECONDS * 1000:.0f} ms a call")
    for what, seconds in (("median", median(waits)), ("p99", late), ("longest", waits[-1])):
        print(f"press to changed card, {what}: {seconds * 1000:.0f} ms")
    shown = {name: counters[name] for name in sorted(counters) if isinstance(counters[name], int)}
    print(", ".join(f"{name} {value}" for name, value in shown.items()))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else OPPORTUNITIES
    with TemporaryDirectory() as folder:
        asyncio.run(measure(count, f"sqlite:///{Path(folder) / 'handrail.db'}"))


if __name__ == "__main__":
    main()
