"""`handrail serve` is killed again and again in the middle of a Red/Green session."""

import asyncio
import random
from collections.abc import Awaitable, Callable

from tests.endtoend.books import Books
from tests.endtoend.people import Json, Order, Person, Sit, labels, words
from tests.endtoend.reviews import FULL, Bench, group
from tests.faults.lives import Life

Bear = Callable[[], Awaitable[Life]]
STEP = "Ask Jane who signs security reviews"
QUICK = ("Green", *FULL, "Introduces us")
ACCOUNTS = ("Acme", "Beta", "Coda")
LONGEST_LIFE_SECONDS = 1.5


async def test_no_press_is_lost_or_doubled_however_often_the_bot_is_killed_in_a_walk(
    bear: Bear, sit: Sit, address: str, books: Books, order: Order, seed: int
) -> None:
    """Whoever presses what stands on the card, and presses again when nothing happens, arrives."""
    bench, chance = Bench(address), random.Random(seed)
    bench.seed(*ACCOUNTS)
    fatima, amara = await sit("fatima"), await sit("amara")
    life = await bear()
    await life.ready()
    await fatima.press("Start", await fatima.command("/redgreen"))
    walking = asyncio.create_task(walk(fatima, amara))
    for _ in range(6):
        await asyncio.sleep(chance.uniform(0.1, LONGEST_LIFE_SECONDS))
        await life.kill()
        books.let_claims_end(life.pid)
        life = await bear()
        await life.ready()
    async with asyncio.timeout(120):
        await walking
    await books.settle()
    check(bench)
    counted = await order()
    assert (counted["duplicates"], counted["violations"]) == (0, 0)


async def walk(fatima: Person, amara: Person) -> None:
    """Until everything has been gone through: the newest card says what there is to press."""
    while True:
        shown = await newest(fatima)
        text = words(shown) if shown else ""
        if "Everything has been gone through" in text:
            return
        await act(fatima, shown, text)
        await asyncio.sleep(0.05)


async def newest(person: Person) -> Json | None:
    place = group(person)
    found = await person.messages(place) if place else []
    return next((each for each in reversed(found) if "Red/Green" in words(each)), None)


async def act(fatima: Person, shown: Json | None, text: str) -> None:
    if shown is None:
        return
    offered = [label for label in QUICK if label in labels(shown)]
    if offered:
        await fatima.press(offered[0], shown)
    elif "7 of 7" in text:
        await write(fatima, shown)


async def write(fatima: Person, shown: Json) -> None:
    """A form that does not open, or that nobody takes, is simply opened again."""
    fatima.views.clear()
    await fatima.press("Write the step…", shown)
    for _ in range(20):
        if fatima.views:
            break
        await asyncio.sleep(0.05)
    else:
        return
    view = next(reversed(fatima.views.values()))
    blocks = {each["block_id"]: each for each in view["blocks"] if each["type"] == "input"}
    action = blocks["text"]["element"]["action_id"]
    state = {"text": {action: {"text": STEP}}}
    await fatima.act("submit", view=view["id"], state=state)


def check(bench: Bench) -> None:
    found = bench.reviews()
    assert [(each.state, each.verdict, each.next_step) for each in found] == [
        ("done", "green", STEP)
    ] * len(ACCOUNTS)
    asked = [(each.review, each.question) for each in bench.answers()]
    assert sorted(asked) == sorted(set(asked)), "each question was answered once"
    assert len(asked) == 7 * len(ACCOUNTS)
