"""Slack's limits: what fits into a minute, what is refused, and for how long."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from playground.api import METHODS
from playground.configs import Config
from playground.interactions.responses import open_url
from playground.limits import Ledger, Limits, Wait, Who, tiers
from playground.server import Playground
from tests.playground.ordering import counted, order

CHANNEL = "C0COMMERC1"
APP = Who("T0ACME", "A1")


@pytest.fixture
def limits() -> Limits:
    """A minute lasts an hour here, so that no machine is too slow for it."""
    return Limits(enforced=True, factor=60)


@pytest.fixture
async def playground(config: Config, limits: Limits) -> AsyncIterator[Playground]:
    async with Playground(replace(config, limits=limits), control=True) as playground:
        yield playground


@pytest.fixture
def bot(playground: Playground) -> AsyncWebClient:
    return AsyncWebClient(playground.bot_token, base_url=playground.api_url, retry_handlers=[])


async def refused(call: Any) -> Any:
    with pytest.raises(SlackApiError, match="ratelimited") as caught:
        await call
    assert caught.value.response.status_code == 429
    return caught.value.response.headers.get("Retry-After")


def test_every_method_has_a_place_among_the_limits() -> None:
    assert sorted(set(METHODS) - set(tiers.TIERS) - set(tiers.SPECIAL)) == []


async def test_a_tier_two_method_fits_twenty_times_into_a_minute(
    bot: AsyncWebClient, playground: Playground
) -> None:
    for _ in range(20):
        await bot.users_list(limit=10)
    assert 3000 < int(await refused(bot.users_list(limit=10))) <= 3600
    await bot.users_info(user="U0AMARA01")
    playground.platform.clock.advance(3600)
    await bot.users_list(limit=10)
    assert (await counted(playground))["violated"] == {"over_limit": 1}


async def test_listing_everybody_at_once_is_rarer(bot: AsyncWebClient) -> None:
    for _ in range(5):
        await bot.users_list()
    await refused(bot.users_list())
    await bot.users_list(limit=10)


async def test_a_channel_takes_a_message_a_second_after_a_burst(
    bot: AsyncWebClient, playground: Playground
) -> None:
    for _ in range(4):
        await bot.chat_postMessage(channel=CHANNEL, text="x")
    assert 30 < int(await refused(bot.chat_postMessage(channel=CHANNEL, text="x"))) <= 60
    await bot.chat_postMessage(channel="C0SALESROE", text="x")
    playground.platform.clock.advance(60)
    await bot.chat_postMessage(channel=CHANNEL, text="x")
    await refused(bot.chat_postMessage(channel=CHANNEL, text="x"))


@pytest.mark.parametrize("limits", [Limits(enforced=True, factor=60, per_workspace=6)])
async def test_a_workspace_takes_so_many_messages_a_minute(
    bot: AsyncWebClient, playground: Playground
) -> None:
    for channel in (CHANNEL, "C0SALESROE"):
        for _ in range(3):
            await bot.chat_postMessage(channel=channel, text="x")
    assert int(await refused(bot.chat_postMessage(channel="U0AMARA01", text="x"))) > 3000


@pytest.mark.parametrize("limits", [Limits(enforced=True, factor=60, distributed=True)])
async def test_a_distributed_app_reads_fifteen_messages_once_a_minute(
    bot: AsyncWebClient, playground: Playground
) -> None:
    for number in range(20):
        await bot.chat_postMessage(channel=CHANNEL, text=str(number))
        playground.platform.clock.advance(60)
    told = await bot.conversations_history(channel=CHANNEL, limit=100)
    assert len(told["messages"]) == 15
    await refused(bot.conversations_history(channel=CHANNEL))


@pytest.mark.parametrize(
    ("limits", "sent"),
    [
        (Limits(enforced=True, factor=60, retry_after="missing"), None),
        (Limits(enforced=True, factor=60, retry_after="zero"), r"0"),
        (Limits(enforced=True, factor=60, retry_after="huge"), r"2592000"),
        (Limits(enforced=True, factor=60, retry_after="fractional"), r"\d+\.\d{3}"),
        (Limits(enforced=True, factor=60, retry_after="date"), r"\w{3}, .* GMT"),
    ],
)
async def test_retry_after_may_come_in_an_odd_form(bot: AsyncWebClient, sent: str | None) -> None:
    for _ in range(4):
        await bot.chat_postMessage(channel=CHANNEL, text="x")
    told = await refused(bot.chat_postMessage(channel=CHANNEL, text="x"))
    assert told is None if sent is None else re.fullmatch(sent, told)


@pytest.mark.parametrize("limits", [Limits(enforced=True, burst=1)])
async def test_the_sdks_own_patience_is_enough(playground: Playground) -> None:
    patient = [AsyncRateLimitErrorRetryHandler(max_retry_count=3)]
    bot = AsyncWebClient(
        playground.bot_token, base_url=playground.api_url, retry_handlers=list(patient)
    )
    for number in range(2):
        await bot.chat_postMessage(channel=CHANNEL, text=str(number))
    assert len(playground.platform.world.in_channel(CHANNEL)) == 2
    assert playground.platform.counters.violated["too_early"] == 0


async def test_a_response_url_is_held_to_the_pace_of_its_channel(
    playground: Playground, sit: Any
) -> None:
    amara = await sit("amara")
    url = await response_url(playground, amara.user)
    async with ClientSession() as session:
        codes = [(await session.post(url, json={"text": str(n)})).status for n in range(5)]
    assert codes == [200, 200, 200, 200, 429]


async def response_url(playground: Playground, user: str) -> str:
    app = playground.platform.all_installed()[0]
    url, _ = open_url(playground.platform, app, CHANNEL, user)
    return url


async def test_limits_are_switched_on_and_begun_afresh_while_it_runs(
    bot: AsyncWebClient, playground: Playground
) -> None:
    await order(playground, limits={"enforced": False})
    for _ in range(30):
        await bot.chat_postMessage(channel=CHANNEL, text="x")
    await order(playground, limits={"enforced": True, "burst": 1, "factor": 60})
    await bot.chat_postMessage(channel=CHANNEL, text="x")
    await refused(bot.chat_postMessage(channel=CHANNEL, text="x"))
    await order(playground, limits={"enforced": True, "burst": 1, "factor": 60})
    await bot.chat_postMessage(channel=CHANNEL, text="x")


async def test_the_thirty_first_message_for_five_minutes_is_refused(
    bot: AsyncWebClient, playground: Playground
) -> None:
    at = (playground.platform.clock.seconds() // 300 + 2) * 300
    for number in range(30):
        await bot.chat_scheduleMessage(channel=CHANNEL, text="x", post_at=at + number)
    with pytest.raises(SlackApiError, match="restricted_too_many"):
        await bot.chat_scheduleMessage(channel=CHANNEL, text="x", post_at=at + 30)
    await bot.chat_scheduleMessage(channel=CHANNEL, text="x", post_at=at + 300)


def test_thirty_messages_are_scheduled_for_the_same_five_minutes() -> None:
    ledger = Ledger(Limits(enforced=True))
    taken = [ledger.schedules(APP, CHANNEL, 3000 + number) for number in range(31)]
    assert taken == [True] * 30 + [False]
    assert ledger.schedules(APP, CHANNEL, 3300)
    assert ledger.schedules(APP, "C0SALESROE", 3000)


def test_an_hour_holds_so_many_events_and_each_minute_one_notice() -> None:
    ledger = Ledger(Limits(enforced=True, events_per_hour=3))
    assert [ledger.event(APP, now) for now in (0.0, 1.0, 2.0, 3.0)] == [True] * 3 + [False]
    assert ledger.event(APP, 3600.0)
    assert [ledger.is_news(APP, minute) for minute in (0, 0, 60)] == [True, False, True]


def test_one_workspaces_calls_cost_another_nothing() -> None:
    ledger = Ledger(Limits(enforced=True))
    for _ in range(20):
        assert ledger.call(APP, "users.list", {"limit": 1}, 0.0) is None
    assert ledger.call(APP, "users.list", {"limit": 1}, 0.0) == Wait(60.0, "users.list")
    assert ledger.call(Who("T0OTHER", "A1"), "users.list", {"limit": 1}, 0.0) is None


def test_half_a_second_too_early_is_too_early() -> None:
    ledger = Ledger(Limits(enforced=True, burst=1))
    said = {"channel": CHANNEL}
    assert ledger.call(APP, "chat.postMessage", said, 0.0) is None
    assert ledger.call(APP, "chat.postMessage", said, 0.5) == Wait(
        0.5, f"chat.postMessage {CHANNEL}"
    )
    assert ledger.call(APP, "chat.postMessage", said, 1.0) is None


def test_only_a_call_that_was_under_way_may_come_before_its_time() -> None:
    ledger = Ledger()
    ledger.bar(APP, "auth.test", now=0.0, seconds=10.0)
    instants = (0.1, 0.5, 9.9, 10.0)
    early = [ledger.is_early(APP, "auth.test", {}, now) for now in instants]
    assert early == [False, True, True, False]


async def test_who_was_told_to_wait_in_a_channel_may_post_in_another(
    bot: AsyncWebClient, playground: Playground
) -> None:
    await order(playground, limits={"enforced": True, "burst": 1, "factor": 60})
    await bot.chat_postMessage(channel=CHANNEL, text="x")
    assert await refused(bot.chat_postMessage(channel=CHANNEL, text="x")) in ("59", "60")
    playground.platform.clock.advance(30)
    await bot.chat_postMessage(channel="C0SALESROE", text="x")
    assert (await counted(playground))["violated"] == {"over_limit": 1}
    await refused(bot.chat_postMessage(channel=CHANNEL, text="x"))
    assert (await counted(playground))["violated"] == {"over_limit": 2, "too_early": 1}


async def test_without_limits_nothing_is_counted(config: Config) -> None:
    async with Playground(config) as playground:
        bot = AsyncWebClient(playground.bot_token, base_url=playground.api_url)
        await bot.chat_postMessage(channel=CHANNEL, text="x")
        assert playground.platform.ledger.meters == {}
