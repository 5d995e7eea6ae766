"""Signed HTTP: the body signed with v0, three seconds for a 2xx."""

import hashlib
import hmac
import json
from urllib.parse import urlencode

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

from playground.configs import App
from playground.delivery.answers import Answer
from playground.shapes import Json, load

FORM = "application/x-www-form-urlencoded"


def sign(secret: str, timestamp: str, body: bytes) -> str:
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def encode(kind: str, payload: Json) -> tuple[bytes, str]:
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    if kind == "slash_commands":
        return urlencode(payload).encode(), FORM
    return urlencode({"payload": json.dumps(payload)}).encode(), FORM


def headers(app: App, body: bytes, content_type: str, now: int, retry: int, why: str) -> Json:
    given = {
        "Content-Type": content_type,
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "X-Slack-Request-Timestamp": str(now),
        "X-Slack-Signature": sign(app.signing_secret, str(now), body),
    }
    if retry:
        given |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": why}
    return given


async def post(
    session: ClientSession,
    app: App,
    kind: str,
    payload: Json,
    *,
    now: int,
    patience: float,
    attempt: int,
    reason: str,
) -> Answer:
    body, content_type = encode(kind, payload)
    given = headers(app, body, content_type, now, attempt, reason)
    limit = ClientTimeout(total=patience)
    try:
        async with session.post(
            app.request_url, data=body, headers=given, timeout=limit, max_redirects=2
        ) as said:
            return await read(said)
    except TimeoutError:
        return Answer("operation_timeout", reason="http_timeout")
    except ClientError:
        return Answer("dispatch_failed", reason="connection_failed")


async def read(said: ClientResponse) -> Answer:
    text = await said.text(errors="replace")
    if not 200 <= said.status < 300:
        stop = said.headers.get("X-Slack-No-Retry") == "1"
        return Answer("http_service_error", reason="http_error", no_retry=stop)
    if "json" not in said.content_type:
        return Answer(body={"text": text} if text.strip() else {})
    try:
        body = load(text or "{}")
    except ValueError:
        return Answer("http_service_error", reason="http_error")
    return Answer(body=body if isinstance(body, dict) else {})
