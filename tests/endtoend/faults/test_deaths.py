"""`handrail serve` is killed in the middle of everything, again and again."""

import asyncio
import random
from collections.abc import Awaitable, Callable

from tests.endtoend.books import Books
from tests.endtoend.faults.lives import Life
from tests.endtoend.faults.traffic import Traffic
from tests.endtoend.people import Order

Bear = Callable[[], Awaitable[Life]]

DEATHS = 11
LONGEST_LIFE_SECONDS = 0.5
LONGEST_CHILDHOOD_SECONDS = 0.15


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


async def test_nothing_acknowledged_is_lost_and_nothing_done_twice_however_often_it_is_killed(
    bear: Bear, traffic: Traffic, books: Books, order: Order, seed: int
) -> None:
    chance = random.Random(seed)
    acting = asyncio.create_task(traffic.run())
    for _ in range(DEATHS):
        life = await bear()
        await short_life(life, traffic, chance)
        books.let_claims_end(life.pid)
    traffic.over = True
    last = await bear()
    await last.ready()
    traffic.open.set()
    await acting
    await traffic.check(books)
    await books.settle()
    counted = await order()
    assert (counted["duplicates"], counted["violations"]) == (0, 0)
    assert traffic.size > DEATHS
