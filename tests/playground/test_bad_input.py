"""Garbage sent to every address is answered in Slack's words, never with a trace."""

from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientSession

from playground.server import Playground

JSON = "application/json"
OPTION = {"text": {"type": "plain_text", "text": "A"}, "value": "a"}
FORM = "application/x-www-form-urlencoded"
PATHS = (
    "/api/chat.postMessage",
    "/api/views.open",
    "/api/nothing.here",
    "/response/unknown",
    "/upload/unknown",
    "/_page/act?as=U0AMARA01",
    "/_page/act",
    "/_control",
    "/nowhere",
)
BODIES: tuple[tuple[str, bytes], ...] = (
    (JSON, b"{"),
    (JSON, b"[]"),
    (JSON, b"\xff\xfe"),
    (JSON, b"[" * 100_000),
    (JSON, b'{"do": 5, "channel": [], "blocks": {"a": 1}, "text": {"x": []}}'),
    (FORM, b"\xff=\xff&blocks=%5B"),
    (FORM, b"&".join([b"a=b"] * 2000)),
    ("multipart/form-data", b"no boundary"),
    ("image/png", b"\x89PNG"),
)


@pytest.mark.parametrize("path", PATHS)
async def test_garbage_is_refused_in_json_or_plain_words(playground: Playground, path: str) -> None:
    token = {"Authorization": f"Bearer {playground.bot_token}"}
    async with ClientSession() as session:
        for content_type, body in BODIES:
            headers = {"Content-Type": content_type, **token}
            async with session.post(playground.url + path, data=body, headers=headers) as answer:
                said = await answer.text()
                assert answer.status < 500, (content_type, body[:20], said)
                assert "Traceback" not in said
                assert '"ok": true' not in said


@pytest.mark.parametrize("path", ["/api/chat.postMessage", "/response/x", "/_control"])
async def test_ten_megabytes_are_too_much(playground: Playground, path: str) -> None:
    async with ClientSession() as session:
        body, headers = BytesIO(b"x" * 10 * 2**20), {"Content-Type": JSON}
        async with session.post(playground.url + path, data=body, headers=headers) as answer:
            said: dict[str, Any] = await answer.json()
    assert (answer.status, said["error"]) == (413, "request_too_large")


@pytest.mark.parametrize(
    ("method", "args"),
    [
        ("chat.postMessage", {"channel": {"a": 1}, "text": "x"}),
        ("chat.postMessage", {"channel": "C0COMMERC1", "blocks": [None, 5, {"type": 5}]}),
        ("chat.postMessage", {"channel": "C0COMMERC1", "blocks": "{not json"}),
        ("chat.postMessage", {"channel": "C0COMMERC1", "text": "x", "attachments": [3]}),
        ("chat.postMessage", {"channel": "C0COMMERC1", "text": "x", "metadata": [1]}),
        ("chat.update", {"channel": "C0COMMERC1", "ts": "soon", "text": "x"}),
        ("conversations.history", {"channel": "C0COMMERC1", "oldest": "soon"}),
        ("conversations.history", {"channel": "C0COMMERC1", "limit": "many"}),
        ("conversations.history", {"channel": "C0COMMERC1", "cursor": "x"}),
        ("conversations.create", {"name": "Top secret"}),
        ("views.open", {"trigger_id": "x", "view": "text"}),
        ("views.open", {"trigger_id": "x", "view": {"type": "modal", "blocks": [{}]}}),
        ("views.publish", {"user_id": "U0AMARA01", "view": {"type": "home", "blocks": "x"}}),
        ("files.completeUploadExternal", {"files": [1]}),
        ("files.getUploadURLExternal", {"filename": "a", "length": "-1"}),
        ("users.info", {"user": ""}),
    ],
)
async def test_odd_arguments_are_refused_by_name(
    playground: Playground, method: str, args: dict[str, Any]
) -> None:
    async with ClientSession() as session:
        headers = {"Authorization": f"Bearer {playground.bot_token}"}
        url = f"{playground.api_url}{method}"
        async with session.post(url, json=args, headers=headers) as answer:
            said = await answer.json()
    assert said["ok"] is False
    assert said["error"]


@pytest.mark.parametrize(
    "body",
    [
        {"do": "dance"},
        {"do": 5},
        {"do": "message"},
        {"do": "message", "channel": "C0SALESROE", "text": 5},
        {"do": "message", "channel": "C0SALESROE", "text": "x", "files": "a.csv"},
        {"do": "message", "channel": "C0SALESROE", "text": "x", "files": [{"name": "a"}]},
        {"do": "message", "channel": "C0SALESROE", "files": [{"name": "a", "base64": "%"}]},
        {"do": "message", "channel": "C0SALESROE", "text": "x" * 12_001},
        {"do": "message", "channel": "C0SALESROE", "text": "x", "thread": "1.1"},
        {"do": "action", "source": 5, "action": {}},
        {"do": "action", "source": {"view": "V1"}, "action": {}},
        {"do": "submit", "view": "V1", "state": []},
        {"do": "close", "view": ["V1"]},
        {"do": "open_im", "user": "U1"},
        {"do": "react", "channel": "C0SALESROE", "ts": "1", "name": "x"},
        {"do": "home", "app": "A1"},
    ],
)
async def test_an_odd_act_is_answered_with_a_sentence(
    playground: Playground, body: dict[str, Any]
) -> None:
    async with ClientSession() as session:
        url = f"{playground.url}/_page/act?as=U0AMARA01"
        async with session.post(url, json=body) as answer:
            said = await answer.json()
    assert said["ok"] is False
    assert said["error"].endswith((".", "}."))


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ({"type": "datepicker"}, {"date": "2026-2-3"}),
        ({"type": "timepicker"}, {"time": "25:00"}),
        ({"type": "datetimepicker"}, {"date_time": "soon"}),
        ({"type": "users_select"}, {"id": ["U1"]}),
        ({"type": "multi_users_select"}, {"ids": "U1"}),
        ({"type": "checkboxes", "options": [OPTION]}, {"options": "a"}),
        ({"type": "checkboxes", "options": [OPTION]}, {"options": ["b"]}),
    ],
)
async def test_a_value_no_page_could_send_is_declined(
    bot: Any, sit: Any, element: dict[str, Any], value: dict[str, Any]
) -> None:
    amara = await sit("amara")
    blocks = [
        {"type": "actions", "block_id": "b", "elements": [{**element, "action_id": "accept"}]}
    ]
    sent = await bot.client.chat_postMessage(channel=amara.user, text="x", blocks=blocks)
    told = await amara.press(sent["channel"], sent["ts"], "accept", value)
    assert told["ok"] is False
    assert bot.seen.empty()


async def test_half_a_character_is_mended_before_anyone_stores_it(
    playground: Playground, sit: Any
) -> None:
    amara = await sit("amara")
    url = f"{playground.url}/_page/act?as={amara.user}"
    raw = b'{"do": "message", "channel": "C0SALESROE", "text": "a\\ud800b"}'
    async with amara.session.post(url, data=raw) as answer:
        said = await answer.json()
    assert said["message"]["text"] == "a?b"


async def test_blocks_nested_beyond_use_are_no_json(playground: Playground) -> None:
    deep = b'{"channel": "C0SALESROE", "blocks": ' + b"[" * 500 + b"]" * 500 + b"}"
    async with ClientSession() as session:
        headers = {"Content-Type": JSON, "Authorization": f"Bearer {playground.bot_token}"}
        url = f"{playground.api_url}chat.postMessage"
        async with session.post(url, data=deep, headers=headers) as answer:
            assert (await answer.json())["error"] == "invalid_json"
