"""What Web API calls suffer to order, as Slack's own clients meet it."""

import asyncio
from collections.abc import Awaitable, Callable
from email.utils import parsedate_to_datetime
from http.client import IncompleteRead
from typing import Any

import aiohttp
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.configs import Config
from playground.faults import Fault, Misbehaviour
from playground.server import Playground
from tests.playground.ordering import counted, order

POST = "chat.postMessage"
CHANNEL = "C0COMMERC1"


@pytest.fixture
def bot(playground: Playground) -> AsyncWebClient:
    return AsyncWebClient(
        playground.bot_token, base_url=playground.api_url, retry_handlers=[], timeout=5
    )


async def stored(bot: AsyncWebClient) -> list[str]:
    told = await bot.conversations_history(channel=CHANNEL)
    return [message["text"] for message in told["messages"]]


async def say(bot: AsyncWebClient, text: str = "x") -> Any:
    return await bot.chat_postMessage(channel=CHANNEL, text=text)


async def test_a_rate_limit_says_when_to_come_back_and_stores_nothing(
    bot: AsyncWebClient, playground: Playground
) -> None:
    await order(playground, fault={"method": POST, "kind": "rate_limited", "retry_after": "7"})
    with pytest.raises(SlackApiError, match="ratelimited") as caught:
        await say(bot)
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "7"
    await say(bot, "y")
    assert await stored(bot) == ["y"]


async def test_calling_before_the_time_given_is_a_violation(
    bot: AsyncWebClient, playground: Playground
) -> None:
    fault = {"method": POST, "kind": "rate_limited", "retry_after": "7"}
    await order(playground, fault=fault)
    with pytest.raises(SlackApiError):
        await say(bot)
    await order(playground, advance=6)
    await bot.auth_test()
    await say(bot)
    assert (await counted(playground))["violated"] == {"too_early": 1}
    await order(playground, advance=2)
    await say(bot)
    assert (await counted(playground))["violations"] == 1


@pytest.mark.parametrize("sent", ["0", "999999", "1.5", "soon"])
async def test_retry_after_may_be_any_text(
    bot: AsyncWebClient, playground: Playground, sent: str
) -> None:
    await order(playground, fault={"method": POST, "kind": "rate_limited", "retry_after": sent})
    with pytest.raises(SlackApiError) as caught:
        await say(bot)
    assert caught.value.response.headers["Retry-After"] == sent


async def test_retry_after_may_be_missing_or_a_date(
    bot: AsyncWebClient, playground: Playground
) -> None:
    for sent in ("missing", "date+30"):
        await order(playground, fault={"method": POST, "kind": "rate_limited", "retry_after": sent})
    with pytest.raises(SlackApiError) as caught:
        await say(bot)
    assert "Retry-After" not in caught.value.response.headers
    with pytest.raises(SlackApiError) as caught:
        await say(bot)
    when = parsedate_to_datetime(caught.value.response.headers["Retry-After"])
    assert 25 <= when.timestamp() - playground.platform.clock.now() <= 30


@pytest.mark.parametrize("kind", ["fatal_error", "internal_error"])
@pytest.mark.parametrize("kept", [True, False])
async def test_an_error_may_or_may_not_have_stored_the_message(
    bot: AsyncWebClient, playground: Playground, kind: str, kept: bool
) -> None:
    await order(playground, fault={"method": POST, "kind": kind, "stored": kept})
    with pytest.raises(SlackApiError, match=kind):
        await say(bot)
    assert await stored(bot) == (["x"] if kept else [])


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("server_error", 500, "Server Error"),
        ("empty_error", 500, ""),
        ("service_unavailable", 503, "service_unavailable"),
    ],
)
async def test_a_server_error_has_its_status_and_body(
    playground: Playground, kind: str, status: int, words: str
) -> None:
    await order(playground, fault={"method": "auth.*", "kind": kind})
    url = f"{playground.api_url}auth.test"
    async with aiohttp.ClientSession() as session, session.post(url) as answer:
        said = await answer.text()
    assert (answer.status, words in said, bool(said)) == (status, True, bool(words))


@pytest.mark.parametrize("kind", ["lost_reply", "reset"])
@pytest.mark.parametrize("kept", [True, False])
async def test_a_connection_that_ends_without_a_word_may_have_stored_the_message(
    bot: AsyncWebClient, playground: Playground, kind: str, kept: bool
) -> None:
    await order(playground, fault={"method": POST, "kind": kind, "stored": kept})
    with pytest.raises((aiohttp.ClientOSError, aiohttp.ServerDisconnectedError)):
        await say(bot)
    assert await stored(bot) == (["x"] if kept else [])


