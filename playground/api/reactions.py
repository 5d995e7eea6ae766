"""reactions.*: emoji on messages."""

from playground import reactions
from playground.api.calls import Call, method
from playground.api.chat import permalink
from playground.api.cursors import Paging, page_of
from playground.refusals import Refused
from playground.renderings import message_object
from playground.shapes import Json
from playground.worlds import Message

PAGING = Paging("reaction", usual=100)
MOST_KINDS = 50
MOST_EACH = 23
"""Slack: how many kinds a message takes, and how many of them one person may give."""


def message_of(call: Call) -> Message:
    if not call.text("channel") or not call.text("timestamp"):
        raise Refused("no_item_specified")
    place = call.place()
    ts = call.stamp("timestamp", "bad_timestamp")
    message = call.platform.world.message(place.id, ts)
    if message is None or message.ephemeral_to or call.app.bot_user not in place.members:
        raise Refused("message_not_found")
    return message


def target(call: Call) -> tuple[Message, str]:
    name = call.text("name", needed=True).strip(":")
    if not reactions.NAME.fullmatch(name):
        raise Refused("invalid_name")
    message = message_of(call)
    if call.platform.world.conversations[message.channel].archived:
        raise Refused("is_archived")
    return message, name


def add(call: Call) -> Json:
    message, name = target(call)
    bot = call.app.bot_user
    if bot in message.reactions.get(name, ()):
        raise Refused("already_reacted")
    if name not in message.reactions and len(message.reactions) >= MOST_KINDS:
        raise Refused("too_many_emoji")
    if sum(bot in users for users in message.reactions.values()) >= MOST_EACH:
        raise Refused("too_many_reactions")
    reactions.add(call.platform, bot, message, name)
    return {}


def remove(call: Call) -> Json:
    message, name = target(call)
    if call.app.bot_user not in message.reactions.get(name, ()):
        raise Refused("no_reaction")
    reactions.remove(call.platform, call.app.bot_user, message, name)
    return {}


def item(call: Call, message: Message) -> Json:
    shown = {**message_object(call.platform, message), "permalink": permalink(call, message)}
    return {"type": "message", "channel": message.channel, "message": shown}


def get(call: Call) -> Json:
    return item(call, message_of(call))


def list_all(call: Call) -> Json:
    """What one person has reacted to where the bot is, newest first."""
    user = call.member().id if call.text("user") else call.app.bot_user
    world = call.platform.world
    seen = [p for p in world.conversations.values() if call.app.bot_user in p.members]
    said = (m for place in seen for m in world.in_channel(place.id) if not m.ephemeral_to)
    given = [m for m in said if any(user in users for users in m.reactions.values())]
    given.sort(key=lambda message: message.ts, reverse=True)
    page, more = page_of(call, given, lambda m: f"{m.channel}.{m.ts}", PAGING)
    return {"items": [item(call, message) for message in page], **more}


METHODS = {
    "reactions.add": method(add, "reactions:write"),
    "reactions.remove": method(remove, "reactions:write"),
    "reactions.get": method(get, "reactions:read", json=False),
    "reactions.list": method(list_all, "reactions:read", json=False),
}
