"""Slack's limits, kept by all processes together, and its pauses, which hold for all of them."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from handlers.kit.delivery import Sender
from handlers.kit.feature import Registry
from handlers.kit.turns import Installed
from handlers.kit.workers import ROOM
from playground.limits import Limits
from playground.seeds import TEAM
from storage import outbox
from storage.outbox import Letter
from tests.handlers.letterbox import AMARA, CHANNEL, Post

OTHER = "T0OTHER"


def beside(post: Post) -> Sender:
    """A second process at the same outbox."""
    return Sender(post.office, post.sender.slack, "beside", Registry())


def posts(post: Post) -> int:
    return post.slack.platform.counters.calls["chat.postMessage"]


@pytest.fixture
def other(post: Post) -> str:
    """Another workspace, whose letters reach the same Slack."""
    here = post.office.installed[TEAM]
    there = replace(here.workspace, id=OTHER)
    post.office.installed[OTHER] = Installed(there, here.token)
    return OTHER


def moments(post: Post, count: int) -> Iterator[datetime]:
    """When each of them is let go, if somebody looks as soon as the next is due."""
    while count > 0:
        letters = post.sender.claim(ROOM)
        yield from (post.now[0] for _ in letters)
        count -= len(letters)
        with post.office.database.begin() as session:
            for letter in letters:
                outbox.sent(session, letter.id, post.now[0], {})
        if not letters:
            due = post.sender._next_due()
            assert due
            post.now[0] = due


def remind(post: Post, count: int) -> None:
    """So many people at nine o'clock."""
    for number in range(count):
        place = f"D{number}"
        post.write(f"{number}", lane=place, channel=place, text="9 o'clock", calm=True)


async def test_many_messages_at_once_take_the_time_that_the_limit_allows(post: Post) -> None:
    remind(post, 400)
    start = post.now[0]
    went = list(moments(post, 400))
    minutes = (went[-1] - start) / timedelta(minutes=1)
    assert minutes <= 400 / 240 * 1.1
    for at, first in enumerate(went):
        assert sum(1 for each in went[at:] if each - first < timedelta(minutes=1)) <= 240


async def test_whoever_asks_meanwhile_does_not_wait_behind_them(post: Post) -> None:
    remind(post, 200)
    list(moments(post, 40))
    asked = post.now[0]
    post.write("answer", lane=AMARA, channel=AMARA, text="620 employees: SMB")
    while "answer" not in {letter.key for letter in post.sender.claim(ROOM)}:
        post.now[0] += timedelta(milliseconds=100)
    assert post.now[0] - asked < timedelta(seconds=1)


async def test_two_processes_keep_the_limit_together(post: Post) -> None:
    remind(post, 100)
    taken: list[Letter] = []
    pair = (post.sender, beside(post))
    for _ in range(60):
        for each in pair:
            taken += each.claim(ROOM)
        post.now[0] += timedelta(milliseconds=100)
    assert len(taken) <= 20 + 6 * 220 / 60 + 1


async def test_one_place_is_sent_a_message_a_second(post: Post) -> None:
    for number in range(6):
        post.write(f"{number}")
    for _ in range(3):
        await post.deliver()
    assert len(post.arrived()) == 3
    await post.deliver(timedelta(seconds=1))
    assert len(post.arrived()) == 4


async def test_a_real_slack_that_counts_has_nothing_to_refuse(post: Post) -> None:
    limits = Limits(enforced=True, per_workspace=240, factor=0.1)
    post.slack.platform.ledger.configure(limits)
    for number in range(8):
        post.write(f"{number}", lane=CHANNEL)
        post.write(f"dm{number}", lane=AMARA, channel=AMARA, text=f"{number}")
    for _ in range(12):
        await asyncio.sleep(0.1)
        await post.deliver(timedelta(seconds=1))
    assert post.slack.platform.counters.violations == 0
    assert post.arrived() == [f"{number}" for number in range(8)]
    assert [each.text for each in post.shown(AMARA)] == [f"{number}" for number in range(8)]


async def test_a_pause_holds_for_every_process_and_for_no_other_workspace(
    post: Post, other: str
) -> None:
    post.break_next("chat.postMessage", "rate_limited", retry_after="300")
    post.write("refused", lane="A")
    await post.deliver()
    for number in range(5):
        post.write(f"a{number}", lane=f"A{number}")
        post.write(f"b{number}", lane=f"B{number}", workspace=other)
    for _ in range(32):
        letters = [*beside(post).claim(ROOM), *post.sender.claim(ROOM)]
        await asyncio.gather(*map(beside(post).work, letters))
        post.now[0] += timedelta(seconds=9)
    assert {post.letter(f"b{n}", other).state for n in range(5)} == {"sent"}
    assert {post.letter(f"a{n}").state for n in range(5)} == {"open"}
    assert posts(post) == 1 + 5
    await post.deliver(timedelta(seconds=15))
    await post.deliver(timedelta(seconds=9))
    keys = ["refused", *(f"a{n}" for n in range(5))]
    assert {post.letter(key).state for key in keys} == {"sent"}
    assert {post.letter(key).attempts for key in keys} == {1}


async def test_a_claimed_letter_is_not_sent_into_a_pause(post: Post) -> None:
    post.break_next("chat.postMessage", "rate_limited", retry_after="300")
    for number in range(3):
        post.write(f"{number}", lane=f"L{number}")
    first, *rest = post.sender.claim(3)
    await post.sender.work(first)
    for each in rest:
        await post.sender.work(each)
    assert posts(post) == 1


async def test_a_refusal_to_wait_is_no_attempt_and_no_possible_duplicate(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    post.break_next("chat.postMessage", "rate_limited", times=3, retry_after="5")
    post.write("patient")
    for _ in range(5):
        await post.deliver(timedelta(seconds=6))
    letter = post.letter("patient")
    assert (letter.state, letter.attempts, letter.doubts) == ("sent", 1, 0)
    assert post.slack.platform.counters.calls["conversations.history"] == 0
    assert "duplicate" not in caplog.text


async def test_a_date_to_wait_for_counts_from_the_date_of_the_answer(post: Post) -> None:
    post.break_next("chat.postMessage", "rate_limited", retry_after="date+90")
    post.write("dated")
    await post.deliver()
    assert 85 <= (post.letter("dated").next_at - post.now[0]).total_seconds() <= 91
