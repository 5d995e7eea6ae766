"""However arguments are sent: what is read, what is warned of, and what never breaks a method."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import closing
from http.client import HTTPConnection
from typing import Any, TypeAlias
from urllib.parse import urlencode

import pytest
from aiohttp import ClientSession
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_sdk.web.async_client import AsyncWebClient

from playground.api import METHODS
from playground.bodies import Unreadable, parse_form
from playground.server import Playground


def words(text: str) -> list[str]:
    return text.split()


Json: TypeAlias = dict[str, Any]
FORM = "application/x-www-form-urlencoded"
NAMES = words("""
    channel channel_id user users user_id ts timestamp thread_ts message_ts text blocks
    attachments metadata markdown_text cursor limit oldest latest inclusive types view
    view_id hash trigger_id external_id file files filename length channels initial_comment
    name title link emoji type bookmark_id usergroup email post_at scheduled_message_id
    topic purpose is_private force status prompts include_all_metadata exclude_archived
    reply_broadcast link_names parse username icon_emoji client_msg_id count page team bot
    error return_im prevent_creation ts_from ts_to client_id client_secret code grant_type
    refresh_token redirect_uri
""")
KNOWN = ("C0COMMERC1", "U0AMARA01", "S0MANAGERS", "1.2", "-1", "0", "true", "none", "")
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12),
    st.sampled_from(KNOWN),
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
ENDING = {"auth.revoke", "apps.uninstall"}
"""After these the token opens nothing more."""
ARGS = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=8)


@pytest.fixture
async def raw(playground: Playground) -> AsyncIterator[Any]:
    async with ClientSession() as session:

        async def send(method: str, body: str, content_type: str) -> Json:
            token = {"Authorization": f"Bearer {playground.bot_token}"}
            headers = {"Content-Type": content_type, **token}
            url = f"{playground.api_url}{method}"
            async with session.post(url, data=body.encode(), headers=headers) as answer:
                said: Json = await answer.json()
            return said

        yield send


@pytest.mark.parametrize(
    ("content_type", "body", "warning"),
    [
        ("application/json", "{}", "missing_charset"),
        (f"{FORM}; charset=utf-8", "a=b", "superfluous_charset"),
    ],
)
async def test_a_charset_too_few_or_too_many_is_warned_of(
    raw: Any, content_type: str, body: str, warning: str
) -> None:
    told = await raw("auth.test", body, content_type)
    assert told["ok"] is True
    assert told["warning"] == warning
    assert told["response_metadata"] == {"warnings": [warning]}


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", FORM])
async def test_a_body_as_it_should_be_is_not(raw: Any, content_type: str) -> None:
    body = "{}" if "json" in content_type else "a=b"
    assert "warning" not in await raw("auth.test", body, content_type)


@pytest.mark.parametrize(
    ("content_type", "body", "error"),
    [
        ("application/json", "{", "invalid_json"),
        ("application/json", "[1]", "json_not_object"),
        ("application/xml", "<a/>", "invalid_post_type"),
    ],
)
async def test_a_body_that_cannot_be_read_is_named(
    raw: Any, content_type: str, body: str, error: str
) -> None:
    assert (await raw("auth.test", body, content_type))["error"] == error


async def test_a_method_that_takes_no_json_passes_over_it(raw: Any) -> None:
    told = await raw("users.info", '{"user": "U0AMARA01"}', "application/json; charset=utf-8")
    assert told["error"] == "invalid_arguments"
    assert (await raw("users.info", "user=U0AMARA01", FORM))["ok"] is True


def test_unknown_arguments_are_passed_over(ask: Any) -> None:
    assert ask("auth.test", colour="blue")["ok"] is True


def test_a_message_without_text_is_warned_of(ask: Any, channel: str) -> None:
    blocks = json.dumps([{"type": "divider"}])
    told = ask("chat.postMessage", channel=channel, blocks=blocks)
    assert told["warning"] == "missing_text_in_message"


def test_a_text_too_long_is_cut_and_said_to_be(ask: Any, channel: str) -> None:
    told = ask("chat.postMessage", channel=channel, text="x" * 40_001)
    assert told["response_metadata"]["warnings"] == ["message_truncated"]
    assert len(told["message"]["text"]) == 40_000


def test_attachments_are_numbered_and_say_something_everywhere(ask: Any, channel: str) -> None:
    sent = json.dumps([{"text": "a"}, {"text": "b", "fallback": "B"}])
    told = ask("chat.postMessage", channel=channel, text="x", attachments=sent)["message"]
    kept = [(part["id"], part["fallback"]) for part in told["attachments"]]
    assert kept == [(1, "[no preview available]"), (2, "B")]


@pytest.mark.parametrize(
    ("args", "text"),
    [
        ({}, "@sales-managers @here #general"),
        ({"link_names": True}, "<!subteam^S0MANAGERS> @here #general"),
        ({"parse": "full"}, "<!subteam^S0MANAGERS> <!here> <#C0GENERAL1|general>"),
        ({"parse": "none"}, "@sales-managers @here #general"),
    ],
)
def test_names_are_linked_only_when_asked(ask: Any, channel: str, args: Json, text: str) -> None:
    said = "@sales-managers @here #general"
    posted = ask("chat.postMessage", channel=channel, text=said, **args)
    assert posted["message"]["text"] == text


def test_another_name_needs_a_scope(ask: Any, channel: str, config: Any) -> None:
    told = ask("chat.postMessage", channel=channel, text="x", username="Ops", icon_emoji=":cat:")
    assert told["message"]["username"] == "Ops"
    assert told["message"]["icons"] == {"emoji": ":cat:"}
    assert told["message"]["subtype"] == "bot_message"


async def test_without_that_scope_it_is_refused(playground: Playground, raw: Any) -> None:
    told = await raw("chat.postMessage", "channel=C0COMMERC1&text=x&username=Ops", FORM)
    assert (told["error"], told["needed"]) == ("missing_scope", "chat:write.customize")
    assert "chat:write" in told["provided"].split(",")


def test_a_client_message_id_is_kept(ask: Any, channel: str) -> None:
    ask("chat.postMessage", channel=channel, text="x", client_msg_id="c1")
    (found,) = ask("conversations.history", channel=channel)["messages"]
    assert found["client_msg_id"] == "c1"


def test_markdown_becomes_a_block(ask: Any, channel: str) -> None:
    told = ask("chat.postMessage", channel=channel, markdown_text="**Won**")["message"]
    assert told["blocks"][0]["type"] == "markdown"
    assert told["blocks"][0]["text"] == "**Won**"


def test_a_reply_can_be_shown_in_the_channel_too(ask: Any, channel: str, ts: str) -> None:
    reply = ask("chat.postMessage", channel=channel, text="y", thread_ts=ts, reply_broadcast=True)
    assert reply["message"]["subtype"] == "thread_broadcast"
    top = [m["ts"] for m in ask("conversations.history", channel=channel)["messages"]]
    below = [m["ts"] for m in ask("conversations.replies", channel=channel, ts=ts)["messages"]]
    assert top == [reply["ts"], ts]
    assert below == [ts, reply["ts"]]


async def test_an_asynchronous_client_pages_through_people(playground: Playground) -> None:
    client = AsyncWebClient(playground.bot_token, base_url=playground.api_url)
    pages = await client.users_list(limit=4)
    names = [user["name"] async for page in pages for user in page["members"]]
    assert sorted(names) == sorted(playground.people)


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(method=st.sampled_from(sorted(set(METHODS) - ENDING)), args=ARGS)
def test_whatever_is_sent_a_method_answers_with_a_word(
    granted: Playground, method: str, args: Json
) -> None:
    told = answered(granted, method, args)
    assert told["ok"] is True or re.fullmatch(r"[a-z_]+", told["error"])


@given(body=st.binary(max_size=60))
def test_any_form_is_read_or_refused_by_name(body: bytes) -> None:
    refusal = ""
    try:
        parse_form(body)
    except Unreadable as bad:
        refusal = bad.error
    assert refusal in ("", "invalid_charset", "invalid_form_data")


def answered(playground: Playground, method: str, args: Json) -> Json:
    """What the server says, over a connection of its own."""
    json_too = METHODS[method].json
    body = json.dumps(args) if json_too else urlencode({k: as_text(v) for k, v in args.items()})
    kind = "application/json; charset=utf-8" if json_too else FORM
    headers = {"Authorization": f"Bearer {playground.bot_token}", "Content-Type": kind}
    connection = HTTPConnection("127.0.0.1", playground.port, timeout=10)
    connection.request("POST", f"/api/{method}", body.encode(), headers)
    with closing(connection), connection.getresponse() as answer:
        assert answer.status == 200
        told: Json = json.loads(answer.read())
    return told


def as_text(value: Any) -> str:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else str(value)
