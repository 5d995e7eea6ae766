"""Slack is away, refuses for hours, repeats its refusals; by a clock that is moved."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.server import Running
from playground import seeds
from playground.limits.allowances import Form
from playground.server import Playground
from storage import backlogs, outbox
from tests.endtoend.people import ON_SQLITE, Order, Sit, holds
from tests.faults.conftest import LONG

SENDS = 1000 if LONG else 120
NAMES = ("amara", "benno", "chiara", "diego", "emi", "fatima", "graham", "imran")
CHANNEL, PRIVATE = "C0SALESROE", "C0ASMONLY1"
ILLS: tuple[dict[str, Any], ...] = (
    {"kind": "lost_reply", "stored": True},
    {"kind": "lost_reply", "stored": False},
    {"kind": "reset", "stored": True},
    {"kind": "truncated"},
    {"kind": "server_error", "stored": True},
    {"kind": "server_error", "stored": False},
    {"kind": "empty_error", "stored": True},
    {"kind": "fatal_error", "stored": True},
    {"kind": "fatal_error", "stored": False},
    {"kind": "internal_error", "stored": False},
)
HOUR = 3600


@dataclass
class Mail:
    """Letters to people and channels, and how often each is in Slack."""

    bot: Running
    slack: Playground
    written: list[str] = field(default_factory=list)

    def write(self, count: int, *places: str) -> None:
        now = self.bot.office.clock()
        with self.bot.office.database.begin() as session:
            for _ in range(count):
                key = f"mail/{len(self.written):04}"
                place = places[len(self.written) % len(places)]
                body = {"channel": place, "text": key}
                outbox.post(
                    session, workspace=seeds.TEAM, key=key, kind="post", payload=body, at=now
                )
                self.written.append(key)
        self.bot.adapter.wake()

    def arrived(self) -> Counter[str]:
        world = self.slack.platform.world
        said = (each.text for place in world.conversations for each in world.in_channel(place))
        return Counter(text for text in said if text.startswith("mail/"))

    @property
    def lost(self) -> list[str]:
        return [key for key in self.written if not self.arrived()[key]]

    @property
    def doubled(self) -> int:
        return sum(times - 1 for times in self.arrived().values())

    def doubts(self) -> int:
        with self.bot.office.database.reading() as session:
            return backlogs.depth(session, None, self.bot.office.clock()).doubts


@pytest.fixture
def mail(moved: Running, slack: Playground) -> Mail:
    return Mail(moved, slack)


@pytest.fixture
def people(slack: Playground) -> list[str]:
    return [slack.people[name] for name in NAMES]


async def test_whatever_happens_to_the_replies_nobody_gets_a_message_twice_or_not_at_all(
    mail: Mail, order: Order, people: list[str]
) -> None:
    for ill in ILLS:
        await order(fault={"method": "chat.postMessage", "chance": 0.06, **ill})
    mail.write(SENDS, *people)
    await order(advance=HOUR)
    assert (mail.lost, mail.doubled, mail.doubts()) == ([], 0, 0)


async def test_where_slack_cannot_be_asked_every_second_copy_is_one_that_was_counted(
    mail: Mail, order: Order
) -> None:
    """Such as in a private channel, which no scope of ours lets the bot read."""
    place = mail.slack.platform.world.conversations[PRIVATE]
    place.members = [*place.members, seeds.BOT_USER]
    await order(fault={"method": "chat.postMessage", "kind": "lost_reply", "chance": 0.3})
    mail.write(SENDS // 4, PRIVATE)
    await order(advance=HOUR)
    assert mail.lost == []
    assert 0 < mail.doubled <= mail.doubts()


async def test_slack_is_down_for_two_hours_and_nothing_is_lost(
    mail: Mail, order: Order, people: list[str], sit: Sit
) -> None:
    amara = await sit("amara")
    amara.place = await amara.dm()
    down = {"method": "*", "kind": "service_unavailable", "lasting": 2 * HOUR}
    await order(fault=down)
    await order(fault={**down, "kind": "reset", "chance": 0.5, "stored": False})
    mail.write(SENDS // 4, *people, CHANNEL)
    await amara.say("620 employees")
    await order(advance=HOUR)
    mail.write(SENDS // 4, *people, CHANNEL)
    await order(advance=4 * HOUR)
    assert (mail.lost, mail.doubled) == ([], 0)
    answers = [each for each in await amara.messages() if holds(each, "belongs to")]
    assert len(answers) == 1


@ON_SQLITE
@pytest.mark.parametrize("form", ["seconds", "missing", "zero", "date", "fractional", "huge"])
async def test_slack_refuses_for_its_limits_and_is_left_alone_as_long_as_it_asks(
    mail: Mail, order: Order, people: list[str], form: Form
) -> None:
    """A pause of a month is believed for an hour at a time, so that is what is counted there."""
    limits = {"enforced": True, "per_workspace": 20, "retry_after": form}
    await order(limits=limits)
    mail.write(60, *people)
    await order(advance=60 if form == "huge" else HOUR)
    counted = await order()
    assert counted["violated"].get("too_early", 0) == 0
    await order(limits={"enforced": False})
    await order(advance=2 * HOUR)
    assert (mail.lost, mail.doubled) == ([], 0)
    assert await longest_thread_sleep() < 1


async def longest_thread_sleep() -> float:
    """How long work for the pool waits, if threads sleep in it."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await asyncio.gather(*(loop.run_in_executor(None, int) for _ in range(8)))
    return loop.time() - begun
