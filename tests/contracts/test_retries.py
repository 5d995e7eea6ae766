"""Slack's contract, section 1.2: an event that Bolt does not know comes again, three times."""

from typing import Any

import pytest
from aiohttp import ClientSession

from playground.server import Playground
from tests.endtoend.people import Order, Sit

UNHEARD = "member_joined_channel"
PATIENCE_SECONDS = 20


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
