"""The HTTP side: what a stranger may send, and what they get for it."""

import json
import logging
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier

from bot.endpoints import LARGEST, Endpoints
from bot.readiness import Readiness
from bot.signatures import sign
from handlers.kit.turns import Office

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
FORM, JSON = b"application/x-www-form-urlencoded", b"application/json"
PRIVATE = "our private question"
BODY = urlencode({"command": "/roe", "text": PRIVATE, "team_id": "T1"}).encode()

Headers = dict[bytes, bytes]


@dataclass
class Site:
    """The endpoints over a Bolt application that remembers what reached it."""

    office: Office
    reached: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        app = AsyncApp(
            authorize=_authorize,
            process_before_response=True,
            request_verification_enabled=False,
            ssl_check_enabled=False,
        )
        app.command("/roe")(self._heard)
        self.endpoints = Endpoints(app, Readiness(self.office), self.office.clock, SECRET)

    async def _heard(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        self.reached.append(body["text"])
        await ack("heard")

    async def post(self, headers: Headers, *pieces: bytes, path: str = "/slack/events") -> int:
        return (await self.call("POST", path, headers, *pieces))[0]

    async def call(
        self, method: str, path: str, headers: Headers | None = None, *pieces: bytes
    ) -> tuple[int, bytes, int]:
        """Status, body, and how many pieces of the request were left unread."""
        scope = {"type": "http", "method": method, "path": path, "query_string": b""}
        waiting, sent = list(pieces or (b"",)), list[MutableMapping[str, Any]]()

        async def receive() -> MutableMapping[str, Any]:
            piece = waiting.pop(0)
            return {"type": "http.request", "body": piece, "more_body": bool(waiting)}

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        await self.endpoints(scope | {"headers": list((headers or {}).items())}, receive, send)
        return sent[0]["status"], sent[1]["body"], len(waiting)


async def _authorize(team_id: str | None, enterprise_id: str | None) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token="xoxb-1")


@pytest.fixture
def site(office: Office) -> Site:
    return Site(office)


def signed(now: datetime, body: bytes = BODY, kind: bytes = FORM, secret: str = SECRET) -> Headers:
    stamp = str(int(now.timestamp())).encode()
    return {
        b"content-type": kind,
        b"content-length": str(len(body)).encode(),
        b"x-slack-request-timestamp": stamp,
        b"x-slack-signature": sign(secret, stamp, body),
    }


def test_our_signature_is_the_one_the_sdk_makes(now: datetime) -> None:
    stamp = str(int(now.timestamp()))
    theirs = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=BODY)
    assert sign(SECRET, stamp.encode(), BODY).decode() == theirs


@pytest.mark.parametrize("path", ["/slack/events", "/slack/commands", "/slack/interactivity"])
async def test_a_signed_request_reaches_the_bot(site: Site, now: datetime, path: str) -> None:
    status, body, _ = await site.call("POST", path, signed(now), BODY)
    assert (status, body, site.reached) == (200, b"heard", [PRIVATE])


async def test_a_body_in_pieces_is_read_whole(site: Site, now: datetime) -> None:
    assert await site.post(signed(now), BODY[:9], BODY[9:20], BODY[20:]) == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {b"x-slack-signature": b""},
        {b"x-slack-signature": b"v0=deadbeef"},
        {b"x-slack-signature": "v0=прив".encode()},
        {b"x-slack-signature": b"v0=" + b"\xff" * 64},
        {b"x-slack-signature": b"v0=" + b"0" * 100_000},
        {b"x-slack-request-timestamp": b""},
        {b"x-slack-request-timestamp": b"yesterday"},
        {b"x-slack-request-timestamp": b"-1741770000"},
        {b"x-slack-request-timestamp": b"1741770000.0"},
        {b"x-slack-request-timestamp": "١٧٤١٧٧٠٠٠٠".encode()},
        {b"x-slack-request-timestamp": b"9" * 5000},
        {b"x-slack-request-timestamp": b"\xff\xfe"},
    ],
)
async def test_a_garbled_signature_or_timestamp_is_refused_with_401(
    site: Site, now: datetime, wrong: Headers
) -> None:
    assert await site.post(signed(now) | wrong, BODY) == 401
    assert site.reached == []


