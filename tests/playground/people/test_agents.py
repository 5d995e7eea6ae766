"""The agent pane: a chat begins, follows where the person looks, and is a thread of its own."""

from typing import Any

import pytest

from playground.shapes import Json

APP = {"app": "A0HANDRAIL"}


async def test_a_chat_begins_where_the_person_is(ear: Any, sit: Any) -> None:
    amara = await sit("amara")
    told = await amara.act("agent", **APP, context="C0SALESROE")
    event = (await ear.event("assistant_thread_started"))["assistant_thread"]
    assert event == {
        "user_id": amara.user,
        "context": {"channel_id": "C0SALESROE", "team_id": "T0ACME0001", "enterprise_id": None},
        "channel_id": told["channel"],
        "thread_ts": told["thread"],
    }


async def test_what_is_written_there_is_a_thread_of_its_own(ear: Any, sit: Any) -> None:
    amara = await sit("amara")
    told = await amara.act("agent", **APP)
    where = {"channel": told["channel"], "thread": told["thread"]}
    await amara.act("message", **where, text="620 people?")
    event = await ear.event("message")
    assert (event["channel_type"], event["thread_ts"]) == ("im", told["thread"])
    assert event["parent_user_id"] == "U0HANDRAIL"
    await ear.client.chat_postMessage(
        channel=told["channel"], thread_ts=told["thread"], text="Mid-Market"
    )
    thread = await amara.get("/_page/messages", **where)
    root, question, answer = thread["messages"]
    assert root["subtype"] == "assistant_app_thread"
    assert (question["text"], answer["text"]) == ("620 people?", "Mid-Market")
    again = await amara.act("agent", **APP)
    assert again["channel"] == told["channel"]
    assert again["thread"] != told["thread"]


async def test_the_context_follows_the_person(ear: Any, sit: Any) -> None:
    amara = await sit("amara")
    thread = (await amara.act("agent", **APP))["thread"]
    told = await amara.act("agent_context", **APP, thread=thread, channel="C0RANDOM01")
    event = (await ear.event("assistant_thread_context_changed"))["assistant_thread"]
    assert told == {"ok": True}
    assert (event["thread_ts"], event["context"]["channel_id"]) == (thread, "C0RANDOM01")


@pytest.mark.parametrize(
    ("do", "body"),
    [
        ("agent", {"context": "C0ASMONLY1"}),
        ("agent_context", {"thread": "1.2", "channel": "C0RANDOM01"}),
    ],
)
async def test_what_the_person_cannot_see_is_no_context(
    ear: Any, sit: Any, do: str, body: Json
) -> None:
    told = await (await sit("amara")).act(do, **APP, **body)
    assert told["ok"] is False
    assert ear.rest() == []


class TestAnAppThatIsNoAgent:
    @pytest.fixture
    def manifest(self) -> Json:
        return {"features": {"app_home": {"messages_tab_enabled": False}}}

    async def test_has_no_pane_and_takes_no_messages(self, sit: Any) -> None:
        amara = await sit("amara")
        assert "no agent" in (await amara.act("agent", **APP))["error"]
        assert "takes no messages" in (await amara.act("messages_tab", **APP))["error"]
        (app,) = (await amara.get("/_page/state"))["apps"]
        assert (app["agent"], app["messages"]) == (False, "off")
