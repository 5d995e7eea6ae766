"""The clock on the page: where it can be moved to, who hears of it, and what happens on the way."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiohttp import ClientSession
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground.configs import Config
from playground.moments import Moment, usual
from playground.server import Playground
from tests.playground.conftest import Browser

DAY = 86_400
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
async def playground(config: Config) -> AsyncIterator[Playground]:
    async with Playground(config, control=True, movable=True) as playground:
        yield playground


class Bell:
    """Somebody who lives by this clock and has something to do every so often."""

    def __init__(self, playground: Playground, every: timedelta) -> None:
        self.clock, self.every = playground.clock, every
        self.due = self.clock.instant() + every
        self.rung: list[datetime] = []
        self.busy = False
        self.door = asyncio.Event()
        self.door.set()

    async def next_due(self) -> datetime | None:
        return self.due

    async def catch_up(self) -> None:
        await self.door.wait()
        if self.due <= self.clock.instant():
            self.rung.append(self.due)
            self.due += self.every


async def test_a_move_stops_wherever_somebody_has_something_to_do(
    playground: Playground, sit: Any
) -> None:
    bell = Bell(playground, timedelta(hours=5))
    playground.follow(bell)
    amara: Browser = await sit("amara")
    assert (await amara.act("move", seconds=DAY))["ok"]
    assert len(bell.rung) == 4


async def test_those_who_sleep_by_the_clock_wake_on_the_way(
    playground: Playground, sit: Any
) -> None:
    woken: list[datetime] = []

    async def sleeper(hours: int) -> None:
        await playground.clock.sleep(hours * 3600)
        woken.append(playground.clock.instant())

    start = playground.clock.instant()
    sleepers = [asyncio.create_task(sleeper(hours)) for hours in (9, 3)]
    amara: Browser = await sit("amara")
    assert (await amara.act("move", seconds=DAY))["ok"]
    await asyncio.gather(*sleepers)
    assert [round((at - start) / timedelta(hours=1)) for at in woken] == [3, 9]


async def test_everybody_at_the_page_sees_the_clock_move(playground: Playground, sit: Any) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    to = playground.clock.instant() + timedelta(days=3)
    said = await amara.act("move", to=to.isoformat())
    assert datetime.fromisoformat(said["now"]) >= to
    news = await benno.hear("clock")
    while news["moving"]:
        news = await benno.hear("clock")
    assert datetime.fromisoformat(news["now"]) >= to
    assert news["movable"] is True
    assert datetime.fromisoformat(news["now"]).utcoffset() == to.astimezone(BERLIN).utcoffset()


async def test_a_move_can_be_halted_and_a_second_has_to_wait(
    playground: Playground, sit: Any
) -> None:
    bell = Bell(playground, timedelta(hours=1))
    bell.door.clear()
    playground.follow(bell)
    amara, benno = await sit("amara"), await sit("benno")
    moving = asyncio.create_task(amara.act("move", seconds=30 * DAY))
    async with asyncio.timeout(10):
        while not playground.platform.moves.moving:
            await asyncio.sleep(0)
    second = asyncio.create_task(benno.act("move", seconds=60))
    assert (await benno.act("halt"))["ok"]
    bell.door.set()
    assert (await moving)["ok"]
    assert (await second)["error"].startswith("The clock is already being moved.")
    assert playground.clock.offset < 2 * DAY


async def unmoved(playground: Playground, moving: "asyncio.Task[Any]") -> bool:
    """Whether the clock stands, though somebody wants it moved."""
    for _ in range(200):
        await asyncio.sleep(0)
    return playground.clock.offset == 0.0 and not moving.done()


async def test_the_clock_is_not_moved_under_somebody_who_is_busy(playground: Playground) -> None:
    bell = Bell(playground, timedelta(hours=1))
    bell.busy = True
    playground.follow(bell)
    to = playground.clock.instant() + timedelta(days=1)
    moving = asyncio.create_task(playground.platform.moves.go(to))
    assert await unmoved(playground, moving)
    bell.busy = False
    await asyncio.wait_for(moving, 10)
    assert len(bell.rung) == 24


async def test_the_clock_is_not_moved_while_an_app_is_asked_something(
    playground: Playground,
) -> None:
    to = playground.clock.instant() + timedelta(days=1)
    with playground.platform.traffic.carrying():
        moving = asyncio.create_task(playground.platform.moves.go(to))
        assert await unmoved(playground, moving)
    await asyncio.wait_for(moving, 10)
    assert playground.clock.offset > DAY - 60


async def test_an_app_that_takes_its_time_is_waited_for(playground: Playground, sit: Any) -> None:
    """No trigger of a second ago is a day old when it is used."""
    amara: Browser = await sit("amara")
    bot = AsyncWebClient(playground.bot_token, base_url=playground.api_url)
    asked, moved = asyncio.Event(), asyncio.Event()
    opened: list[bool] = []
    app = AsyncApp(client=bot)

    @app.command("/form")
    async def form(ack: Any, body: dict[str, Any]) -> None:
        asked.set()
        await moved.wait()
        view = {"type": "modal", "title": {"type": "plain_text", "text": "Form"}, "blocks": []}
        opened.append((await bot.views_open(trigger_id=body["trigger_id"], view=view))["ok"])
        await ack()

    handler = AsyncSocketModeHandler(app, playground.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    channel = playground.channels["commercial"]
    command = asyncio.create_task(amara.act("command", channel=channel, command="/form", text=""))
    await asyncio.wait_for(asked.wait(), 10)
    moving = asyncio.create_task(playground.platform.moves.go(
        playground.clock.instant() + timedelta(days=1)
    ))  # fmt: skip
    assert await unmoved(playground, moving)
    moved.set()
    await asyncio.wait_for(moving, 10)
    assert (await command)["ok"]
    assert opened == [True]
    await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped


async def test_a_scheduled_message_is_posted_at_its_time(playground: Playground, sit: Any) -> None:
    amara: Browser = await sit("amara")
    bot = AsyncWebClient(playground.bot_token, base_url=playground.api_url)
    channel, at = playground.channels["commercial"], playground.clock.seconds() + 7 * 3600
    await bot.chat_scheduleMessage(channel=channel, text="Time to go", post_at=at)
    assert (await amara.act("move", seconds=DAY))["ok"]
    told = (await bot.conversations_history(channel=channel))["messages"]
    assert [(each["text"], int(float(each["ts"])) - at < 10) for each in told] == [
        ("Time to go", True)
    ]


async def test_a_moved_clock_dates_what_is_written(playground: Playground, sit: Any) -> None:
    amara: Browser = await sit("amara")
    channel = playground.channels["commercial"]
    sent = []
    for _ in range(2):
        said = await amara.act("message", channel=channel, text="hello")
        sent.append(float(said["message"]["ts"]))
        await amara.act("move", moment="tomorrow")
    assert sent[1] - sent[0] > 60


async def test_the_state_offers_moments_on_the_viewers_own_clock(
    playground: Playground, sit: Any
) -> None:
    benno: Browser = await sit("benno")
    clock = (await benno.get("/_page/state"))["clock"]
    tomorrow = next(each for each in clock["moments"] if each["key"] == "tomorrow")
    at = datetime.fromisoformat(tomorrow["at"])
    assert (at.hour, at.minute) == (9, 0)
    assert at.utcoffset() == at.astimezone(BERLIN).utcoffset()
    assert tomorrow["label"]
    assert (clock["movable"], clock["moving"]) == (True, False)


async def test_of_two_moments_at_one_instant_the_first_is_shown(config: Config) -> None:
    def reviews(now: datetime) -> list[Moment]:
        at = now + timedelta(days=9)
        return [Moment("review", "The next review", at), Moment("party", "Party", at)]

    async with Playground(config, movable=True, moments=reviews) as slack, ClientSession() as http:
        me = slack.people["amara"]
        async with http.get(f"{slack.url}/_page/state?as={me}") as answer:
            clock = (await answer.json())["clock"]
        assert [each["key"] for each in clock["moments"]] == ["review"]
        url = f"{slack.url}/_page/act?as={me}"
        async with http.post(url, json={"do": "move", "moment": "party"}) as answer:
            assert (await answer.json())["ok"]
        assert slack.clock.offset > 8 * DAY


async def test_a_clock_that_is_not_movable_says_so_and_stands(config: Config) -> None:
    async with Playground(config) as slack, ClientSession() as http:
        url = f"{slack.url}/_page/act?as={slack.people['amara']}"
        async with http.post(url, json={"do": "move", "seconds": 60}) as answer:
            said = await answer.json()
        assert said["error"].startswith("This clock cannot be moved")
        async with http.get(f"{slack.url}/_page/state?as={slack.people['amara']}") as answer:
            clock = (await answer.json())["clock"]
        assert (clock["movable"], clock["moments"], slack.clock.offset) == (False, [], 0.0)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({}, "Say where to"),
        ({"to": 5}, "Say where to"),
        ({"to": "soon"}, "'soon' is no instant"),
        ({"to": "1999-12-31T23:59"}, "only goes forward"),
        ({"to": "0001-01-01T00:00:00+14:00"}, "only goes forward"),
        ({"to": "9999-12-31T23:59:59-14:00"}, "at most 400 days"),
        ({"seconds": -1}, "A number of seconds"),
        ({"seconds": 1e300}, "A number of seconds"),
        ({"seconds": True}, "Say where to"),
        ({"seconds": "60"}, "Say where to"),
        ({"moment": "doomsday"}, "There is no moment 'doomsday': hour, tomorrow"),
    ],
)
async def test_a_move_that_makes_no_sense_is_answered_with_what_does(
    playground: Playground, sit: Any, wanted: dict[str, object], said: str
) -> None:
    amara: Browser = await sit("amara")
    answer = await amara.act("move", **wanted)
    assert answer["ok"] is False
    assert said in answer["error"]
    assert playground.clock.offset == 0.0


@pytest.mark.parametrize(
    "order",
    [
        {"person": {"id": "U0AMARA01", "tz": "Mars/Base"}},
        {"newcomer": {"name": "mira", "real_name": "Mira Stone", "tz": "../etc/passwd"}},
    ],
)
async def test_nobody_is_moved_to_a_zone_that_is_nowhere(
    playground: Playground, sit: Any, order: dict[str, object]
) -> None:
    amara: Browser = await sit("amara")
    async with amara.session.post(f"{playground.url}/_control", json=order) as answer:
        assert "for example Europe/Berlin" in (await answer.json())["error"]
    assert (await amara.get("/_page/state"))["clock"]["now"]


FRIDAY = datetime(2026, 3, 27, 16, 30, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("key", "at"),
    [
        ("hour", "2026-03-27T17:30:00+01:00"),
        ("tomorrow", "2026-03-28T09:00:00+01:00"),
        ("workday", "2026-03-30T08:59:00+02:00"),
        ("monday", "2026-03-30T08:59:00+02:00"),
        ("month", "2026-04-26T16:30:00+02:00"),
    ],
)
def test_the_usual_moments_keep_to_the_wall_clock_over_summer_time(key: str, at: str) -> None:
    assert next(each.at.isoformat() for each in usual(FRIDAY) if each.key == key) == at


def test_an_hour_is_an_hour_when_summer_time_begins() -> None:
    before = datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN)
    hour = usual(before)[0].at
    assert hour.isoformat() == "2026-03-29T03:30:00+02:00"
    assert hour.astimezone(UTC) - before.astimezone(UTC) == timedelta(hours=1)


def test_next_monday_from_a_monday_is_a_week_away() -> None:
    monday = datetime(2026, 3, 30, 8, 0, tzinfo=BERLIN)
    assert next(m.at for m in usual(monday) if m.key == "monday").day == 6
