"""Messages pinned to a conversation, and the apps that hear of it."""

from playground.delivery.events import announce
from playground.platforms import Platform
from playground.postings import show
from playground.records import Pin
from playground.renderings import message_object
from playground.shapes import Json
from playground.worlds import Conversation, Message


def pinned(place: Conversation, ts: str) -> bool:
    return any(pin.ts == ts for pin in place.pins)


def pin(platform: Platform, user: str, message: Message) -> None:
    place = platform.world.conversations[message.channel]
    place.pins.append(Pin(message.ts, user, platform.clock.seconds()))
    tell(platform, user, message, "pin_added")


def unpin(platform: Platform, user: str, message: Message) -> None:
    place = platform.world.conversations[message.channel]
    place.pins = [kept for kept in place.pins if kept.ts != message.ts]
    tell(platform, user, message, "pin_removed")


def tell(platform: Platform, user: str, message: Message, kind: str) -> None:
    platform.world.touch()
    show(platform, message)
    place = platform.world.conversations[message.channel]
    event = {"type": kind, "user": user, "channel_id": place.id, "item_user": message.user}
    told = {"item": item(platform, user, message), "pin_count": len(place.pins)}
    more = {"has_pins": bool(place.pins)} if kind == "pin_removed" else {}
    announce(platform, {**event, **told, **more}, place)


def item(platform: Platform, user: str, message: Message) -> Json:
    shown = message_object(platform, message)
    link = f"{platform.base_url}/archives/{message.channel}/p{message.ts.replace('.', '')}"
    return {
        "type": "message",
        "created": platform.clock.seconds(),
        "created_by": user,
        "channel": message.channel,
        "message": {**shown, "pinned_to": [message.channel], "permalink": link},
    }
