"""The calls we make to Slack."""

import asyncio
from base64 import b64decode
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from handlers.kit.mishaps import (
    Final,
    SlackFailed,
    TooLarge,
    Unclear,
    check_status,
    failure,
    unclear_if_lost,
)
from storage.outbox import INSTEAD, OTHERWISE, TOGETHER

SECONDS = 10
FILE_SECONDS = 45
"""For a whole file, within which no ten seconds pass without a piece of it."""
LETTER = "handrail_letter"
RESPONSE_HOST = "hooks.slack.com"
SLACK_HOSTS = ("slack.com", "slack-files.com")

READS = frozenset(
    {"users.info", "conversations.history", "conversations.replies", "files.getUploadURLExternal"}
)
"""Methods that Slack reads from the address only; it ignores a JSON body."""


@dataclass(frozen=True, slots=True)
class Slack:
    """No call is repeated here: retries belong to the outbox, which knows what was sent."""

    base_url: str
    session: aiohttp.ClientSession
    client: AsyncWebClient = field(init=False)

    def __post_init__(self) -> None:
        client = AsyncWebClient(
            base_url=self.base_url, session=self.session, timeout=SECONDS, retry_handlers=[]
        )
        object.__setattr__(self, "client", client)

    async def call(self, method: str, token: str, **values: Any) -> Mapping[str, Any]:
        """Raises Later, Unclear or Final."""
        given: dict[str, Any] = {"json": values}
        if method in READS:
            given = {"http_verb": "GET", "params": values}
        headers = {"Authorization": f"Bearer {token}"}
        try:
            answer = await self.client.api_call(method, headers=headers, **given)
        except SlackApiError as error:
            failed = _failure(error)
            failed.method = method
            raise failed from error
        except (SlackClientError, aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise Unclear(type(error).__name__) from error
        return answer.data if isinstance(answer.data, dict) else {}

    async def post(self, token: str, letter: int, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """A channel that names several people is their group DM with the bot."""
        metadata = {"event_type": LETTER, "event_payload": {"letter": letter}}
        quiet = {"unfurl_links": False, "unfurl_media": False}
        ours = (INSTEAD, OTHERWISE)
        said = {name: value for name, value in payload.items() if name not in ours}
        if TOGETHER in str(payload["channel"]):
            said["channel"] = await self.dm(token, str(payload["channel"]))
        return await self.call("chat.postMessage", token, **said, **quiet, metadata=metadata)

    async def posted(
        self, token: str, letter: int, payload: Mapping[str, Any], since: datetime
    ) -> Mapping[str, Any] | None:
        """The message of an earlier attempt, if it got there after all."""
        channel = await self.dm(token, str(payload["channel"]))
        where = {"channel": channel, "oldest": f"{since.timestamp() - 5:.6f}", "limit": 100}
        thread = {"ts": payload["thread_ts"]} if "thread_ts" in payload else {}
        method = "conversations.replies" if thread else "conversations.history"
        async for message in self._pages(method, token, where | thread):
            if _letter_of(message) == letter:
                return {**message, "channel": channel}
        return None

    async def _pages(
        self, method: str, token: str, values: Mapping[str, Any]
    ) -> AsyncIterator[Mapping[str, Any]]:
        """Every message there is, however busy the place was in the meantime."""
        cursor = {"cursor": ""}
        while True:
            page = await self.call(method, token, **values, **cursor, include_all_metadata=True)
            for message in page["messages"]:
                yield message
            cursor = {"cursor": str((page.get("response_metadata") or {}).get("next_cursor") or "")}
            if not cursor["cursor"]:
                return

    async def dm(self, token: str, channel: str) -> str:
        """The DM with a person or with several, for calls that take no person's id."""
        if not channel.startswith(("U", "W")):
            return channel
        opened = await self.call("conversations.open", token, users=channel)
        return str(opened["channel"]["id"])

    async def respond(self, url: str, body: Mapping[str, Any]) -> None:
        """Raises Final for an address that is not Slack's."""
        if urlsplit(url).hostname not in (RESPONSE_HOST, urlsplit(self.base_url).hostname):
            raise Final("response_url is not Slack's")
        with unclear_if_lost():
            async with self.session.post(url, json=body, timeout=_timeout()) as answer:
                check_status(answer)

    async def upload(self, token: str, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """The file counts as sent when the last of the three calls is answered."""
        content = _content(payload)
        channel = await self.dm(token, str(payload["channel"]))
        name = str(payload["filename"])
        alt = {"alt_txt": payload["alt"]} if payload.get("alt") else {}
        place = await self.call(
            "files.getUploadURLExternal", token, filename=name, length=len(content), **alt
        )
        await self._put(str(place["upload_url"]), content)
        file = {"id": place["file_id"], "title": name}
        return await self.call(
            "files.completeUploadExternal", token, files=[file], channel_id=channel
        )

    async def fetch(self, token: str, url: str, limit: int) -> bytes:
        """What a file in Slack holds, up to `limit` bytes; the token goes to Slack alone."""
        if not self._is_slack(url):
            raise Final("the file is not in Slack")
        headers = {"Authorization": f"Bearer {token}"}
        with unclear_if_lost():
            timeout = aiohttp.ClientTimeout(total=FILE_SECONDS, sock_read=SECONDS)
            async with self.session.get(url, headers=headers, timeout=timeout) as answer:
                check_status(answer)
                return await _read(answer, limit)

    async def describe(self, token: str, user: str, seconds: float) -> Mapping[str, Any] | None:
        """A user object, or None if Slack does not give one in time."""
        try:
            async with asyncio.timeout(seconds):
                return dict((await self.call("users.info", token, user=user))["user"])
        except (SlackFailed, TimeoutError):
            return None

    async def _put(self, url: str, content: bytes) -> None:
        with unclear_if_lost():
            async with self.session.post(url, data=content, timeout=_timeout()) as answer:
                check_status(answer)

    def _is_slack(self, url: str) -> bool:
        address, ours = urlsplit(url), urlsplit(self.base_url)
        host = address.hostname or ""
        slack = address.scheme == "https" and host.endswith(tuple(f".{h}" for h in SLACK_HOSTS))
        return slack or (address.scheme, address.netloc) == (ours.scheme, ours.netloc)


def _failure(error: SlackApiError) -> SlackFailed:
    answer = error.response
    if not isinstance(answer, AsyncSlackResponse):
        return Unclear(type(error).__name__)
    code = str(answer.data.get("error") or "") if isinstance(answer.data, dict) else ""
    return failure(answer.status_code, answer.headers, code)


async def _read(answer: aiohttp.ClientResponse, limit: int) -> bytes:
    held = await answer.content.read(limit + 1)
    while len(held) <= limit and not answer.content.at_eof():
        held += await answer.content.read(limit + 1 - len(held))
    if len(held) > limit:
        raise TooLarge("the file is too large")
    return held


def _content(payload: Mapping[str, Any]) -> bytes:
    if "bytes" in payload:
        return b64decode(str(payload["bytes"]))
    return str(payload["content"]).encode()


def _timeout() -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=SECONDS)


def _letter_of(message: Mapping[str, Any]) -> object:
    metadata = message.get("metadata") or {}
    ours = metadata.get("event_type") == LETTER
    return (metadata.get("event_payload") or {}).get("letter") if ours else None
