"""The playground's own clock: it can be moved forward, and those who sleep by it wake in time."""

import asyncio

import pytest

from playground.clock import Clock


async def test_a_sleeper_wakes_when_the_clock_is_moved_past_its_alarm() -> None:
    clock = Clock()
    sleeper = asyncio.create_task(clock.sleep(3600))
    await asyncio.sleep(0)
    clock.advance(1800)
    await asyncio.sleep(0)
    assert not sleeper.done()
    clock.advance(1801)
    await asyncio.wait_for(sleeper, 5)
    assert clock.next_alarm() is None


async def test_a_sleeper_also_wakes_by_itself() -> None:
    await asyncio.wait_for(Clock().sleep(0.01), 5)


async def test_the_next_alarm_is_the_soonest_and_a_cancelled_one_is_gone() -> None:
    clock = Clock()
    late, soon = (asyncio.create_task(clock.sleep(hours * 3600)) for hours in (5, 2))
    await asyncio.sleep(0)
    alarm = clock.next_alarm()
    assert alarm is not None
    assert 7000 < alarm - clock.now() <= 7200
    soon.cancel()
    await asyncio.wait({soon})
    alarm = clock.next_alarm()
    assert alarm is not None
    assert alarm - clock.now() > 17_000
    late.cancel()


def test_the_clock_is_never_moved_back() -> None:
    clock = Clock(offset=60.0)
    clock.advance(-3600)
    assert clock.offset == 60.0


@pytest.mark.parametrize("offset", [0.0, 86_400.0])
def test_no_stamp_is_given_twice_and_each_is_later(offset: float) -> None:
    clock = Clock(offset)
    stamps = [clock.stamp() for _ in range(1000)]
    assert stamps == sorted(set(stamps))
