"""reactions.*: emoji on messages."""

from playground.api.calls import Call, method
from playground.postings import show
from playground.refusals import Refused
from playground.shapes import Json
from playground.worlds import Message


def target(call: Call) -> tuple[Message, str]:
    place = call.place()
    message = call.platform.world.message(place.id, call.text("timestamp", needed=True))
    if message is None or message.ephemeral_to:
        raise Refused("message_not_found")
    if call.app.bot_user not in place.members:
        raise Refused("not_in_channel")
    return message, call.text("name", needed=True).strip(":")


def add(call: Call) -> Json:
    message, name = target(call)
    users = message.reactions.setdefault(name, [])
    if call.app.bot_user in users:
        raise Refused("already_reacted")
    users.append(call.app.bot_user)
    return changed(call, message)


def remove(call: Call) -> Json:
    message, name = target(call)
    if call.app.bot_user not in message.reactions.get(name, []):
        raise Refused("no_reaction")
    message.reactions[name].remove(call.app.bot_user)
    if not message.reactions[name]:
        del message.reactions[name]
    return changed(call, message)


def changed(call: Call, message: Message) -> Json:
    call.platform.world.touch()
    show(call.platform, message)
    return {}


METHODS = {
    "reactions.add": method(add, "reactions:write"),
    "reactions.remove": method(remove, "reactions:write"),
}
