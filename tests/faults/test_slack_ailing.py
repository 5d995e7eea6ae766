"""Slack repeats itself, loses replies, breaks and asks for patience; people notice nothing."""

import asyncio
from typing import Any

import pytest

from playground.configs import Timing
from tests.endtoend.books import Books
from tests.endtoend.people import ON_SQLITE, Order, Sit, holds

pytestmark = pytest.mark.usefixtures("bot")

NAMES = ("amara", "benno", "chiara", "diego", "emi", "fatima", "graham")
ILLS: tuple[dict[str, Any], ...] = (
    {"kind": "lost_reply", "stored": True},
    {"kind": "lost_reply", "stored": False},
    {"kind": "server_error", "stored": True},
    {"kind": "server_error", "stored": False},
    {"kind": "fatal_error", "stored": True},
    {"kind": "fatal_error", "stored": False},
    {"kind": "rate_limited"},
)


@pytest.fixture
def timing() -> Timing:
    return Timing(event_retries=(0.1,) * 3000)


async def test_however_an_answer_is_hindered_it_arrives_exactly_once(
    sit: Sit, order: Order, books: Books
) -> None:
    people = [await sit(name) for name in NAMES]
    for ill in ILLS:
        await order(fault={"method": "chat.postMessage", **ill})
    for person in people:
        person.place = await person.dm()
    await asyncio.gather(*(person.say("620 employees") for person in people))
    await asyncio.gather(*(person.sees("This account belongs to") for person in people))
    await books.settle()
    for person in people:
        answers = [each for each in await person.messages() if holds(each, "belongs to")]
        assert len(answers) == 1
    assert (await order())["duplicates"] == 0


@ON_SQLITE
async def test_looking_for_a_lost_answer_is_itself_tried_again(
    sit: Sit, order: Order, books: Books
) -> None:
    amara = await sit("amara")
    amara.place = await amara.dm()
    await order(fault={"method": "chat.postMessage", "kind": "lost_reply"})
    await order(fault={"method": "conversations.history", "kind": "rate_limited"})
    await amara.say("620 employees")
    await amara.sees("This account belongs to")
    await books.settle()
    assert len(await amara.messages()) == 2
    assert (await order())["calls"]["conversations.history"] == 2


@pytest.mark.parametrize("over", ["socket", "http"])
async def test_what_is_delivered_four_times_is_done_once(
    sit: Sit, order: Order, books: Books
) -> None:
    amara = await sit("amara")
    dm = await amara.dm()
    event = {
        "type": "message",
        "channel": dm,
        "channel_type": "im",
        "user": amara.id,
        "text": "620 employees",
        "ts": "1700000000.000100",
    }
    await order(event=event, times=4)
    await amara.sees("This account belongs to", place=dm)
    await order(event=event, times=4)
    await amara.say("630 employees", place=dm)
    await amara.sees("630 employees", "This account belongs to", place=dm)
    await books.settle()
    assert books.asked() == ["620 employees", "630 employees"]
    assert len(await amara.messages(dm)) == 3


@ON_SQLITE
async def test_a_form_that_slack_does_not_open_is_explained(sit: Sit, order: Order) -> None:
    amara = await sit("amara")
    await order(fault={"method": "views.open", "kind": "server_error", "stored": False})
    await amara.act("command", channel=amara.place, command="/roe", text="")
    await amara.sees("did not open the form")
