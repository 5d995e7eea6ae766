"""pins.*: messages kept at hand in a conversation."""

from playground import pinboards
from playground.api.calls import Call, method
from playground.refusals import Refused
from playground.shapes import Json
from playground.worlds import Conversation, Message

MOST = 100


def target(call: Call) -> tuple[Conversation, Message]:
    place = call.place()
    ts = call.stamp("timestamp", "bad_timestamp")
    if not ts:
        raise Refused("no_item_specified")
    if call.app.bot_user not in place.members:
        raise Refused("not_in_channel")
    message = call.platform.world.message(place.id, ts)
    if message is None or message.ephemeral_to:
        raise Refused("message_not_found")
    return place, message


def add(call: Call) -> Json:
    place, message = target(call)
    if pinboards.pinned(place, message.ts):
        raise Refused("already_pinned")
    if len(place.pins) >= MOST:
        raise Refused("too_many_pins")
    pinboards.pin(call.platform, call.app.bot_user, message)
    return {}


def remove(call: Call) -> Json:
    place, message = target(call)
    if not pinboards.pinned(place, message.ts):
        raise Refused("no_pin")
    pinboards.unpin(call.platform, call.app.bot_user, message)
    return {}


def list_all(call: Call) -> Json:
    """Newest pin first."""
    place = call.place()
    if call.app.bot_user not in place.members:
        raise Refused("restricted_action")
    held = [(pin, call.platform.world.message(place.id, pin.ts)) for pin in reversed(place.pins)]
    items = [
        {**pinboards.item(call.platform, pin.user, message), "created": pin.created}
        for pin, message in held
        if message is not None
    ]
    return {"items": items}


METHODS = {
    "pins.add": method(add, "pins:write"),
    "pins.remove": method(remove, "pins:write"),
    "pins.list": method(list_all, "pins:read", json=False),
}
