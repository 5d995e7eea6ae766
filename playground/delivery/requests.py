"""Signed HTTP: the body signed with v0, three seconds for a 2xx, two redirects at most."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from urllib.parse import urlencode

from aiohttp import ClientError, ClientResponse, ClientSession, ClientSSLError
from yarl import URL

from playground.configs import App
from playground.delivery.answers import Answer
from playground.delivery.disguises import HONEST, Disguise
from playground.delivery.parcels import Parcel
from playground.shapes import Json, load

FORM = "application/x-www-form-urlencoded"
MOST_REDIRECTS = 2
REDIRECTS = (301, 302, 303, 307, 308)
PIECES = 10


def sign(secret: str, timestamp: str, body: bytes) -> str:
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def encode(parcel: Parcel) -> tuple[bytes, str]:
    if parcel.kind == "events_api":
        return json.dumps(parcel.payload).encode(), "application/json"
    if parcel.kind == "slash_commands":
        return urlencode(parcel.payload).encode(), FORM
    return urlencode({"payload": json.dumps(parcel.payload)}).encode(), FORM


def headers(secret: str, body: bytes, content_type: str, now: int, parcel: Parcel) -> Json:
    given = {
        "Content-Type": content_type,
        "Content-Length": str(len(body)),
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "X-Slack-Request-Timestamp": str(now),
        "X-Slack-Signature": sign(secret, str(now), body),
    }
    if parcel.attempt:
        again = {"X-Slack-Retry-Num": str(parcel.attempt), "X-Slack-Retry-Reason": parcel.reason}
        given |= again
    return given


async def post(
    session: ClientSession,
    app: App,
    parcel: Parcel,
    *,
    now: int,
    patience: float,
    disguise: Disguise = HONEST,
) -> Answer:
    body, content_type = encode(parcel)
    secret = "forged" if disguise.forged else app.signing_secret
    given = headers(secret, body, content_type, now + int(disguise.skew), parcel)
    sending = Sending(session, app.request_url, body, given, disguise.slow)
    for _ in range(disguise.replays):
        await sending.answered(patience)
    return await sending.answered(patience)


class Sending:
    """One signed request, which may be sent more than once exactly as it is."""

    def __init__(
        self, session: ClientSession, url: str, body: bytes, given: Json, seconds: float
    ) -> None:
        self.session, self.url, self.body = session, url, body
        self.given, self.seconds = given, seconds

    async def answered(self, patience: float) -> Answer:
        try:
            async with asyncio.timeout(patience + self.seconds):
                return await self.follow(URL(self.url))
        except TimeoutError:
            return Answer("operation_timeout", reason="http_timeout")
        except ClientSSLError:
            return Answer("dispatch_failed", reason="ssl_error")
        except (ClientError, ValueError):
            return Answer("dispatch_failed", reason="connection_failed")

    async def follow(self, url: URL) -> Answer:
        """The same request again wherever a redirect points, as Slack does twice."""
        for _ in range(MOST_REDIRECTS + 1):
            async with self.session.post(
                url, data=self.content(), headers=self.given, allow_redirects=False
            ) as said:
                if said.status not in REDIRECTS or "Location" not in said.headers:
                    return await read(said)
                url = url.join(URL(said.headers["Location"]))
        return Answer("http_service_error", reason="too_many_redirects")

    def content(self) -> bytes | AsyncIterator[bytes]:
        return self.trickle() if self.seconds else self.body

    async def trickle(self) -> AsyncIterator[bytes]:
        size = len(self.body) // PIECES + 1
        for start in range(0, len(self.body), size):
            await asyncio.sleep(self.seconds / PIECES)
            yield self.body[start : start + size]


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
