"""What a change leaves as it was, and what it takes away."""

import json
from typing import Any

REMINDER = {"event_type": "reminder", "event_payload": {"id": "7"}}
BLOCKS = json.dumps([{"type": "section", "text": {"type": "mrkdwn", "text": "a"}}])
HOME = {"type": "home", "blocks": [{"type": "divider"}], "external_id": "home-1"}


def posted(ask: Any, channel: str) -> dict[str, Any]:
    sent = {"text": "a", "blocks": BLOCKS, "metadata": json.dumps(REMINDER)}
    ts = ask("chat.postMessage", channel=channel, **sent)["ts"]
    return {"channel": channel, "ts": ts}


def test_metadata_stays_until_it_is_taken_away(ask: Any, channel: str) -> None:
    named = posted(ask, channel)
    kept = ask("chat.update", text="b", **named)["message"]
    assert kept["metadata"] == REMINDER
    gone = ask("chat.update", text="b", metadata="{}", **named)["message"]
    assert "metadata" not in gone


def test_blocks_stay_until_they_are_taken_away(ask: Any, channel: str) -> None:
    named = posted(ask, channel)
    kept = ask("chat.update", text="b", **named)["message"]
    assert kept["blocks"][0]["text"]["text"] == "a"
    assert "blocks" not in ask("chat.update", text="b", blocks="[]", **named)["message"]


def test_a_message_cannot_be_emptied(ask: Any, channel: str) -> None:
    named = posted(ask, channel)
    assert ask("chat.update", text="", blocks="[]", **named)["error"] == "no_text"


def test_an_old_reply_can_be_shown_in_the_channel(ask: Any, channel: str, ts: str) -> None:
    reply = ask("chat.postMessage", channel=channel, text="y", thread_ts=ts)["ts"]
    shown = ask("chat.update", channel=channel, ts=reply, text="z", reply_broadcast=True)
    assert shown["message"]["subtype"] == "thread_broadcast"
    top = ask("conversations.history", channel=channel)["messages"]
    assert [message["text"] for message in top] == ["z", "Renewal is due"]


def test_a_home_is_changed_only_by_who_has_seen_it_last(ask: Any) -> None:
    sent = {"user_id": "U0AMARA01", "view": json.dumps(HOME)}
    first = ask("views.publish", **sent)["view"]
    assert first["external_id"] == "home-1"
    second = ask("views.publish", hash=first["hash"], **sent)["view"]
    assert second["id"] == first["id"]
    assert ask("views.publish", hash=first["hash"], **sent)["error"] == "hash_conflict"
