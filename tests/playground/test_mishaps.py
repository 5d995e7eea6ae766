"""What befalls events, clicks and commands on their way, over a socket and by signed HTTP."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from playground.configs import Config, Timing
from playground.delivery.events import deliver
from playground.delivery.failures import Failures
from playground.faults import Misbehaviour
from playground.limits import Limits, Who
from playground.server import Playground
from tests.playground.ordering import Json, counted, order

TALK = "C0SALESROE"
APP = Who("T0ACME", "A1")


async def spoken(bot: Any) -> Json:
    """The next message the bot hears of, whatever else is announced."""
    while True:
        body: Json = await bot.got()
        if body.get("event", {}).get("type") == "message":
            return body


async def test_an_event_comes_as_often_as_was_ordered(
    bot: Any, sit: Any, playground: Playground
) -> None:
    amara = await sit("amara")
    mishap = {"kind": "repeat", "what": "event.message", "copies": 4, "seconds": 0.01}
    await order(playground, mishap=mishap)
    await amara.act("message", channel=TALK, text="hello")
    ids = {(await spoken(bot))["event_id"] for _ in range(4)}
    assert len(ids) == 1


async def test_a_message_shared_between_companies_may_come_under_two_names(
    bot: Any, sit: Any, playground: Playground
) -> None:
    amara = await sit("amara")
    await order(playground, mishap={"kind": "twin", "what": "event.message"})
    await amara.act("message", channel=TALK, text="hello")
    one, other = await spoken(bot), await spoken(bot)
    assert one["event"] == other["event"]
    assert one["event_id"] != other["event_id"]


async def test_what_is_late_is_overtaken(bot: Any, sit: Any, playground: Playground) -> None:
    amara = await sit("amara")
    await order(playground, mishap={"kind": "late", "what": "event.message", "seconds": 3600})
    for text in ("first", "second"):
        await amara.act("message", channel=TALK, text=text)
    assert (await spoken(bot))["event"]["text"] == "second"
    playground.platform.clock.advance(3600)
    assert (await spoken(bot))["event"]["text"] == "first"


async def test_a_shuffled_window_brings_everything_in_another_order(
    bot: Any, sit: Any, playground: Playground
) -> None:
    amara = await sit("amara")
    shuffle = {"kind": "shuffle", "what": "event.message", "seconds": 3600, "times": 0}
    await order(playground, mishap=shuffle)
    sent = [str(number) for number in range(10)]
    for text in sent:
        await amara.act("message", channel=TALK, text=text)
    heard = [await woken(bot, playground) for _ in sent]
    assert sorted(heard) == sent
    assert heard != sent


async def woken(bot: Any, playground: Playground) -> str:
    """What the next message says, once its time has come."""
    await asleep(playground, 0)
    clock = playground.platform.clock
    clock.advance((clock.next_alarm() or 0.0) - clock.now())
    return str((await spoken(bot))["event"]["text"])


async def test_a_dropped_event_is_tried_again(bot: Any, sit: Any, playground: Playground) -> None:
    amara = await sit("amara")
    await order(playground, mishap={"kind": "drop", "what": "event.message", "times": 2})
    await amara.act("message", channel=TALK, text="hello")
    assert (await spoken(bot))["event"]["text"] == "hello"
    await until_quiet(playground)
    tries = [e for e in playground.platform.inspector.entries if e.title.startswith("message")]
    assert [entry.status for entry in tries] == ["operation_timeout", "operation_timeout", "ok"]


async def test_a_dropped_command_costs_the_person_an_error(
    bot: Any, sit: Any, playground: Playground
) -> None:
    amara = await sit("amara")
    await order(playground, mishap={"kind": "drop", "what": "command./roe"})
    told = await amara.act("command", channel=TALK, command="/roe", text="")
    assert told["error"] == '/roe failed with the error "operation_timeout"'
    assert (await counted(playground))["unacknowledged"] == 1
    assert (await amara.act("command", channel=TALK, command="/roe", text=""))["ok"] is True


async def test_a_click_comes_twice_and_is_acknowledged_once(
    bot: Any, sit: Any, playground: Playground
) -> None:
    amara = await sit("amara")
    posted = await bot.client.chat_postMessage(channel=TALK, text="Yours?", blocks=[bot.buttons])
    what = "interactive.block_actions"
    await order(playground, mishap={"kind": "repeat", "what": what, "seconds": 0.01})
    assert (await amara.press(TALK, posted["ts"], "accept"))["ok"] is True
    presses = [await pressed(bot) for _ in range(2)]
    assert presses[0]["trigger_id"] == presses[1]["trigger_id"]


async def pressed(bot: Any) -> Json:
    while True:
        body: Json = await bot.got()
        if body["type"] == "block_actions":
            return body


async def test_an_app_without_a_subscription_hears_nothing(
    bot: Any, sit: Any, playground: Playground
) -> None:
    amara = await sit("amara")
    await order(playground, subscription={"enabled": False})
    await amara.act("message", channel=TALK, text="unheard")
    await order(playground, subscription={"enabled": True})
    await amara.act("message", channel=TALK, text="heard")
    assert (await spoken(bot))["event"]["text"] == "heard"


def test_an_app_that_fails_nearly_always_loses_its_subscription() -> None:
    failures = Failures(minded=True, fewest=100)
    assert not any(failures.note(APP, number > 4, float(number)) for number in range(100))
    assert failures.note(APP, True, 100.0)
    assert failures.disabled == {APP}


def test_failures_of_another_hour_are_forgotten() -> None:
    failures = Failures(minded=True, fewest=10)
    for number in range(9):
        failures.note(APP, True, float(number))
    assert not failures.note(APP, True, 4000.0)


def test_nobody_loses_a_subscription_unless_it_is_asked_for() -> None:
    failures = Failures(fewest=1)
    assert not any(failures.note(APP, True, float(number)) for number in range(5))


@pytest.fixture
async def limited(config: Config) -> AsyncIterator[Playground]:
    limits = Limits(enforced=True, events_per_hour=2)
    async with Playground(replace(config, limits=limits)) as playground:
        yield playground


async def test_above_its_hourly_events_an_app_is_told_so(limited: Playground) -> None:
    world = limited.platform.world
    app = limited.platform.all_installed()[0]
    for _ in range(5):
        deliver(limited.platform, app, {"type": "app_mention"}, None)
    await until_quiet(limited)
    titles = [entry.title for entry in limited.platform.inspector.entries]
    assert titles.count("app_rate_limited") == 1
    assert world.undelivered == {}


async def until_quiet(playground: Playground) -> None:
    await asyncio.wait_for(asyncio.gather(*playground.platform.tasks), 20)


async def test_delayed_events_come_hours_later(config: Config) -> None:
    patient = replace(
        config,
        timing=Timing(acknowledge=1.0, event_retries=(0.01, 0.01, 0.01)),
        misbehaviour=Misbehaviour(delayed_events=True),
    )
    async with Playground(patient) as playground:
        app = playground.platform.all_installed()[0]
        deliver(playground.platform, app, {"type": "app_mention"}, None)
        for _ in range(24):
            await asleep(playground, 600)
            playground.platform.clock.advance(3600)
        await until_quiet(playground)
        assert len(playground.platform.inspector.entries) == 4 + 24
        assert playground.platform.counters.unacknowledged == 1


async def asleep(playground: Playground, seconds: float) -> None:
    """Until somebody waits for something that is at least so far away."""
    clock = playground.platform.clock
    while (alarm := clock.next_alarm()) is None or alarm < clock.now() + seconds:
        await asyncio.sleep(0)


async def test_what_was_not_delivered_is_delivered_after_a_restart(
    config: Config, tmp_path: Path
) -> None:
    state = tmp_path / "state.json"
    waiting = replace(config, timing=Timing(event_retries=(60.0,)))
    async with Playground(waiting, state_path=state) as playground:
        app = playground.platform.all_installed()[0]
        event_id = deliver(playground.platform, app, {"type": "app_mention"}, None)
        await asleep(playground, 30)
    async with Playground(waiting, state_path=state) as playground:
        kept = playground.platform.world.undelivered[event_id]
        assert (kept.attempt, kept.reason) == (1, "connection_failed")
        await asleep(playground, 30)
        playground.platform.clock.advance(60)
        await until_quiet_but_saving(playground)
        assert playground.platform.counters.unacknowledged == 1
        assert playground.platform.world.undelivered == {}


async def until_quiet_but_saving(playground: Playground) -> None:
    while playground.platform.world.undelivered:
        await asyncio.sleep(0)
