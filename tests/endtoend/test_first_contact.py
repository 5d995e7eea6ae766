"""The bot introduces itself once, whatever people do first and however often it is started."""

import asyncio
from typing import Any

import pytest

from bot import settings as reading
from bot.server import Running, running
from playground.server import Playground
from tests.endtoend.books import Books
from tests.endtoend.people import Sit

HELLO = "I am Handrail. I know your sales handbook"


@pytest.fixture
def strangers() -> bool:
    return True


async def greetings(person: Any) -> int:
    return sum(HELLO in each["text"] for each in await person.messages(await person.dm()))


@pytest.mark.usefixtures("bot")
async def test_whoever_asks_first_is_greeted_after_the_answer_and_never_again(
    sit: Sit, books: Books
) -> None:
    amara = await sit("amara")
    await amara.command("/roe 620 employees")
    await amara.sees(HELLO, place=await amara.dm())
    await amara.command("/roe 620 employees")
    place = await amara.dm()
    await asyncio.gather(*(amara.say("/roe 480", place=place) for _ in range(3)))
    await books.settle()
    assert await greetings(amara) == 1


@pytest.mark.usefixtures("bot")
async def test_whoever_only_looks_at_home_is_greeted_too(sit: Sit, books: Books) -> None:
    emi = await sit("emi")
    for _ in range(2):
        said = await emi.act("home", app="A0HANDRAIL")
        assert said["ok"], said
    await emi.sees(HELLO, place=await emi.dm())
    await books.settle()
    assert await greetings(emi) == 1


async def test_nor_after_a_restart(
    slack: Playground, configured: dict[str, Any], sit: Sit, books: Books
) -> None:
    amara = await sit("amara")
    for _ in range(2):
        async with running(reading.read(**configured)) as bot:
            await asyncio.wait_for(bot.met.wait(), 30)
            if bot.sockets:
                await asyncio.wait_for(bot.sockets.up.wait(), 30)
            await amara.command("/handrail me")
            await books.settle()
    assert await greetings(amara) == 1


async def test_a_guest_is_told_why_and_not_greeted(bot: Running, sit: Sit, books: Books) -> None:
    guest = await sit("jonas")
    guest.place = "C0SALESROE"
    await guest.command("/roe 620 employees")
    await books.settle()
    assert await greetings(guest) == 0
