"""A call before which somebody is reminded, before they work, and over a restart of the bot."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import time

import pytest

from bot import settings as reading
from bot.followers import Follower
from bot.server import running
from playground.server import Playground
from policies.clocks import zone_of
from tests.endtoend.books import Books
from tests.endtoend.people import PATIENCE_SECONDS, Json, Person, Sit, labels, words

ZONE = zone_of("America/New_York")
Configured = dict[str, str | None]


@pytest.fixture
def movable() -> bool:
    return True


@asynccontextmanager
async def bot(configured: Configured, slack: Playground) -> AsyncIterator[None]:
    async with running(reading.read(**configured), clock=slack.clock.instant) as bot:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await bot.met.wait()
            if bot.sockets:
                await bot.sockets.up.wait()
        follower = Follower(bot)
        slack.follow(follower)
        yield
        slack.unfollow(follower)


async def until(slack: Playground, person: Person, at: time) -> None:
    """That time of the same day, where they are."""
    now = slack.clock.instant().astimezone(ZONE)
    then = now.replace(hour=at.hour, minute=at.minute, second=1, microsecond=0)
    said = await person.act("move", seconds=(then - now).total_seconds())
    assert said["ok"], said


async def cards(person: Person) -> list[Json]:
    return [each for each in await person.messages() if "before you record" in words(each)]


async def moved_before_work(slack: Playground, amara: Person) -> None:
    told = await amara.command("/handrail recording Northwind today 7:30")
    assert "✔ I remind you before the call: *Northwind* · today, 07:30" in words(told)
    await until(slack, amara, time(7, 19))
    assert not await cards(amara)
    await until(slack, amara, time(7, 20))
    card = await amara.sees("*Northwind* · today, 07:30: ask before you record")
    assert "☐ Ask for both: a spoken yes and a thumbs-up" in words(card)
    assert "Before we start: you can see GitLab Notetaker" in words(card)
    await amara.press("Moved…", card)
    await amara.submit(at="08:15")
    await amara.sees("*Northwind* · today, 07:30", "call moved by Amara Okafor, 07:20")


async def not_attended_and_then_attended(amara: Person) -> None:
    card = await amara.sees("*Northwind* · today, 08:15: ask before you record")
    await amara.press("I cannot attend", card)
    absent = await amara.sees("you cannot attend by Amara Okafor", "call of Northwind on Mon 1")
    assert absent["ts"] == card["ts"]
    assert labels(absent).count("Tick") == 2
    await amara.press("Undo", absent)
    again = await amara.sees("*Northwind* · today, 08:15: ask", "☐ Point out GitLab Notetaker")
    await amara.press("Tick", again)
    await amara.sees("*Northwind* · today, 08:15: ask", "☑ Both from everybody: carry on")


async def test_the_card_comes_before_work_and_follows_what_becomes_of_the_call_over_a_restart(
    sit: Sit, configured: Configured, slack: Playground, books: Books
) -> None:
    amara = await sit("amara")
    async with bot(configured, slack):
        amara.place = await amara.dm()
        await moved_before_work(slack, amara)
    async with bot(configured, slack):
        await until(slack, amara, time(8, 4))
        assert len(await cards(amara)) == 1
        await until(slack, amara, time(8, 5))
        await not_attended_and_then_attended(amara)
        await until(slack, amara, time(9, 30))
        await amara.sees("*Northwind* · today, 08:15", "no longer needed since")
        past = await amara.command("/handrail recording past")
        assert "*Northwind* · today, 08:15\n1 of 4 steps ticked" in words(past)
        await books.settle()
    assert len(await cards(amara)) == 2
    assert {len(each.detail) for each in books.entries("recording.changed")} == {1}
    assert books.are_intact()
