"""What people write: composed as Slack's composer does it, in places where they may."""

from typing import Any
from uuid import UUID

from playground.compositions import compose, rich_text
from playground.platforms import Platform
from playground.postings import edit, post
from playground.refusals import Declined
from playground.uploads import received
from playground.worlds import Conversation, Message

LONGEST = 12_000
ME = "/me "


def say(
    platform: Platform,
    user: str,
    place: Conversation,
    text: str,
    thread: str,
    files: Any,
    *,
    broadcast: bool = False,
) -> Message:
    check_place(platform, user, place)
    check_text(text)
    top = parent(platform, place, thread)
    held = [file.id for file in received(platform, user, files)] if files else []
    if not text.strip() and not held:
        raise Declined("Write something first.")
    ts = platform.clock.stamp()
    kind = subtype(text, bool(held), broadcast and bool(top))
    return post(platform, Message(
        ts, place.id, user, files=held, thread_ts=top, subtype=kind,
        client_msg_id=str(name_of(user, ts)), **content(text.removeprefix(ME)),
    ))  # fmt: skip


def name_of(user: str, ts: str) -> UUID:
    """What the sender's own Slack would have called it."""
    return UUID(bytes=f"{user}{ts}".encode()[-16:].rjust(16, b"0"), version=4)


def subtype(text: str, files: bool, broadcast: bool) -> str:
    if text.startswith(ME):
        return "me_message"
    if broadcast:
        return "thread_broadcast"
    return "file_share" if files else ""


def content(text: str) -> dict[str, Any]:
    composed = compose(text)
    return {"text": composed, "blocks": [rich_text(composed)] if composed.strip() else []}


def check_place(platform: Platform, user: str, place: Conversation) -> None:
    if user not in place.members:
        raise Declined(f"Join #{place.name} to write in it.")
    if place.archived:
        raise Declined(f"#{place.name} is archived; nobody can write in it.")
    if place.kind == "im" and unwritable(platform, place):
        raise Declined("Sending messages to this app has been turned off.")
    if place.kind == "im" and left(platform, place):
        raise Declined("They have left; nobody would read it.")


def check_text(text: str) -> None:
    if len(text) > LONGEST:
        raise Declined(f"That is {len(text)} characters; a message takes at most {LONGEST}.")


def alter(platform: Platform, message: Message, text: str) -> Message:
    """Other words in a message that was written by the same person."""
    check_text(text)
    if not text.strip() and not message.files:
        raise Declined("Write something, or delete the message.")
    changes = content(text)
    return message if changes["text"] == message.text else edit(platform, message, changes)


def unwritable(platform: Platform, place: Conversation) -> bool:
    apps = [platform.app_of_bot(member) for member in place.members]
    return any(app is not None and app.messages_tab != "open" for app in apps)


def left(platform: Platform, place: Conversation) -> bool:
    people = platform.world.people
    return any(people[m].kind == "deactivated" for m in place.members if m in people)


def parent(platform: Platform, place: Conversation, thread: str) -> str:
    if not thread:
        return ""
    found = platform.world.message(place.id, thread)
    if found is None:
        raise Declined("That thread is no longer there.")
    return found.thread_ts or found.ts
