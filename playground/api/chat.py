"""chat.*: posting, changing and deleting messages."""

from typing import Any

from playground.api.calls import Call, method
from playground.api.contents import (
    PARTS,
    attached,
    content,
    guise,
    judge,
    markdown,
    metadata,
    thread,
    words,
)
from playground.dialogs import identified
from playground.memberships import direct
from playground.postings import edit, erase, post
from playground.refusals import Refused
from playground.renderings import message_object
from playground.shapes import Json
from playground.worlds import Conversation, Message

TEXT_ON_UPDATE = 4000


def destination(call: Call) -> Conversation:
    """The conversation to post in; a person's id means the direct message with them."""
    wanted = call.text("channel", needed=True)
    if wanted[0] in "UW":
        return direct_message(call, wanted)
    place = by_name(call, wanted) if wanted.startswith("#") else call.place()
    if place.archived:
        raise Refused("is_archived")
    if call.app.bot_user not in place.members and "chat:write.public" not in call.app.scopes:
        raise Refused("not_in_channel")
    return place


def direct_message(call: Call, user: str) -> Conversation:
    member = call.platform.world.people.get(user)
    known = member is not None and call.platform.acquainted(call.app.team_id, member)
    if member is None or not known or member.kind in ("deactivated", "bot"):
        raise Refused("channel_not_found")
    if call.app.messages_tab == "off":
        raise Refused("messages_tab_disabled")
    return direct(call.platform, call.app.team_id, call.app.bot_user, user)


def by_name(call: Call, wanted: str) -> Conversation:
    for place in call.platform.world.conversations.values():
        here = place.team_id == call.app.team_id
        if here and place.kind == "channel" and place.name == wanted[1:]:
            return place
    raise Refused("channel_not_found")


def new_message(call: Call, place: Conversation, **more: Any) -> Message:
    ts = call.platform.clock.stamp()
    found = identified(content(call), ts)
    return Message(
        ts, place.id, call.app.bot_user, app_id=call.app.id, thread_ts=thread(call, place),
        client_msg_id=call.text("client_msg_id"), **found, **more,
    )  # fmt: skip


def post_message(call: Call) -> Json:
    place = destination(call)
    message = new_message(call, place, metadata=metadata(call), **manner(call))
    post(call.platform, message)
    shown = message_object(call.platform, message, metadata=True)
    return {"channel": place.id, "ts": message.ts, "message": shown}


def manner(call: Call) -> Json:
    """As whom the app speaks, and whether a reply is also shown in the channel."""
    worn = guise(call)
    if call.text("thread_ts") and call.flag("reply_broadcast"):
        return {"subtype": "thread_broadcast", "more": worn}
    return {"subtype": "bot_message" if worn else "", "more": worn}


def me_message(call: Call) -> Json:
    place = destination(call)
    text = call.text("text")
    if not text:
        raise Refused("no_text")
    ts, app = call.platform.clock.stamp(), call.app
    judge({"text": text})
    said = Message(ts, place.id, app.bot_user, text, subtype="me_message", app_id=app.id)
    post(call.platform, said)
    return {"channel": place.id, "ts": ts}


def post_ephemeral(call: Call) -> Json:
    place = destination(call)
    user = call.member()
    if user.id not in place.members:
        raise Refused("user_not_in_channel")
    message = new_message(call, place, ephemeral_to=user.id, more=guise(call))
    post(call.platform, message)
    return {"message_ts": message.ts}


def own_message(call: Call, refusal: str) -> Message:
    place = call.place()
    message = call.platform.world.message(place.id, call.text("ts", needed=True))
    if message is None or message.ephemeral_to:
        raise Refused("message_not_found")
    if message.app_id != call.app.id or message.user != call.app.bot_user:
        raise Refused(refusal)
    return message


def update(call: Call) -> Json:
    message = own_message(call, "cant_update_message")
    if call.platform.world.conversations[message.channel].archived:
        raise Refused("is_inactive")
    if not any(call.args.get(key) is not None for key in (*PARTS, "markdown_text")):
        raise Refused("no_text")
    if len(call.text("text")) > TEXT_ON_UPDATE:
        raise Refused("msg_too_long")
    edit(call.platform, message, changes(call, message))
    shown = message_object(call.platform, message, metadata=True)
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": shown}


def changes(call: Call, message: Message) -> Json:
    """What was sent replaces what was there; what was left out stays, blocks included.

    So the documentation has it, and so it was met with: python-slack-sdk#523, slack-go#1214.
    """
    found: Json = {key: getattr(message, key) for key in PARTS}
    found |= markdown(call) or {}
    if call.args.get("text") is not None:
        found["text"] = words(call)
    if call.args.get("blocks") is not None:
        found["blocks"] = call.listed("blocks")
    if call.args.get("attachments") is not None:
        found["attachments"] = attached(call)
    if not any(found.values()) and not message.files:
        raise Refused("no_text")
    judge(found)
    found = identified(found, message.ts)
    if call.args.get("metadata") is not None:
        found["metadata"] = metadata(call)
    return {**found, "state": {}, **broadcast(call, message)}


def broadcast(call: Call, message: Message) -> Json:
    if not call.flag("reply_broadcast"):
        return {}
    if not message.thread_ts or message.thread_ts == message.ts:
        raise Refused("cant_broadcast_message")
    return {"subtype": "thread_broadcast"}


def delete(call: Call) -> Json:
    message = own_message(call, "cant_delete_message")
    erase(call.platform, message)
    return {"channel": message.channel, "ts": message.ts}


def get_permalink(call: Call) -> Json:
    place = call.place()
    message = call.platform.world.message(place.id, call.text("message_ts", needed=True))
    if message is None or message.ephemeral_to:
        raise Refused("message_not_found")
    return {"channel": place.id, "permalink": permalink(call, message)}


def permalink(call: Call, message: Message) -> str:
    base, name = call.platform.base_url, message.ts.replace(".", "")
    link = f"{base}/archives/{message.channel}/p{name}"
    if not message.thread_ts or message.thread_ts == message.ts:
        return link
    return f"{link}?thread_ts={message.thread_ts}&cid={message.channel}"


METHODS = {
    "chat.postMessage": method(post_message, "chat:write"),
    "chat.postEphemeral": method(post_ephemeral, "chat:write"),
    "chat.meMessage": method(me_message, "chat:write"),
    "chat.update": method(update, "chat:write"),
    "chat.delete": method(delete, "chat:write"),
    "chat.getPermalink": method(get_permalink, json=False),
}
