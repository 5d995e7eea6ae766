"""Many people at once: Slack waits three seconds for each of them, and never in vain."""

import asyncio

import pytest

from playground.configs import Timing
from tests.endtoend.books import Books
from tests.endtoend.people import Order, Sit

pytestmark = pytest.mark.usefixtures("bot")

NAMES = ("amara", "benno", "chiara", "diego", "emi", "fatima", "graham", "helen", "imran")
AT_ONCE = 100
FORMS = 50


@pytest.fixture
def timing() -> Timing:
    return Timing()


async def test_a_hundred_commands_at_once_are_all_acknowledged_in_time(
    sit: Sit, order: Order, books: Books
) -> None:
    people = [await sit(name) for name in NAMES]
    lines = [f"{500 + n} employees inbound" for n in range(AT_ONCE)]
    answered = await asyncio.gather(
        *(
            people[n % len(people)].act("command", channel="C0COMMERC1", command="/roe", text=line)
            for n, line in enumerate(lines)
        )
    )
    assert [each for each in answered if not each["ok"]] == []
    assert sorted(books.asked()) == sorted(f"/roe {line}" for line in lines)
    counted = await order()
    assert (counted["unacknowledged"], counted["violations"]) == (0, 0)


async def test_fifty_forms_at_once_open_while_their_triggers_live(sit: Sit, order: Order) -> None:
    people = [await sit(name) for name in NAMES]
    await asyncio.gather(
        *(
            people[n % len(people)].act("command", channel="C0COMMERC1", command="/roe", text="")
            for n in range(FORMS)
        )
    )
    await asyncio.gather(
        *(person.sees_forms(len(range(at, FORMS, len(people)))) for at, person in enumerate(people))
    )
    counted = await order()
    assert counted["calls"]["views.open"] == FORMS
    assert (counted["unacknowledged"], counted["violations"]) == (0, 0)
    assert [await person.messages() for person in people] == [[]] * len(people)
