"""Slack's contract, section 1.3: Socket Mode, met by both clients that need nothing installed."""

from collections.abc import AsyncIterator

import pytest

from playground.seeds import BOT_USER
from playground.server import Playground
from tests.contracts.hearing import Client, Ear, aiohttp_client, builtin_client
from tests.endtoend.people import Sit

BOTH = pytest.mark.parametrize("client", [aiohttp_client, builtin_client], ids=["loop", "threads"])
"""The one with threads takes three seconds to close, and plays the whole app elsewhere."""


@pytest.fixture
def client() -> Client:
    return aiohttp_client


@pytest.fixture
async def ear(client: Client, bare: Playground) -> AsyncIterator[Ear]:
    ear = Ear()
    async with client(bare.api_url, bare.app_token, ear):
        yield ear


async def test_an_envelope_that_is_acknowledged_comes_once(ear: Ear, sit: Sit) -> None:
    amara = await sit("amara")
    for word in ("first", "second"):
        await amara.say(f"<@{BOT_USER}> {word}")
    came = [await ear.next(), await ear.next()]
    texts = sorted(each.payload["event"]["text"].split()[1] for each in came)
    assert texts == ["first", "second"]
    assert [each.retry_attempt for each in came] == [0, 0]


@BOTH
async def test_an_acknowledgement_counts_only_for_its_own_envelope(ear: Ear, sit: Sit) -> None:
    """Every envelope must be acknowledged by its id "so that Slack knows whether to retry"."""
    amara = await sit("amara")
    ear.astray = 1
    await amara.say(f"<@{BOT_USER}> again")
    first, second = await ear.next(), await ear.next()
    assert first.payload["event_id"] == second.payload["event_id"]
    assert (second.retry_attempt, second.retry_reason) == (1, "timeout")


async def test_what_was_not_subscribed_to_or_may_not_be_read_stays_away(
    ear: Ear, sit: Sit, bare: Playground
) -> None:
    """The manifest asks for no message.channels, and for pins without the scope to read them."""
    amara = await sit("amara")
    said = await amara.say("unheard")
    assert (await amara.act("pin", channel=amara.place, ts=said["ts"]))["ok"]
    await amara.act("react", channel=amara.place, ts=said["ts"], name="eyes")
    await amara.say(f"<@{BOT_USER}> heard")
    kinds = {(await ear.next()).payload["event"]["type"] for _ in range(2)}
    assert kinds == {"reaction_added", "app_mention"}
    assert ear.came.empty()
