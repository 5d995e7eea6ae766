"""A channel's life, as an app leads it."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.server import Playground


def test_a_channel_is_made_named_and_described(ask: Any, granted: Playground) -> None:
    made = ask("conversations.create", name="big-deals")["channel"]
    assert (made["name"], made["is_member"], made["creator"]) == (
        "big-deals", True, granted.install.bot_user,
    )  # fmt: skip
    named = {"channel": made["id"]}
    renamed = ask("conversations.rename", name="large-deals", **named)["channel"]
    assert (renamed["name"], renamed["previous_names"]) == ("large-deals", ["big-deals"])
    topic = ask("conversations.setTopic", topic="Over 400k", **named)["channel"]["topic"]
    purpose = ask("conversations.setPurpose", purpose="To win", **named)["channel"]["purpose"]
    assert (topic["value"], topic["creator"]) == ("Over 400k", granted.install.bot_user)
    assert purpose["value"] == "To win"
    assert purpose["last_set"] > 0


def test_what_was_done_is_written_in_the_channel(ask: Any) -> None:
    made = ask("conversations.create", name="big-deals")["channel"]["id"]
    ask("conversations.setTopic", channel=made, topic="Over 400k")
    ask("conversations.invite", channel=made, users="U0AMARA01")
    ask("conversations.kick", channel=made, user="U0AMARA01")
    told = ask("conversations.history", channel=made)["messages"]
    assert [message["subtype"] for message in told] == [
        "channel_leave", "channel_join", "channel_topic", "channel_join",
    ]  # fmt: skip


def test_people_are_invited_and_taken_out(ask: Any, granted: Playground) -> None:
    made = ask("conversations.create", name="inner", is_private=True)["channel"]
    assert made["is_private"] is True
    named = {"channel": made["id"]}
    ask("conversations.invite", users="U0AMARA01,U0EMI0001", **named)
    bot = granted.install.bot_user
    assert ask("conversations.members", **named)["members"] == [bot, "U0AMARA01", "U0EMI0001"]
    assert ask("conversations.kick", user="U0AMARA01", **named)["ok"] is True
    assert ask("conversations.leave", **named) == {"ok": True}
    assert ask("conversations.info", **named)["error"] == "channel_not_found"


def test_an_archived_channel_is_silent_until_it_is_opened_again(ask: Any) -> None:
    made = ask("conversations.create", name="q4-kickoff")["channel"]["id"]
    ts = ask("chat.postMessage", channel=made, text="Welcome")["ts"]
    assert ask("conversations.archive", channel=made) == {"ok": True}
    assert ask("conversations.archive", channel=made)["error"] == "already_archived"
    assert ask("chat.postMessage", channel=made, text="x")["error"] == "is_archived"
    assert ask("chat.update", channel=made, ts=ts, text="x")["error"] == "is_inactive"
    assert ask("conversations.rename", channel=made, name="a")["error"] == "is_archived"
    assert made not in [c["id"] for c in ask("conversations.list", exclude_archived=1)["channels"]]
    assert ask("conversations.unarchive", channel=made) == {"ok": True}
    assert ask("chat.postMessage", channel=made, text="x")["ok"] is True


def test_a_channel_one_is_in_is_joined_with_a_warning(ask: Any) -> None:
    first = ask("conversations.join", channel="C0RANDOM01")
    again = ask("conversations.join", channel="C0RANDOM01")
    assert "warning" not in first
    assert again["warning"] == "already_in_channel"
    assert again["response_metadata"]["warnings"] == ["already_in_channel"]


def test_what_was_read_is_remembered(ask: Any, channel: str, ts: str) -> None:
    assert ask("conversations.mark", channel=channel, ts=ts) == {"ok": True}
    assert ask("conversations.info", channel=channel)["channel"]["last_read"] == ts


def test_each_kind_of_conversation_needs_its_own_scope(threaded: Playground) -> None:
    client = WebClient(threaded.bot_token, base_url=threaded.api_url)
    assert client.conversations_list(types="public_channel,im")["ok"] is True
    with pytest.raises(SlackApiError) as caught:
        client.conversations_list(types="public_channel,mpim")
    told = caught.value.response
    assert (told["error"], told["needed"]) == ("missing_scope", "mpim:read")
    assert "channels:read" in told["provided"].split(",")
