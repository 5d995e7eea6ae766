"""What people write, change, mark and pin, as apps hear of it."""

from typing import Any

import pytest

SALES = "C0SALESROE"


async def test_a_persons_message_carries_rich_text_and_a_name_of_its_own(
    ear: Any, sit: Any
) -> None:
    amara = await sit("amara")
    await amara.act("message", channel=SALES, text="<@U0HANDRAIL> *who* owns acme.com & <b>?")
    event = await ear.event("message")
    assert event["text"] == ("<@U0HANDRAIL> *who* owns <http://acme.com|acme.com> &amp; &lt;b&gt;?")
    (section,) = event["blocks"][0]["elements"]
    kinds = [part["type"] for part in section["elements"]]
    assert kinds == ["user", "text", "text", "text", "link", "text"]
    assert section["elements"][2] == {"type": "text", "text": "who", "style": {"bold": True}}
    assert section["elements"][-1]["text"] == " & <b>?"
    assert len(event["client_msg_id"]) == 36
    mention = await ear.event("app_mention")
    assert (mention["ts"], mention["blocks"]) == (event["ts"], event["blocks"])


async def test_an_edit_tells_before_and_after(ear: Any, sit: Any) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    ts = (await amara.act("message", channel=SALES, text="drift"))["message"]["ts"]
    await amara.act("edit", channel=SALES, ts=ts, text="draft")
    event = await ear.event("message.message_changed")
    assert (event["message"]["text"], event["previous_message"]["text"]) == ("draft", "drift")
    assert event["message"]["edited"]["user"] == amara.user
    assert event["message"]["blocks"][0]["elements"][0]["elements"][0]["text"] == "draft"
    first, second = [(await benno.hear("message"))["message"] for _ in range(2)]
    assert (first["edited"], second["edited"]) == (False, True)
    same = await amara.act("edit", channel=SALES, ts=ts, text="draft")
    assert same["ok"]
    assert ear.rest() == []


async def test_a_deletion_tells_what_was_there(ear: Any, sit: Any) -> None:
    amara = await sit("amara")
    ts = (await amara.act("message", channel=SALES, text="oops"))["message"]["ts"]
    await amara.act("pin", channel=SALES, ts=ts)
    await amara.act("delete", channel=SALES, ts=ts)
    event = await ear.event("message.message_deleted")
    assert (event["deleted_ts"], event["previous_message"]["text"]) == (ts, "oops")
    (place,) = [one for one in (await amara.get("/_page/state"))["channels"] if one["id"] == SALES]
    assert place["pins"] == []


async def test_nobody_changes_anothers_words(ear: Any, sit: Any) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    ts = (await amara.act("message", channel=SALES, text="mine"))["message"]["ts"]
    bots = (await ear.client.chat_postMessage(channel=SALES, text="the bot's"))["ts"]
    for do in ("edit", "delete"):
        for stamp in (ts, bots, "1.2"):
            told = await benno.act(do, channel=SALES, ts=stamp, text="yours")
            assert told["ok"] is False
    shown = await amara.get("/_page/messages", channel=SALES)
    assert [m["text"] for m in shown["messages"]] == ["mine", "the bot's"]


async def test_a_reaction_comes_and_goes(ear: Any, sit: Any) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    ts = (await amara.act("message", channel=SALES, text="won"))["message"]["ts"]
    await benno.act("react", channel=SALES, ts=ts, name="tada")
    event = await ear.event("reaction_added")
    assert (event["user"], event["item_user"]) == (benno.user, amara.user)
    assert event["item"] == {"type": "message", "channel": SALES, "ts": ts}
    shown = await amara.get("/_page/messages", channel=SALES)
    assert shown["messages"][0]["reactions"] == [
        {"name": "tada", "users": [benno.user], "count": 1}
    ]
    await benno.act("react", channel=SALES, ts=ts, name="tada")
    assert (await ear.event("reaction_removed"))["reaction"] == "tada"


async def test_a_pin_is_seen_and_told(ear: Any, sit: Any) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    ts = (await amara.act("message", channel=SALES, text="keep"))["message"]["ts"]
    await benno.act("pin", channel=SALES, ts=ts)
    event = await ear.event("pin_added")
    assert (event["channel_id"], event["item"]["message"]["ts"], event["pin_count"]) == (
        SALES, ts, 1,
    )  # fmt: skip
    assert (await amara.get("/_page/messages", channel=SALES))["messages"][0]["pinned"] is True
    assert "already" in (await benno.act("pin", channel=SALES, ts=ts))["error"]
    await benno.act("unpin", channel=SALES, ts=ts)
    assert (await ear.event("pin_removed"))["has_pins"] is False


