"""A clock that is moved: the bot follows, and everything happens at its own instant, once."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from bot import manifest
from bot import settings as reading
from bot.followers import Follower
from bot.server import Running, running
from playground import seeds
from playground.server import Playground
from storage import errands, outbox

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Demo:
    """As `handrail demo` puts them together."""

    slack: Playground
    bot: Running
    session: ClientSession

    async def act(self, do: str, **what: Any) -> dict[str, Any]:
        url = f"{self.slack.url}/_page/act?as={self.slack.people['amara']}"
        async with self.session.post(url, json={"do": do, **what}) as answer:
            said: dict[str, Any] = await answer.json()
        return said

    async def messages(self, channel: str = "commercial") -> list[dict[str, Any]]:
        asked = {"as": self.slack.people["amara"], "channel": self.slack.channels[channel]}
        async with self.session.get(f"{self.slack.url}/_page/messages", params=asked) as answer:
            return list((await answer.json())["messages"])

    def post(self, key: str, due: datetime) -> None:
        """A letter as a reminder would leave it: promised for an instant."""
        payload = {"channel": self.slack.channels["commercial"], "text": key}
        with self.bot.office.database.begin() as session:
            outbox.post(
                session, workspace=self.slack.team_id, key=key, kind="post", payload=payload,
                at=self.bot.office.clock(), due=due,
            )  # fmt: skip


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    company = seeds.company(manifest.kept())
    async with Playground(company, movable=True, control=True) as slack, ClientSession() as session:
        settings = reading.read(
            slack_bot_token=slack.bot_token,
            slack_app_token=slack.app_token,
            slack_api_url=slack.api_url,
            database_url=f"sqlite:///{tmp_path / 'moved.db'}",
            host="127.0.0.1",
            port=0,
        )
        async with running(settings, True, slack.clock.instant) as bot:
            assert bot.sockets is not None
            async with asyncio.timeout(20):
                await bot.met.wait()
                await bot.sockets.up.wait()
            slack.follow(Follower(bot))
            yield Demo(slack, bot, session)


async def test_days_of_reminders_come_each_at_its_own_instant_and_once(demo: Demo) -> None:
    start = demo.bot.office.clock()
    dues = {f"reminder {day}": start + day * DAY + timedelta(minutes=7) for day in range(1, 10)}
    for key, due in dues.items():
        demo.post(key, due)
    said = await demo.act("move", seconds=10 * DAY.total_seconds())
    assert said["ok"], said
    stamps = {each["text"]: float(each["ts"]) for each in await demo.messages()}
    assert list(stamps) == list(dues)
    late = [stamps[key] - due.timestamp() for key, due in dues.items()]
    assert min(late) >= 0
    assert max(late) < 5


async def test_the_hourly_rounds_are_made_every_hour_of_the_way(demo: Demo) -> None:
    made: list[datetime] = []

    async def note() -> None:
        made.append(demo.bot.office.clock())

    follower = Follower(demo.bot)
    tick = next(tick for tick in follower.dues if tick.every == HOUR)
    follower.dues = {type(tick)(HOUR, note): demo.bot.office.clock() + HOUR}
    demo.slack.follow(follower)
    assert (await demo.act("move", seconds=86_400 + 60))["ok"]
    assert len(made) == 24
    apart = [later - sooner for sooner, later in pairwise(made)]
    assert all(abs(gap - HOUR) < timedelta(seconds=10) for gap in apart)


async def test_what_is_old_is_forgotten_as_the_clock_is_moved(demo: Demo) -> None:
    with demo.bot.office.database.begin() as session:
        at = demo.bot.office.clock()
        number = errands.add(
            session, workspace=demo.slack.team_id, user="U1", feature="roe", kind="roe.list",
            detail={}, at=at,
        )  # fmt: skip
        errands.done(session, number, at)
    assert (await demo.act("move", seconds=8 * DAY.total_seconds()))["ok"]
    with demo.bot.office.database.reading() as session:
        assert errands.find(session, demo.slack.team_id, number) is None


async def test_people_are_answered_while_the_clock_is_being_moved(demo: Demo) -> None:
    """Neither a trigger nor a claim runs out because the clock went on."""
    moving = asyncio.create_task(demo.act("move", seconds=5 * DAY.total_seconds()))
    channel = demo.slack.channels["commercial"]
    asked = 0
    while not moving.done():
        said = await demo.act("command", channel=channel, command="/roe", text="620 employees")
        form = await demo.act("command", channel=channel, command="/roe", text="list")
        assert said["ok"], said
        assert form["ok"], form
        asked += 1
    assert (await moving)["ok"]
    assert asked > 0
    shown = json.dumps(await demo.messages())
    assert shown.count("Mid-Market First Order") >= asked
    assert "did not open the form in time" not in shown
    async with demo.session.get(f"{demo.slack.url}/_control") as answer:
        counted = await answer.json()
    assert (counted["duplicates"], counted["unacknowledged"]) == (0, 0)
