"""Channels that people make, name, archive, leave and share; what is written and told of it."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from playground.server import Playground

SALES, RANDOM, BOT = "C0SALESROE", "C0RANDOM01", "U0HANDRAIL"


async def make(browser: Any, name: str = "deal-desk", private: bool = False) -> str:
    told = await browser.act("create_channel", name=name, private=private)
    assert told["ok"], told
    return str(told["channel"])


async def test_a_new_public_channel_is_announced_to_every_app(ear: Any, sit: Any) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    channel = await make(amara)
    event = (await ear.event("channel_created"))["channel"]
    assert (event["id"], event["name"], event["creator"]) == (channel, "deal-desk", amara.user)
    seen = (await benno.hear("channel"))["conversation"]
    assert (seen["id"], seen["member"]) == (channel, False)


async def test_a_new_private_channel_is_nobody_elses_business(ear: Any, sit: Any) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    channel = await make(amara, private=True)
    await amara.act("message", channel=channel, text="hush")
    await amara.act("message", channel=SALES, text="the end")
    await benno.hear("message")
    assert channel not in str(benno.heard)
    assert channel not in str(await benno.get("/_page/state"))
    assert (await ear.event("message"))["text"] == "the end"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "Give the channel a name"),
        ("Deal Desk", "small letters"),
        ("random", "already"),
        ("a" * 81, "80"),
        ("--", "letter or a number"),
        ("deal.desk", "small letters"),
    ],
)
async def test_a_name_slack_would_refuse_is_refused_with_the_reason(
    sit: Any, name: str, why: str
) -> None:
    told = await (await sit("amara")).act("create_channel", name=name, private=False)
    assert why in told["error"]


@pytest.mark.parametrize("name", ["jonas", "kavya"])
async def test_guests_and_outsiders_make_and_change_no_channels(sit: Any, name: str) -> None:
    guest = await sit(name)
    channel = {"jonas": SALES, "kavya": "C0COMMERC1"}[name]
    for do in ("create_channel", "rename", "archive", "invite", "topic"):
        told = await guest.act(do, channel=channel, name="x", user=guest.user, text="x")
        assert "Guests cannot" in told["error"]


async def test_an_invitation_says_who_came_and_by_whom(ear: Any, sit: Any) -> None:
    amara, emi = await sit("amara"), await sit("emi")
    channel = await make(amara)
    await amara.act("invite", channel=channel, user=BOT)
    joined = await ear.event("member_joined_channel")
    assert (joined["user"], joined["inviter"]) == (BOT, amara.user)
    await amara.act("invite", channel=channel, user=emi.user)
    said = await ear.event("message.channel_join")
    while said["user"] != emi.user:
        said = await ear.event("message.channel_join")
    assert said["text"] == f"<@{emi.user}> has joined the channel"
    assert said["inviter"] == amara.user
    again = await amara.act("invite", channel=channel, user=emi.user)
    assert again["error"] == "Emi Tanaka is already in #deal-desk."


async def test_a_rename_and_a_topic_are_written_into_the_channel(ear: Any, sit: Any) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    await amara.act("rename", channel=SALES, name="roe")
    assert (await ear.event("channel_rename"))["channel"]["name"] == "roe"
    said = await ear.event("message.channel_name")
    assert (said["old_name"], said["name"]) == ("sales-roe", "roe")
    await amara.act("topic", channel=SALES, text="Ask here")
    assert (await ear.event("message.channel_topic"))["topic"] == "Ask here"
    state = await benno.get("/_page/state")
    (shown,) = [place for place in state["channels"] if place["id"] == SALES]
    assert (shown["name"], shown["topic"], shown["unread"]) == ("roe", "Ask here", 0)


async def test_an_archived_channel_takes_nothing_until_it_is_back(ear: Any, sit: Any) -> None:
    amara = await sit("amara")
    await amara.act("archive", channel=SALES)
    assert (await ear.event("channel_archive"))["user"] == amara.user
    told = await amara.act("message", channel=SALES, text="hello?")
    assert "archived" in told["error"]
    with pytest.raises(SlackApiError, match="is_archived"):
        await ear.client.chat_postMessage(channel=SALES, text="hello?")
    await amara.act("unarchive", channel=SALES)
    assert (await ear.event("channel_unarchive"))["channel"] == SALES
    assert (await amara.act("message", channel=SALES, text="hello"))["ok"]


async def test_a_private_channel_that_is_left_is_gone_from_the_page(ear: Any, sit: Any) -> None:
    fatima, graham = await sit("fatima"), await sit("graham")
    await fatima.act("invite", channel="C0ASMONLY1", user=BOT)
    assert (await fatima.act("leave", channel="C0ASMONLY1"))["ok"]
    assert (await fatima.hear("channel_gone"))["channel"] == "C0ASMONLY1"
    left = await ear.event("member_left_channel")
    assert (left["user"], left["channel_type"]) == (fatima.user, "G")
    assert (await graham.hear("message"))["message"]["subtype"] == "channel_join"
    state = await fatima.get("/_page/state")
    assert "C0ASMONLY1" not in {place["id"] for place in state["channels"]}
    stale = await fatima.get("/_page/messages", channel="C0ASMONLY1")
    assert stale["ok"] is False


async def test_a_bot_that_leaves_hears_of_that_and_of_nothing_after_it(ear: Any, sit: Any) -> None:
    amara = await sit("amara")
    await ear.client.conversations_leave(channel=SALES)
    assert (await amara.hear("message"))["message"]["subtype"] == "channel_leave"
    await amara.act("message", channel=SALES, text="they left")
    await amara.act("message", channel="C0COMMERC1", text="the end")
    assert (await ear.event("channel_left"))["channel"] == SALES
    assert (await ear.event("message"))["text"] == "the end"
    told = await amara.act("message", channel=SALES, text=f"<@{BOT}> back?")
    assert told["ok"]
    assert ear.rest() == []


async def test_general_stays(sit: Any) -> None:
    amara = await sit("amara")
    for do in ("leave", "archive"):
        assert "#general" in (await amara.act(do, channel="C0GENERAL1"))["error"]


async def test_a_private_channel_that_is_shared_gets_another_id(
    ear: Any, sit: Any, playground: Playground
) -> None:
    fatima, kavya = await sit("fatima"), await sit("kavya")
    await fatima.act("invite", channel="C0ASMONLY1", user=BOT)
    said = (await fatima.act("message", channel="C0ASMONLY1", text="before"))["message"]["ts"]
    await fatima.act("message", channel="C0ASMONLY1", text="reply", thread=said)
    order = {"channel": {"id": "C0ASMONLY1", "share_with": "T0NORTH001"}}
    async with fatima.session.post(f"{playground.url}/_control", json=order) as answer:
        new = (await answer.json())["id"]
    event = await ear.event("channel_id_changed")
    assert (event["old_channel_id"], event["new_channel_id"]) == ("C0ASMONLY1", new)
    with pytest.raises(SlackApiError, match="channel_not_found"):
        await ear.client.chat_postMessage(channel="C0ASMONLY1", text="lost?")
    thread = await kavya.get("/_page/messages", channel=new, thread=said)
    assert [m["text"] for m in thread["messages"]] == ["before", "reply"]
    assert (await fatima.hear("channel_gone"))["channel"] == "C0ASMONLY1"
    state = await kavya.get("/_page/state")
    (seen,) = [shown for shown in state["channels"] if shown["id"] == new]
    assert seen["shared"] is True


async def test_a_group_message_is_of_exactly_these_people(ear: Any, sit: Any) -> None:
    amara, benno, emi = await sit("amara"), await sit("benno"), await sit("emi")
    first = await amara.act("open_im", users=[benno.user, emi.user])
    second = await benno.act("open_im", users=[emi.user, amara.user])
    assert first["channel"] == second["channel"]
    assert (await emi.hear("channel"))["conversation"]["kind"] == "mpim"
    await amara.act("message", channel=first["channel"], text="we three")
    assert (await emi.hear("unread"))["mentions"] == 1
    assert ear.rest() == []


@pytest.mark.parametrize(
    ("name", "users"),
    [
        ("amara", []),
        ("amara", ["U0BENNO01", BOT]),
        ("amara", ["U0NOBODY0"]),
        ("amara", ["U0LUCIA01"]),
        ("kavya", ["U0JONAS01"]),
        ("amara", "U0BENNO01"),
        ("amara", [None]),
    ],
)
async def test_who_cannot_be_written_to_is_said(sit: Any, name: str, users: Any) -> None:
    told = await (await sit(name)).act("open_im", users=users)
    assert told["ok"] is False
    assert told["error"].endswith(".")