@pytest.mark.parametrize("name", [b"x-slack-signature", b"x-slack-request-timestamp"])
async def test_a_missing_header_is_refused_with_401(site: Site, now: datetime, name: bytes) -> None:
    headers = signed(now)
    del headers[name]
    assert await site.post(headers, BODY) == 401


async def test_another_secret_or_a_changed_body_is_refused_with_401(
    site: Site, now: datetime
) -> None:
    assert await site.post(signed(now, secret="another"), BODY) == 401
    assert await site.post(signed(now), BODY.replace(b"private", b"changed")) == 401


@pytest.mark.parametrize(("minutes", "status"), [(-5.1, 401), (-4.9, 200), (4.9, 200), (5.1, 401)])
async def test_a_request_is_taken_up_to_five_minutes_away(
    site: Site, now: datetime, minutes: float, status: int
) -> None:
    assert await site.post(signed(now + timedelta(minutes=minutes)), BODY) == status


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (FORM, b"text=\xff\xfe\x80"),
        (JSON, b"\xff\xfe\x80"),
        (JSON, b"not json"),
        (JSON, b"[1, 2]"),
        (JSON, b"[" * 100_000),
        (FORM, b"payload=not+json"),
        (FORM, b"payload=%5B1%5D"),
        (b"text/plain", BODY),
        (b"multipart/form-data; boundary=x", BODY),
        (b"\xff\xff", BODY),
        (b"", BODY),
    ],
)
async def test_a_signed_body_that_slack_would_never_send_is_refused_with_401(
    site: Site, now: datetime, kind: bytes, body: bytes
) -> None:
    assert await site.post(signed(now, body, kind), body) == 401


async def test_a_body_over_a_megabyte_is_not_read(site: Site, now: datetime) -> None:
    piece = b"x" * 100_000
    announced = signed(now) | {b"content-length": b"10000000"}
    assert (await site.call("POST", "/slack/events", announced, *[piece] * 100))[::2] == (413, 100)


@pytest.mark.parametrize("length", [None, b"1", b"", b"-5", b"9" * 400])
async def test_a_body_that_lies_about_its_length_is_read_to_a_megabyte_at_most(
    site: Site, now: datetime, length: bytes | None
) -> None:
    headers = signed(now)
    del headers[b"content-length"]
    lying = headers if length is None else headers | {b"content-length": length}
    status, _, left = await site.call("POST", "/slack/events", lying, *[b"x" * 100_000] * 100)
    assert status == 413
    assert left >= 100 - LARGEST // 100_000 - 1


async def test_an_unsigned_ssl_check_is_refused_like_everything_unsigned(site: Site) -> None:
    assert await site.post({b"content-type": FORM}, b"ssl_check=1&token=x") == 401


async def test_slacks_address_check_is_answered_when_signed(site: Site, now: datetime) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a"}).encode()
    status, answered, _ = await site.call("POST", "/slack/events", signed(now, body, JSON), body)
    assert (status, json.loads(answered)) == (200, {"challenge": "3eZbrw1a"})


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "HEAD"])
async def test_slacks_paths_take_only_post(site: Site, method: str) -> None:
    assert (await site.call(method, "/slack/events"))[0] == 405


@pytest.mark.parametrize("path", ["/", "/slack", "/slack/events/", "//slack/events", "/.env"])
async def test_another_path_is_not_there(site: Site, path: str) -> None:
    assert (await site.call("POST", path))[0] == 404


async def test_without_a_signing_secret_there_is_no_http_side(
    office: Office, now: datetime
) -> None:
    site = Site(office)
    site.endpoints = Endpoints(site.endpoints.app, Readiness(office), office.clock)
    assert await site.post(signed(now, secret=""), BODY) == 404


async def test_before_the_workspace_is_known_slack_is_asked_to_come_again(
    site: Site, office: Office, now: datetime
) -> None:
    office.installed.clear()
    assert await site.post(signed(now), BODY) == 503
    assert site.reached == []


async def test_no_body_is_ever_logged(
    site: Site, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await site.post({b"content-type": FORM}, BODY)
    await site.post(signed(now, secret="another"), BODY)
    await site.post(signed(now, BODY, b"text/plain"), BODY)
    await site.post(signed(now), BODY)
    assert "private" not in caplog.text
    assert SECRET not in caplog.text