async def test_a_file_is_told_twice_as_message_and_as_file(ear: Any, sit: Any) -> None:
    amara = await sit("amara")
    files = [{"name": "a.csv", "mimetype": "text/csv", "base64": "YQ=="}]
    sent = await amara.act("message", channel=SALES, text="", files=files)
    event = await ear.event("file_shared")
    assert (event["file_id"], event["channel_id"]) == (
        sent["message"]["files"][0]["id"], SALES,
    )  # fmt: skip
    assert "blocks" not in await ear.event("message.file_share")


async def test_a_reply_also_sent_to_the_channel_is_in_both(ear: Any, sit: Any) -> None:
    amara = await sit("amara")
    ts = (await amara.act("message", channel=SALES, text="deal"))["message"]["ts"]
    await amara.act("message", channel=SALES, text="won", thread=ts, broadcast=True)
    assert (await ear.event("message.thread_broadcast"))["thread_ts"] == ts
    top = await amara.get("/_page/messages", channel=SALES)
    assert [m["text"] for m in top["messages"]] == ["deal", "won"]


async def test_slash_me_is_said_of_oneself(ear: Any, sit: Any) -> None:
    amara = await sit("amara")
    await amara.act("command", channel=SALES, command="/me", text="is happy")
    assert (await ear.event("message.me_message"))["text"] == "is happy"


async def test_mentions_and_unread_are_counted_apart(ear: Any, sit: Any) -> None:
    amara, benno = await sit("amara"), await sit("benno")
    for words in ("one", f"<@{benno.user}> two", "<!here> three"):
        await amara.act("message", channel=SALES, text=words)
    await ear.client.chat_postEphemeral(channel=SALES, user=amara.user, text=f"<@{benno.user}>")
    counts = [await benno.hear("unread") for _ in range(3)]
    assert [(c["unread"], c["mentions"]) for c in counts] == [(1, 0), (2, 1), (3, 2)]
    await benno.act("read", channel=SALES)
    await amara.act("message", channel=SALES, text="four")
    await benno.hear("unread")
    assert (await benno.hear("unread"))["unread"] == 1


async def test_words_from_another_company_say_which(ear: Any, sit: Any) -> None:
    kavya, amara = await sit("kavya"), await sit("amara")
    await kavya.act("message", channel="C0COMMERC1", text="hello")
    payload = await ear.hear("message")
    event = payload["event"]
    assert (event["team"], event["user_team"], event["source_team"]) == ("T0NORTH001",) * 3
    assert (payload["team_id"], payload["is_ext_shared_channel"]) == ("T0ACME0001", True)
    await amara.act("message", channel="C0COMMERC1", text="hi")
    assert "user_team" not in await ear.event("message")


async def test_an_address_is_told_only_to_who_may_read_addresses(
    ear: Any, sit: Any, playground: Any
) -> None:
    amara = await sit("amara")
    order = {"person": {"id": "U0EMI0001", "tz": "Europe/Paris"}}
    async with amara.session.post(f"{playground.url}/_control", json=order) as answer:
        assert (await answer.json())["ok"]
    for kind in ("user_change", "user_profile_changed"):
        user = (await ear.event(kind))["user"]
        assert (user["tz"], "email" in user["profile"]) == ("Europe/Paris", False)


class TestWithoutTheScope:
    @pytest.fixture
    def manifest(self) -> Any:
        return {
            "oauth_config": {"scopes": {"bot": ["chat:write", "channels:history"]}},
            "settings": {
                "event_subscriptions": {"bot_events": ["message.channels", "reaction_added"]}
            },
        }

    async def test_an_event_stays_away_and_the_inspector_says_why(self, ear: Any, sit: Any) -> None:
        amara = await sit("amara")
        ts = (await amara.act("message", channel=SALES, text="x"))["message"]["ts"]
        await amara.act("react", channel=SALES, ts=ts, name="eyes")
        await amara.act("message", channel=SALES, text="y")
        texts = [(await ear.event("message"))["text"] for _ in range(2)]
        assert (texts, ear.rest()) == (["x", "y"], [])
        entries = (await amara.get("/_page/inspector"))["entries"]
        (kept,) = [entry for entry in entries if entry["status"] == "missing_scope"]
        assert kept["problems"] == ["Handrail subscribes to reaction_added without the scope "
                                    "reactions:read"]  # fmt: skip
