"""Reminders are planned, released and sent while the bot is killed at each step in between."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from playground import seeds
from playground.server import Playground
from policies.reminders import Way
from storage import profiles
from storage.profiles import Profile
from tests.endtoend.books import Books
from tests.endtoend.people import Order
from tests.faults import drills, points
from tests.faults.conftest import LONG
from tests.faults.lives import Life

Bear = Callable[..., Awaitable[Life]]

NAMES = ("amara", "benno", "chiara", "diego", "emi", "fatima", "graham", "imran")
ROUNDS = 12 if LONG else 1
LONGEST_WAY_SECONDS = 15
PATIENCE_SECONDS = 60


@dataclass
class Drill:
    """Reminders ordered while bots live and die, and how often each was told."""

    folder: Path
    slack: Playground
    chance: random.Random
    people: list[str]
    ordered: list[str] = field(default_factory=list)

    def order(self, count: int) -> None:
        """Due a moment ago, some in the digest and some as messages of their own."""
        now = self.slack.clock.instant()
        for _ in range(count):
            number, person = len(self.ordered), self.chance.choice(self.people)
            alone = self.chance.random() < 0.5
            at, way = (now.time(), Way.ALONE) if alone else (None, Way.DIGEST)
            self.ordered.append(drills.order(self.folder, number, person, now.date(), at, way))

    def told(self) -> Counter[str]:
        """How often each is in a message that people see."""
        world = self.slack.platform.world
        shown = [
            str(each.blocks) for place in world.conversations for each in world.in_channel(place)
        ]
        return Counter({words: sum(text.count(words) for text in shown) for words in self.ordered})

    async def all_told(self) -> None:
        end = asyncio.get_running_loop().time() + PATIENCE_SECONDS
        while missing := [words for words, times in self.told().items() if not times]:
            assert asyncio.get_running_loop().time() < end, missing
            await asyncio.sleep(0.05)


@pytest.fixture
def drill(slack: Playground, tmp_path: Path, seed: int, books: Books) -> Drill:
    """People who may be spoken to at any hour."""
    folder = tmp_path / "drills"
    folder.mkdir()
    people = [slack.people[name] for name in NAMES]
    anybody = Profile(
        seeds.TEAM,
        "",
        zone="UTC",
        work_days=frozenset(range(7)),
        starts=time(0),
        ends=time(23, 59, 59),
        daily_most=99,
        met_at=slack.clock.instant() - timedelta(days=1),
    )
    with books.database.begin() as session:
        for person in people:
            profiles.save(session, replace(anybody, person=person))
    return Drill(folder, slack, random.Random(seed), people)


@pytest.fixture
def environment(environment: dict[str, str], drill: Drill) -> dict[str, str]:
    return environment | {drills.VARIABLE: str(drill.folder)}


async def test_each_is_told_once_wherever_the_bot_is_killed(
    bear: Bear, drill: Drill, books: Books, order: Order
) -> None:
    for point in points.REMINDER * ROUNDS:
        drill.order(4)
        life = await bear(point=point.at(drill.chance.randint(1, 2)))
        await asyncio.wait_for(life.ended.wait(), LONGEST_WAY_SECONDS)
        books.let_claims_end(life.pid)
    await bear()
    await drill.all_told()
    await books.settle()
    assert {words: times for words, times in drill.told().items() if times != 1} == {}
    assert (await order())["duplicates"] == 0


@pytest.mark.parametrize("over", ["socket"])
async def test_each_is_told_once_by_four_that_are_killed_at_random(
    bear: Bear, drill: Drill, books: Books, order: Order
) -> None:
    for _ in range(10 if LONG else 2):
        drill.order(12)
        lives = [await bear() for _ in range(4)]
        await asyncio.gather(*(life.ready() for life in lives))
        await asyncio.sleep(drill.chance.uniform(0, 0.8))
        for life in lives:
            await life.kill()
            books.let_claims_end(life.pid)
    await bear()
    await drill.all_told()
    await books.settle()
    assert {words: times for words, times in drill.told().items() if times != 1} == {}
    assert (await order())["duplicates"] == 0
