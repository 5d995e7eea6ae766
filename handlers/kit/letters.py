"""Everything said elsewhere or later: written with the work, sent after the commit."""

from collections.abc import Mapping
from typing import Any

from handlers.kit.feature import Ask, Message, Turn
from storage import outbox

RESPONSE_LIFE_MINUTES = 30


def post(turn: Turn, key: str, channel: str, message: Message, thread: str = "") -> None:
    """A message in a channel, or in the DM of the person whose id `channel` is."""
    where = {"channel": channel} | ({"thread_ts": thread} if thread else {})
    _write(turn, key, "post", channel, where | message.payload())


def edit(turn: Turn, key: str, response_url: str, message: Message) -> None:
    """The message behind a response_url, replaced."""
    body = {"replace_original": True} | message.payload()
    _write(turn, key, "respond", response_url, {"url": response_url, "body": body})


def whisper(turn: Turn, key: str, response_url: str, message: Message) -> None:
    """A message for one person, beside the one whose button they pressed."""
    body = {"replace_original": False, "response_type": "ephemeral"} | message.payload()
    _write(turn, key, "respond", response_url, {"url": response_url, "body": body})


def publish(turn: Turn, key: str, response_url: str, message: Message) -> None:
    """A message for the whole channel, even where the bot is no member."""
    body = {"replace_original": False, "response_type": "in_channel"} | message.payload()
    _write(turn, key, "respond", response_url, {"url": response_url, "body": body})


def upload(turn: Turn, key: str, channel: str, name: str, text: str, comment: Message) -> None:
    """A text file with a comment, in a channel or in a person's DM; the comment comes first."""
    file = {"channel": channel, "filename": name, "content": text}
    _write(turn, key, "upload", channel, file | {"comment": comment.payload()})


def reply(turn: Turn, key: str, ask: Ask, message: Message) -> None:
    """An answer where somebody wrote to the bot: in the DM, or in the thread of the mention."""
    post(turn, key, ask.channel, message, ask.thread)


def _write(turn: Turn, key: str, kind: str, lane: str, payload: Mapping[str, Any]) -> None:
    outbox.post(
        turn.session,
        workspace=turn.workspace.id,
        key=key,
        kind=kind,
        lane=lane,
        payload=dict(payload),
        at=turn.now,
    )
