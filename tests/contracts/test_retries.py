"""Slack's contract, section 1.2: an event that Bolt does not know comes again, three times."""

from asyncio import Queue, wait_for
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any, TypeAlias

import pytest
from aiohttp import ClientSession, web

from playground.configs import Timing
from playground.seeds import BOT_USER
from playground.server import Playground, running
from tests.contracts.conftest import company, free_port
from tests.endtoend.people import Order, Sit

UNHEARD = "member_joined_channel"
PATIENCE_SECONDS = 20
A_MINUTE = 60.0
Heard: TypeAlias = "Queue[str]"


async def attempts(slack: Playground, session: ClientSession, joining: Any) -> list[str]:
    """The status of each delivery of the event that nobody listens to, the last one included."""
    found: list[str] = []
    async with session.ws_connect(f"{slack.url}/_page/inspector/live") as wire:
        assert (await joining)["ok"]
        while len(found) < 4:
            entry = await wire.receive_json(timeout=PATIENCE_SECONDS)
            if entry["kind"] == "event" and entry["title"].startswith(UNHEARD):
                found.append(entry["status"])
    return found


@pytest.mark.parametrize("played", ["python-http"], indirect=True, scope="session")
async def test_bolts_404_for_an_unmatched_event_is_a_failure(
    played: Playground, sit: Sit, order: Order
) -> None:
    imran = await sit("imran")
    place = played.channels["sales-roe"]
    await imran.act("leave", channel=place)
    before = (await order())["unacknowledged"]
    found = await attempts(played, imran.session, imran.act("join", channel=place))
    assert found == ["http_service_error"] * 4
    assert (await order())["unacknowledged"] == before + 1


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def bare(port: int) -> Iterator[Playground]:
    """Whose retries come a minute apart, by a clock that only the test moves that far."""
    patient = replace(company(port), timing=Timing(event_retries=(A_MINUTE,) * 3))
    with running(patient) as slack:
        yield slack


@pytest.fixture
async def unwilling(bare: Playground, port: int) -> AsyncIterator[Heard]:
    """An app that takes no event and wants none again."""
    heard: Heard = Queue()

    async def refuse(request: web.Request) -> web.Response:
        heard.put_nowait((await request.json())["event"]["text"].split()[-1])
        return web.Response(status=500, headers={"X-Slack-No-Retry": "1"})

    application = web.Application()
    application.router.add_post("/slack/events", refuse)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield heard
    await runner.cleanup()


async def test_no_retry_is_no_retry(unwilling: Heard, sit: Sit, order: Order) -> None:
    """Section 1.2: "`x-slack-no-retry: 1` ... stops further tries of that event"."""
    amara = await sit("amara")
    heard = []
    for word in ("first", "second", "third"):
        await amara.say(f"<@{BOT_USER}> {word}")
        heard.append(await wait_for(unwilling.get(), PATIENCE_SECONDS))
        await order(advance=A_MINUTE + 1)
    assert heard == ["first", "second", "third"]
    assert (await order())["unacknowledged"] == 0
