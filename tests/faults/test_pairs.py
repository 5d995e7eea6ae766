"""Two bots on one database, to which Slack gives what happens at random."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable

import pytest

from tests.endtoend.books import Books
from tests.endtoend.people import Order
from tests.faults.lives import Life
from tests.faults.traffic import Traffic

QUESTIONS = 5


@pytest.mark.parametrize("over", ["socket"])
async def test_no_letter_is_sent_twice_and_the_survivor_goes_on(
    bear: Callable[[], Awaitable[Life]], traffic: Traffic, books: Books, order: Order
) -> None:
    pair = [await bear(), await bear()]
    await asyncio.gather(*(each.ready() for each in pair))
    numbers = iter(range(100, 1000))
    for _ in range(QUESTIONS):
        await asyncio.gather(*(asker.write(next(numbers)) for asker in traffic.askers))
    await asyncio.gather(*(asker.hears_back() for asker in traffic.askers))
    await asyncio.gather(*(asker.write(next(numbers)) for asker in traffic.askers), pair[0].kill())
    books.let_claims_end(pair[0].pid)
    await traffic.check(books)
    answered = Counter(books.asked())
    assert (len(answered), set(answered.values())) == ((QUESTIONS + 1) * len(traffic.askers), {1})
    assert (await order())["duplicates"] == 0
