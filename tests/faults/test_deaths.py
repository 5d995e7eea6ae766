"""`handrail serve` is killed in the middle of everything, again and again."""

import asyncio
import random
from collections.abc import Awaitable, Callable

from tests.endtoend.books import Books
from tests.endtoend.people import Order
from tests.faults import points
from tests.faults.conftest import LONG
from tests.faults.lives import Life
from tests.faults.traffic import Traffic

Bear = Callable[..., Awaitable[Life]]

DEATHS = 130 if LONG else 11
ROUNDS = 12 if LONG else 1
LONGEST_LIFE_SECONDS = 0.5
LONGEST_CHILDHOOD_SECONDS = 0.15
LONGEST_WAY_SECONDS = 60
"""To a named point, at the latest."""


async def short_life(life: Life, traffic: Traffic, chance: random.Random) -> None:
    """Killed at any moment: while it starts, or after that while it works."""
    if chance.random() < 0.2:
        await asyncio.sleep(chance.uniform(0, LONGEST_CHILDHOOD_SECONDS))
    else:
        await life.ready()
        traffic.open.set()
        await asyncio.sleep(chance.uniform(0, LONGEST_LIFE_SECONDS))
    traffic.open.clear()
    await life.kill()


async def last_life(bear: Bear, traffic: Traffic, acting: "asyncio.Task[None]") -> None:
    traffic.over = True
    last = await bear()
    await last.ready()
    traffic.open.set()
    await acting


async def test_nothing_acknowledged_is_lost_and_nothing_done_twice_however_often_it_is_killed(
    bear: Bear, traffic: Traffic, books: Books, order: Order, seed: int
) -> None:
    chance = random.Random(seed)
    acting = asyncio.create_task(traffic.run())
    for _ in range(DEATHS):
        life = await bear()
        await short_life(life, traffic, chance)
        books.let_claims_end(life.pid)
    await last_life(bear, traffic, acting)
    await traffic.check(books)
    await books.settle()
    counted = await order()
    assert (counted["duplicates"], counted["violations"]) == (0, 0)
    assert traffic.size > DEATHS


async def test_nor_at_any_of_the_points_where_work_is_done_and_not_yet_kept(
    bear: Bear, traffic: Traffic, books: Books, order: Order, seed: int, over: str
) -> None:
    chance = random.Random(seed)
    acting = asyncio.create_task(traffic.run())
    for point in (*points.TURN, points.ACKNOWLEDGED[over], *points.LETTER) * ROUNDS:
        life = await bear(point=point.at(chance.randint(1, 4)))
        traffic.open.set()
        await asyncio.wait_for(life.ended.wait(), LONGEST_WAY_SECONDS)
        traffic.open.clear()
        books.let_claims_end(life.pid)
    await last_life(bear, traffic, acting)
    await traffic.check(books)
    await books.settle()
    assert (await order())["duplicates"] == 0
