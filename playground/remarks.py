"""What people write: escaped and mentioned as Slack's composer does it."""

import re
from typing import Any

from playground.platforms import Platform
from playground.postings import post
from playground.refusals import Declined
from playground.uploads import received
from playground.worlds import Conversation, Message

LONGEST = 12_000
KEPT = re.compile(r"<(?:@[UW][A-Z0-9]+|#C[A-Z0-9]+(?:\|[^<>]*)?|!(?:here|channel|everyone))>")


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def compose(text: str) -> str:
    """Escape all but the mentions the page has put in, as Slack's composer sends it."""
    parts, end = [], 0
    for kept in KEPT.finditer(text):
        parts += [escape(text[end : kept.start()]), kept.group()]
        end = kept.end()
    return "".join([*parts, escape(text[end:])])


def say(
    platform: Platform, user: str, place: Conversation, text: str, thread: str, files: Any
) -> Message:
    if user not in place.members:
        raise Declined(f"Join #{place.name} to write in it.")
    if place.archived:
        raise Declined(f"#{place.name} is archived; nobody can write in it.")
    if place.kind == "im" and unwritable(platform, place):
        raise Declined("Sending messages to this app has been turned off.")
    if len(text) > LONGEST:
        raise Declined(f"That is {len(text)} characters; a message takes at most {LONGEST}.")
    held = received(platform, user, files) if files else []
    if not text.strip() and not held:
        raise Declined("Write something first.")
    return post(platform, Message(
        platform.clock.stamp(), place.id, user, compose(text),
        files=[file.id for file in held], thread_ts=parent(platform, place, thread),
        subtype="file_share" if held else "",
    ))  # fmt: skip


def unwritable(platform: Platform, place: Conversation) -> bool:
    apps = [platform.app_of_bot(member) for member in place.members]
    return any(app is not None and app.messages_tab != "open" for app in apps)


def parent(platform: Platform, place: Conversation, thread: str) -> str:
    if not thread:
        return ""
    found = platform.world.message(place.id, thread)
    if found is None:
        raise Declined("That thread is no longer there.")
    return found.thread_ts or found.ts
