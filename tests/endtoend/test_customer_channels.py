"""A temporary channel from its request to its 90th day, in a local Slack whose clock is moved."""

from datetime import timedelta
from typing import Any

import pytest

from bot.server import Running
from playground import seeds
from playground.server import Playground
from storage import profiles
from tests.endtoend.books import Books
from tests.endtoend.people import Person, Sit, words

DAY = 86_400
ASKED = "Close it, or tell me that the minimum"


@pytest.fixture
def movable() -> bool:
    return True


@pytest.fixture(autouse=True)
def team(bot: Running, slack: Playground) -> None:
    """Benno, an SA, reports to Graham."""
    with bot.office.database.begin() as session:
        manager, benno = slack.people["graham"], slack.people["benno"]
        profiles.change(session, seeds.TEAM, benno, manager=manager, roles=("sa",))


async def moved(person: Person, **to: Any) -> None:
    said = await person.act("move", **to)
    assert said["ok"], said


async def asked(benno: Person, tam: str) -> None:
    """By the form, ten minutes into the next workday."""
    await moved(benno, moment="workday")
    await moved(benno, seconds=600)
    command = {"command": "/handrail", "text": "customer-slack ask Acme"}
    await benno.act("command", channel=benno.place, **command)
    sent = await benno.submit(kind="temporary", role="sa", purpose="evaluation", tam=tam)
    assert sent["response_action"] is None, sent


def days_ago(slack: Playground, days: int) -> str:
    return f"{slack.clock.instant().date() - timedelta(days=days)}"


async def count(person: Person, part: str) -> int:
    return sum(part in words(each) for each in await person.messages(await person.dm()))


async def test_a_channel_is_approved_opened_and_reminded_of_until_it_is_closed(
    sit: Sit, bot: Running, books: Books, slack: Playground
) -> None:
    benno, diego, graham = await sit("benno"), await sit("diego"), await sit("graham")
    await asked(benno, slack.people["diego"])
    diego.place = await diego.dm()
    card = await diego.sees("Benno Weiss asks for a channel with Acme")
    await diego.press("Approve", card)
    benno.place = await benno.dm()
    await benno.press("It is open…", await benno.sees("has approved the channel with Acme"))
    await benno.submit(name="#ext-acme", opened=days_ago(slack, 86))
    await benno.sees("✔ It is open. Close it by")
    await moved(benno, seconds=DAY)
    reminder = await benno.sees("open, to be closed by", ASKED)
    assert await count(diego, ASKED) == 0
    await moved(benno, seconds=9 * DAY)
    await diego.sees("to be closed since", ASKED)
    await graham.sees("This comes once.", place=await graham.dm())
    await benno.press("Closed", reminder)
    await benno.sees("✔ Closed, and I stop reminding of it.")
    await moved(benno, seconds=1_200)  # until nothing can be undone any more
    await books.settle()
    kinds = [each.kind for kind in ("asked", "approved", "opened", "closed")
             for each in books.entries(f"customer-slack.{kind}")]  # fmt: skip
    assert len(kinds) == 4
    assert books.are_intact()
