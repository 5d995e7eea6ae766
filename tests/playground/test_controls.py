"""The grammar of orders, and the counters nobody else can touch."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.configs import Config
from playground.orders import GRAMMARS
from playground.server import Playground
from tests.playground.ordering import counted, order

REMINDER = {"event_type": "reminder", "event_payload": {"key": "r1"}}


@pytest.fixture
def bot(playground: Playground) -> AsyncWebClient:
    return AsyncWebClient(playground.bot_token, base_url=playground.api_url, retry_handlers=[])


@pytest.mark.parametrize("name", GRAMMARS)
async def test_every_order_is_obeyed_as_its_example_has_it(
    playground: Playground, name: str
) -> None:
    assert (await order(playground, **GRAMMARS[name].example))["ok"] is True


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({}, "Send one order, one of fault, mishap,"),
        ({"mood": "bad"}, "Send one order"),
        ({"calm": True, "reset": True}, "Send one order"),
        ({"fault": {"method": "chat.postMessage", "kind": "mood"}}, "fault.kind: Input should be"),
        ({"fault": {"method": "chat.*"}}, "fault.kind: Field required"),
        ({"fault": {"method": "x", "kind": "reset", "tims": 2}}, "fault.tims: Unexpected"),
        ({"fault": {"method": "x", "kind": "reset", "chance": 2}}, "chance is above 0"),
        ({"fault": {"method": "x", "kind": "slow", "delay": 3, "at_most": 1}}, "not less than it"),
        ({"fault": 5}, "fault: Input should be a dictionary"),
        ({"mishap": {"kind": "repeat", "copies": 0}}, "copies is between 1 and 100"),
        ({"mishap": {"kind": "late", "seconds": -1}}, "except in a skew"),
        ({"limits": {"factor": 0}}, "factor is above 0"),
        ({"socket": {"do": "dance"}}, "socket.do: Input should be"),
        ({"socket": {"do": "cut", "app": "A0NOBODY"}}, "There is no app A0NOBODY"),
        ({"expect": {"key": "r1"}}, "say the key, and the channel or the user"),
        ({"event": {}}, "an event has a type"),
        ({"event": {"type": "x"}, "times": 0}, "times is between 1 and 100"),
        ({"person": {"id": "U0NOBODY1"}}, "There is no person U0NOBODY1"),
        ({"person": {"id": "U0AMARA01", "updated": 5}}, "person.updated: Unexpected"),
        ({"person": {"id": "U0AMARA01", "kind": "king"}}, "person.kind: Input should be"),
        ({"advance": "far"}, "advance: Input should be a valid number"),
        ({"calm": False}, "calm: Input should be True"),
    ],
)
async def test_an_order_that_makes_no_sense_is_answered_with_a_sentence(
    playground: Playground, body: dict[str, Any], problem: str
) -> None:
    told = await order(playground, **body)
    assert told["ok"] is False
    assert problem in told["error"]


async def test_a_wrong_order_is_answered_with_a_right_one(playground: Playground) -> None:
    told = await order(playground, fault={"method": "chat.*", "kind": "mood"})
    assert told["error"].endswith('"kind": "rate_limited", "times": 2, "retry_after": "7"}}.')


async def test_what_stands_is_listed_until_all_is_calm(playground: Playground) -> None:
    await order(playground, fault={"method": "chat.*", "kind": "reset", "times": 0})
    await order(playground, mishap={"kind": "late", "what": "event.*", "seconds": 5})
    await order(playground, socket={"do": "link_disabled"})
    standing = (await counted(playground))["standing"]
    assert [fault["kind"] for fault in standing["faults"]] == ["reset"]
    assert [mishap["what"] for mishap in standing["mishaps"]] == ["event.*"]
    assert standing["sockets"]["A0HANDRAIL"]["disabled"] is True
    await order(playground, calm=True)
    standing = (await counted(playground))["standing"]
    assert (standing["faults"], standing["mishaps"]) == ([], [])
    assert standing["sockets"]["A0HANDRAIL"]["disabled"] is False


async def test_a_second_message_about_the_same_thing_is_a_duplicate(
    bot: AsyncWebClient, playground: Playground
) -> None:
    for _ in range(2):
        await bot.chat_postMessage(channel="C0COMMERC1", text="Due", metadata=REMINDER)
    await bot.chat_postMessage(channel="C0SALESROE", text="Due", metadata=REMINDER)
    told = await counted(playground)
    assert (told["duplicates"], told["calls"]["chat.postMessage"]) == (1, 3)
    await order(playground, reset=True)
    told = await counted(playground)
    assert (told["duplicates"], told["calls"]) == (0, {})


async def test_a_message_expected_elsewhere_is_misrouted(
    bot: AsyncWebClient, playground: Playground
) -> None:
    await order(playground, expect={"key": "r1", "user": "U0AMARA01"})
    await bot.chat_postMessage(channel="U0BENNO01", text="Due", metadata=REMINDER)
    told = await counted(playground)
    assert (told["misrouted"], told["awaited"], told["lost"]) == (1, 1, 0)
    await bot.chat_postMessage(channel="U0AMARA01", text="Due", metadata=REMINDER)
    told = await counted(playground)
    assert (told["misrouted"], told["awaited"]) == (1, 0)


async def test_a_message_to_one_person_in_a_channel_has_come_to_them_alone(
    bot: AsyncWebClient, playground: Playground
) -> None:
    await order(playground, expect={"key": "deal-7", "user": "U0AMARA01"})
    text = "About deal-7."
    await bot.chat_postEphemeral(channel="C0COMMERC1", user="U0AMARA01", text=text)
    assert (await counted(playground))["misrouted"] == 0
    await bot.chat_postEphemeral(channel="C0COMMERC1", user="U0BENNO01", text=text)
    await bot.chat_postMessage(channel="C0COMMERC1", text="About deal-77.")
    assert (await counted(playground))["misrouted"] == 1


async def test_what_does_not_come_is_lost_until_it_comes_late(
    bot: AsyncWebClient, playground: Playground
) -> None:
    await order(playground, expect={"key": "r1", "channel": "C0COMMERC1", "by": 30})
    assert (await counted(playground))["lost"] == 0
    await order(playground, advance=31)
    assert (await counted(playground))["lost"] == 1
    await bot.chat_postMessage(channel="C0COMMERC1", text="Due", metadata=REMINDER)
    told = await counted(playground)
    assert (told["lost"], told["late"]) == (0, 1)


async def test_a_person_is_deactivated_and_can_no_longer_be_reached(
    bot: AsyncWebClient, playground: Playground
) -> None:
    told = await order(playground, person={"id": "U0AMARA01", "kind": "deactivated"})
    assert told["ok"] is True
    assert (await bot.users_info(user="U0AMARA01"))["user"]["deleted"] is True
    with pytest.raises(SlackApiError, match="channel_not_found"):
        await bot.chat_postMessage(channel="U0AMARA01", text="x")


async def test_content_that_slack_refuses_is_a_violation(
    bot: AsyncWebClient, playground: Playground
) -> None:
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await bot.chat_postMessage(channel="C0COMMERC1", text="x", blocks=[{"type": "mood"}])
    assert (await counted(playground))["violated"] == {"invalid_payload": 1}


async def test_controls_are_off_unless_asked_for(config: Config) -> None:
    async with Playground(config) as playground:
        assert (await counted(playground))["error"] == "not_found"
