"""Messages that appear, change and vanish, and everyone who must hear of it."""

from playground.delivery.events import announce, announce_message
from playground.platforms import Platform
from playground.renderings import message_object
from playground.shapes import Json
from playground.sights import message as page_message
from playground.sights import unread, viewers
from playground.worlds import Conversation, Message

SPOKEN = ("", "file_share", "thread_broadcast", "bot_message")
"""In these somebody speaks to somebody; the others tell what was done."""


def post(platform: Platform, message: Message) -> Message:
    place = platform.world.conversations[message.channel]
    platform.world.add(message)
    if message.app_id:
        platform.counters.posted(place, message, platform.clock.now())
    for file_id in message.files:
        platform.world.files[file_id].shared.append(place.id)
    if message.ephemeral_to:
        show(platform, message)
        return message
    announce_files(platform, place, message)
    place.read[message.user] = message.ts
    show(platform, message)
    mark_unread(platform, place, message.user)
    announce_message(platform, message_object(platform, message, metadata=True), place)
    announce_mention(platform, place, message)
    return message


def audience(platform: Platform, message: Message) -> list[str]:
    if message.ephemeral_to:
        return [message.ephemeral_to]
    return viewers(platform, platform.world.conversations[message.channel])


def show(platform: Platform, message: Message) -> None:
    """Tell every browser that may see it; a reply also changes its parent's count."""
    news = {"type": "message", "message": page_message(platform, message)}
    platform.audience.tell(audience(platform, message), news)
    parent = platform.world.message(message.channel, message.thread_ts)
    if parent is not None and parent.ts != message.ts and not message.ephemeral_to:
        shown = {"type": "message", "message": page_message(platform, parent)}
        platform.audience.tell(audience(platform, parent), shown)


def mark_unread(platform: Platform, place: Conversation, author: str) -> None:
    for user in place.members:
        if user != author and platform.audience.seats.get(user):
            news = {"type": "unread", "channel": place.id, **unread(platform, user, place)}
            platform.audience.tell([user], news)


def announce_files(platform: Platform, place: Conversation, message: Message) -> None:
    for file in message.files:
        event = {"type": "file_shared", "file_id": file, "file": {"id": file}}
        announce(platform, {**event, "user_id": message.user, "channel_id": place.id}, place)


def announce_mention(platform: Platform, place: Conversation, message: Message) -> None:
    for app in platform.all_installed() if message.subtype in SPOKEN else ():
        mentioned = f"<@{app.bot_user}>" in message.text
        if mentioned and place.kind != "im" and message.user != app.bot_user:
            event = {**message_object(platform, message), "type": "app_mention"}
            announce(platform, {**event, "channel": place.id}, place, only=app)


def edit(platform: Platform, message: Message, changes: Json) -> Message:
    """Put changed content in place; apps in the channel hear both versions."""
    before = message_object(platform, message, metadata=True)
    for key, value in changes.items():
        setattr(message, key, value)
    message.edited = platform.clock.stamp()
    platform.world.touch()
    show(platform, message)
    if not message.ephemeral_to:
        changed = {"message": message_object(platform, message, metadata=True)}
        tell_change(platform, message, "message_changed", changed, before)
    return message


def erase(platform: Platform, message: Message) -> None:
    before = message_object(platform, message, metadata=True)
    told = audience(platform, message)
    platform.world.remove(message)
    platform.unreads.forget(message.channel)
    place = platform.world.conversations[message.channel]
    place.pins = [pin for pin in place.pins if pin.ts != message.ts]
    news = {"type": "message_deleted", "channel": message.channel, "ts": message.ts}
    platform.audience.tell(told, news)
    if not message.ephemeral_to:
        tell_change(platform, message, "message_deleted", {"deleted_ts": message.ts}, before)


def tell_change(
    platform: Platform, message: Message, subtype: str, more: Json, before: Json
) -> None:
    place = platform.world.conversations[message.channel]
    stamp = platform.clock.stamp()
    event = {"type": "message", "subtype": subtype, "hidden": True, "ts": stamp, "event_ts": stamp}
    announce_message(platform, {**event, **more, "previous_message": before}, place)
