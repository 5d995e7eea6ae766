"""Messages that wait, by the playground's clock."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient

from playground.configs import Config
from playground.server import Playground, running

Json: TypeAlias = dict[str, Any]
Advance: TypeAlias = Callable[[float], None]
METADATA = json.dumps({"event_type": "reminder", "event_payload": {"id": "7"}})


def move(playground: Playground, seconds: float) -> None:
    body = json.dumps({"advance": seconds}).encode()
    with urlopen(Request(f"{playground.url}/_control", body)) as answer:
        assert json.load(answer)["ok"] is True


@pytest.fixture
def advance(granted: Playground) -> Advance:
    return lambda seconds: move(granted, seconds)


def in_an_hour(playground: Playground) -> int:
    return playground.platform.clock.seconds() + 3600


def texts(ask: Any, channel: str) -> list[str]:
    found = ask("conversations.history", channel=channel)["messages"]
    return [message["text"] for message in found]


def test_a_message_is_posted_at_its_moment_and_no_sooner(
    ask: Any, granted: Playground, channel: str, advance: Advance
) -> None:
    at = in_an_hour(granted)
    told = ask("chat.scheduleMessage", channel=channel, text="Due", post_at=at)
    assert sorted(told) == ["channel", "message", "ok", "post_at", "scheduled_message_id"]
    assert told["message"]["type"] == "delayed_message"
    advance(3500)
    assert texts(ask, channel) == []
    advance(200)
    (posted,) = ask("conversations.history", channel=channel)["messages"]
    assert (posted["text"], int(float(posted["ts"]))) == ("Due", at)
    assert ask("chat.scheduledMessages.list")["scheduled_messages"] == []


def test_a_message_with_metadata_never_comes(
    ask: Any, granted: Playground, channel: str, advance: Advance
) -> None:
    at = in_an_hour(granted)
    told = ask("chat.scheduleMessage", channel=channel, text="x", post_at=at, metadata=METADATA)
    assert told["ok"] is True
    advance(3700)
    assert texts(ask, channel) == []
    assert ask("chat.scheduledMessages.list")["scheduled_messages"] == []


def test_what_was_scheduled_is_listed_and_taken_back(
    ask: Any, granted: Playground, channel: str, advance: Advance
) -> None:
    at = in_an_hour(granted)
    name = ask("chat.scheduleMessage", channel=channel, text="x", post_at=at)[
        "scheduled_message_id"
    ]
    (row,) = ask("chat.scheduledMessages.list", channel=channel)["scheduled_messages"]
    assert sorted(row) == ["channel_id", "date_created", "id", "post_at", "text"]
    assert (row["id"], row["post_at"], row["text"]) == (name, at, "x")
    assert ask("chat.scheduledMessages.list", latest=at - 1)["scheduled_messages"] == []
    named = {"channel": channel, "scheduled_message_id": name}
    assert ask("chat.deleteScheduledMessage", **named) == {"ok": True}
    assert ask("chat.deleteScheduledMessage", **named)["ok"] is False
    advance(3700)
    assert texts(ask, channel) == []


def test_in_the_last_minute_nothing_is_taken_back(
    ask: Any, granted: Playground, channel: str, advance: Advance
) -> None:
    at = in_an_hour(granted)
    told = ask("chat.scheduleMessage", channel=channel, text="x", post_at=at)
    advance(3550)
    named = {"channel": channel, "scheduled_message_id": told["scheduled_message_id"]}
    assert ask("chat.deleteScheduledMessage", **named)["error"] == "invalid_scheduled_message_id"


def test_what_waits_outlasts_a_restart(config: Config, tmp_path: Path) -> None:
    kept = tmp_path / "state.json"
    with running(config, state_path=kept) as before:
        client = WebClient(before.bot_token, base_url=before.api_url)
        client.chat_scheduleMessage(channel="C0COMMERC1", text="Due", post_at=in_an_hour(before))
    with running(config, state_path=kept) as after:
        client = WebClient(after.bot_token, base_url=after.api_url)
        move(after, 3700)
        (posted,) = client.conversations_history(channel="C0COMMERC1")["messages"]
    assert posted["text"] == "Due"
