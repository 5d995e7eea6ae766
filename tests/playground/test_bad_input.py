"""Garbage sent to every address is answered in Slack's words, never with a trace."""

from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientSession

from playground.server import Playground

JSON = "application/json"
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
        ("conversations.list", {"types": "secret"}),
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