def test_a_reset_is_felt_as_one_by_a_client_without_a_pool(threaded: Playground) -> None:
    bot = WebClient(threaded.bot_token, base_url=threaded.api_url, retry_handlers=[])
    threaded.platform.faults.order(Fault(POST, "reset"))
    with pytest.raises(ConnectionResetError):
        bot.chat_postMessage(channel=CHANNEL, text="x")


def test_the_clients_own_retry_posts_twice_when_the_reply_is_lost(threaded: Playground) -> None:
    bot = WebClient(threaded.bot_token, base_url=threaded.api_url)
    threaded.platform.faults.order(Fault(POST, "lost_reply"))
    bot.chat_postMessage(channel=CHANNEL, text="x")
    assert len(threaded.platform.world.in_channel(CHANNEL)) == 2


def test_a_truncated_reply_is_shorter_than_promised(threaded: Playground) -> None:
    bot = WebClient(threaded.bot_token, base_url=threaded.api_url, retry_handlers=[])
    threaded.platform.faults.order(Fault(POST, "truncated"))
    with pytest.raises(IncompleteRead):
        bot.chat_postMessage(channel=CHANNEL, text="x")
    assert len(threaded.platform.world.in_channel(CHANNEL)) == 1


async def test_a_dripping_reply_is_whole_in_the_end(
    bot: AsyncWebClient, playground: Playground
) -> None:
    loop = asyncio.get_running_loop()
    await order(playground, fault={"method": POST, "kind": "drip", "delay": 0.2})
    start = loop.time()
    assert (await say(bot))["message"]["text"] == "x"
    assert loop.time() - start >= 0.15


async def test_who_stops_listening_to_a_drip_leaves_no_trace(
    bot: AsyncWebClient, playground: Playground, caplog: pytest.LogCaptureFixture
) -> None:
    await order(playground, fault={"method": POST, "kind": "drip", "delay": 0.4})
    bot.timeout = 0.05  # type: ignore[assignment]  # aiohttp takes parts of a second
    with pytest.raises(TimeoutError):
        await say(bot)
    bot.timeout = 5
    await order(playground, fault={"method": "auth.test", "kind": "drip", "delay": 0.5})
    await bot.auth_test()
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []


async def test_a_reply_of_the_wrong_type_is_the_right_one_underneath(
    bot: AsyncWebClient, playground: Playground
) -> None:
    await order(playground, fault={"method": POST, "kind": "wrong_type", "stored": False})
    with pytest.raises(SlackApiError) as caught:
        await say(bot)
    assert caught.value.response.headers["Content-Type"].startswith("text/html")
    assert await stored(bot) == ["x"]


async def test_a_slow_method_takes_the_playgrounds_time(
    bot: AsyncWebClient, playground: Playground
) -> None:
    await order(playground, fault={"method": "auth.*", "kind": "slow", "delay": 60})
    asking = asyncio.create_task(bot.auth_test())
    await said(playground, "auth.test")
    await bot.team_info()
    assert not asking.done()
    playground.platform.clock.advance(61)
    assert (await asyncio.wait_for(asking, 10))["ok"] is True


async def said(playground: Playground, method: str) -> None:
    while not playground.platform.counters.calls[method]:
        await asyncio.sleep(0)


async def test_an_outage_ends_by_itself(bot: AsyncWebClient, playground: Playground) -> None:
    down = {"method": "*", "kind": "service_unavailable", "lasting": 600}
    await order(playground, fault=down)
    for _ in range(3):
        with pytest.raises(SlackApiError, match="service_unavailable"):
            await say(bot)
    await order(playground, advance=601)
    await say(bot)
    assert await stored(bot) == ["x"]


async def test_chance_is_the_same_with_the_same_seed(config: Config) -> None:
    first, again, other = [await outcomes(config, seed) for seed in (7, 7, 8)]
    assert first == again != other
    assert 20 <= sum(first) <= 80


async def outcomes(config: Config, seed: int) -> list[bool]:
    wrong = Misbehaviour(seed, (Fault("auth.test", "fatal_error", chance=0.5),))
    changed = Config(**{**vars(config), "misbehaviour": wrong})
    async with Playground(changed) as playground, aiohttp.ClientSession() as session:
        return [await fails(session, playground) for _ in range(100)]


async def fails(session: aiohttp.ClientSession, playground: Playground) -> bool:
    async with session.post(f"{playground.api_url}auth.test") as answer:
        return bool((await answer.json())["error"] == "fatal_error")


Calls = Callable[[], Awaitable[Any]]


async def test_an_order_for_many_methods_strikes_so_many_calls(
    bot: AsyncWebClient, playground: Playground
) -> None:
    await order(playground, fault={"method": "*.info", "kind": "internal_error", "times": 2})
    calls: list[Calls] = [bot.team_info, lambda: bot.users_info(user="U0AMARA01")]
    await bot.auth_test()
    for call in calls:
        with pytest.raises(SlackApiError, match="internal_error"):
            await call()
    assert (await bot.team_info())["ok"] is True
