"""Several bots on one database, to which Slack gives what happens at random."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable

import pytest

from tests.endtoend.books import Books
from tests.endtoend.people import Order
from tests.faults import points
from tests.faults.lives import Life
from tests.faults.traffic import Traffic

pytestmark = pytest.mark.parametrize("over", ["socket"])
Bear = Callable[..., Awaitable[Life]]

QUESTIONS = 5
FAILOVER_SECONDS = 30


async def test_no_letter_is_sent_twice_and_the_survivors_go_on(
    bear: Bear, traffic: Traffic, books: Books, order: Order
) -> None:
    lives = [await bear() for _ in range(4)]
    await asyncio.gather(*(each.ready() for each in lives))
    numbers = iter(range(100, 1000))
    for _ in range(QUESTIONS):
        await asyncio.gather(*(asker.write(next(numbers)) for asker in traffic.askers))
    await asyncio.gather(*(asker.hears_back() for asker in traffic.askers))
    await asyncio.gather(*(asker.write(next(numbers)) for asker in traffic.askers), lives[0].kill())
    books.let_claims_end(lives[0].pid)
    await traffic.check(books)
    answered = Counter(books.asked())
    assert (len(answered), set(answered.values())) == ((QUESTIONS + 1) * len(traffic.askers), {1})
    assert (await order())["duplicates"] == 0


async def test_what_a_dead_one_had_at_hand_is_sent_by_another_within_half_a_minute(
    bear: Bear, traffic: Traffic, books: Books, order: Order
) -> None:
    claimed = next(point for point in points.LETTER if point.name == "letters are claimed")
    doomed = await bear(point=claimed.at(1))
    numbers = iter(range(100, 1000))
    await asyncio.gather(*(asker.write(next(numbers)) for asker in traffic.askers))
    await asyncio.wait_for(doomed.ended.wait(), FAILOVER_SECONDS)
    survivors = [await bear() for _ in range(3)]
    await asyncio.gather(*(each.ready() for each in survivors))
    died = asyncio.get_running_loop().time()
    await traffic.check(books)
    assert asyncio.get_running_loop().time() - died <= FAILOVER_SECONDS + 2
    assert (await order())["duplicates"] == 0
