"""Slack delivers again: four times, a day later, to another process, and in another order."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.server import Running
from handlers.kit.acquaintances import remember
from playground import seeds
from playground.server import Playground
from storage import people
from storage.database import Database
from tests.endtoend.books import Books
from tests.endtoend.people import ON_SQLITE, Order, Sit, holds
from tests.faults.conftest import LONG
from tests.faults.lives import Life
from tests.faults.traffic import CHOICE

Bear = Callable[..., Awaitable[Life]]

SHUFFLES = 1000 if LONG else 100
HOUR = 3600


@pytest.mark.parametrize("over", ["socket", "http"])
async def test_whatever_comes_four_times_is_done_once(
    moved: Running, sit: Sit, order: Order, books: Books
) -> None:
    amara = await sit("amara")
    dm = await amara.dm()
    await order(mishap={"kind": "repeat", "what": "*", "copies": 4, "seconds": 1, "times": 0})
    await amara.say("620 employees", place=dm)
    await amara.act("command", channel=amara.place, command="/roe", text="480 employees 130 users")
    question = await amara.sees("130 potential users")
    await amara.press(CHOICE, question)
    await order(advance=60)
    assert sorted(books.asked()) == [
        "/roe 480 employees 130 users",
        "/roe 480 employees 130 users",
        "620 employees",
    ]
    assert len([each for each in await amara.messages(dm) if holds(each, "belongs to")]) == 1
    assert (await order())["duplicates"] == 0


async def test_an_event_that_comes_again_after_25_hours_is_remembered(
    moved: Running, sit: Sit, order: Order, books: Books
) -> None:
    amara = await sit("amara")
    dm = await amara.dm()
    again = {"kind": "repeat", "what": "event.message", "copies": 2, "seconds": 25 * HOUR}
    await order(mishap=again)
    await amara.say("620 employees", place=dm)
    await order(advance=26 * HOUR)
    assert books.asked() == ["620 employees"]
    assert len([each for each in await amara.messages(dm) if holds(each, "belongs to")]) == 1


async def test_an_event_that_comes_again_after_a_restart_is_remembered(
    bear: Bear, sit: Sit, order: Order, books: Books
) -> None:
    amara = await sit("amara")
    amara.place = await amara.dm()
    again = {"kind": "repeat", "what": "event.message", "copies": 4, "seconds": 0.7}
    await order(mishap=again)
    first = await bear()
    await first.ready()
    await amara.say("620 employees")
    await amara.sees("belongs to")
    await first.kill()
    await (await bear()).ready()
    await asyncio.sleep(2.5)
    await books.settle()
    assert books.asked() == ["620 employees"]
    assert len([each for each in await amara.messages() if holds(each, "belongs to")]) == 1


async def test_messages_that_overtake_each_other_are_each_answered_once(
    moved: Running, sit: Sit, order: Order, books: Books
) -> None:
    amara = await sit("amara")
    dm = await amara.dm()
    await order(mishap={"kind": "shuffle", "what": "*", "seconds": 90, "times": 0})
    await order(mishap={"kind": "repeat", "what": "*", "copies": 3, "seconds": 40, "times": 0})
    asked = [f"{number} employees" for number in range(600, 600 + SHUFFLES // 10)]
    for text in asked:
        await amara.say(text, place=dm)
    await order(advance=HOUR)
    assert sorted(books.asked()) == asked
    assert (await order())["duplicates"] == 0


def told(zone: str, name: str, gone: bool, at: datetime, number: int) -> dict[str, Any]:
    user: dict[str, Any] = {
        "id": "U0AMARA01",
        "team_id": seeds.TEAM,
        "name": "amara",
        "real_name": name,
    }
    user |= {"tz": zone, "deleted": gone, "updated": int(at.timestamp()) + number}
    event = {"type": "user_change", "user": user, "event_ts": f"{at.timestamp() + number:.6f}"}
    return {"team_id": seeds.TEAM, "event_time": int(at.timestamp()) + number, "event": event}


@ON_SQLITE
async def test_what_slack_says_of_a_person_ends_the_same_in_whatever_order_it_comes(
    moved: Running, slack: Playground, books: Books, seed: int
) -> None:
    chance, at = random.Random(seed), slack.clock.instant() - timedelta(hours=1)
    zones = ("Europe/Berlin", "Asia/Tokyo", "America/New_York", "Europe/Rome")
    for _ in range(SHUFFLES):
        forget_when(books.database, at - timedelta(days=1))
        bodies = [told(zone, f"Amara {n}", n == 2, at, n) for n, zone in enumerate(zones)]
        bodies += chance.sample(bodies, 2)
        chance.shuffle(bodies)
        for body in bodies:
            remember(moved.office, body)
        last = amara(books.database)
        assert (last.zone, last.real_name, last.deleted) == ("Europe/Rome", "Amara 3", False)


def forget_when(database: Database, at: datetime) -> None:
    """As if everybody had last been described then."""
    with database.begin() as session:
        session.execute(update(people.PEOPLE).values(refreshed_at=at))


def amara(database: Database) -> people.Person:
    with database.reading() as session:
        found = people.find(session, seeds.TEAM, "U0AMARA01")
    assert found
    return found
