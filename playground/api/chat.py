"""chat.*: posting, changing and deleting messages."""

import json
from typing import Any

from playground.api.calls import Call, method
from playground.dialogs import identified
from playground.memberships import direct
from playground.postings import edit, erase, post
from playground.refusals import Refused
from playground.renderings import message_object
from playground.shapes import Json
from playground.validation import Problem, problems
from playground.worlds import Conversation, Message

TEXT_ON_UPDATE = 4000
CONTENT = ("text", "blocks", "attachments")
METADATA_BYTES = 8000


def destination(call: Call) -> Conversation:
    """The conversation to post in; a person's id means the direct message with them."""
    wanted = call.text("channel", needed=True)
    if wanted[0] in "UW":
        member = call.platform.world.people.get(wanted)
        known = member is not None and call.platform.acquainted(call.app.team_id, member)
        if member is None or not known or member.kind in ("deactivated", "bot"):
            raise Refused("channel_not_found")
        if call.app.messages_tab == "off":
            raise Refused("messages_tab_disabled")
        return direct(call.platform, call.app.team_id, call.app.bot_user, wanted)
    place = by_name(call, wanted) if wanted.startswith("#") else call.place()
    if place.archived:
        raise Refused("is_archived")
    if call.app.bot_user not in place.members and "chat:write.public" not in call.app.scopes:
        raise Refused("not_in_channel")
    return place


def by_name(call: Call, wanted: str) -> Conversation:
    for place in call.platform.world.conversations.values():
        here = place.team_id == call.app.team_id
        if here and place.kind == "channel" and place.name == wanted[1:]:
            return place
    raise Refused("channel_not_found")


def content(call: Call) -> Json:
    """Text, blocks and attachments, judged; at least one of them is there."""
    found: Json = {
        "text": call.text("text"),
        "blocks": call.listed("blocks"),
        "attachments": call.listed("attachments"),
    }
    if not any(found.values()):
        raise Refused("no_text")
    judge(found)
    return found


def judge(found: Json) -> None:
    wrong = problems(found, "message")
    if wrong:
        raise Refused(message_error(wrong), wrong)


def message_error(wrong: list[Problem]) -> str:
    if all(problem.pointer == "/text" for problem in wrong):
        return "msg_too_long"
    if all("characters of text" in problem.text for problem in wrong):
        return "msg_blocks_too_long"
    return "invalid_blocks"


def metadata(call: Call) -> Json | None:
    given = call.parsed("metadata")
    if given is None or given == {}:
        return None
    payload = given.get("event_payload") if isinstance(given, dict) else None
    if not isinstance(payload, dict) or not isinstance(given.get("event_type"), str):
        raise Refused("invalid_metadata_format")
    if len(json.dumps(given)) > METADATA_BYTES:
        raise Refused("metadata_too_large")
    return dict(given)


def thread(call: Call, place: Conversation) -> str:
    """The parent's timestamp, also when a reply was named."""
    wanted = call.text("thread_ts")
    if not wanted:
        return ""
    parent = call.platform.world.message(place.id, wanted)
    if parent is None or parent.ephemeral_to:
        raise Refused("thread_not_found")
    return parent.thread_ts or parent.ts


def new_message(call: Call, place: Conversation, **more: Any) -> Message:
    ts = call.platform.clock.stamp()
    found = identified(content(call), ts)
    parent = thread(call, place)
    return Message(
        ts, place.id, call.app.bot_user, thread_ts=parent, app_id=call.app.id, **found, **more
    )


def post_message(call: Call) -> Json:
    place = destination(call)
    message = new_message(call, place, metadata=metadata(call))
    post(call.platform, message)
    shown = message_object(call.platform, message, metadata=True)
    return {"channel": place.id, "ts": message.ts, "message": shown}


def post_ephemeral(call: Call) -> Json:
    place = destination(call)
    user = call.member()
    if user.id not in place.members:
        raise Refused("user_not_in_channel")
    message = new_message(call, place, ephemeral_to=user.id)
    post(call.platform, message)
    return {"message_ts": message.ts}


def own_message(call: Call, refusal: str) -> Message:
    place = call.place()
    message = call.platform.world.message(place.id, call.text("ts", needed=True))
    if message is None or message.ephemeral_to:
        raise Refused("message_not_found")
    if message.app_id != call.app.id:
        raise Refused(refusal)
    return message


def update(call: Call) -> Json:
    message = own_message(call, "cant_update_message")
    if not any(call.args.get(key) is not None for key in CONTENT):
        raise Refused("no_text")
    if len(call.text("text")) > TEXT_ON_UPDATE:
        raise Refused("msg_too_long")
    edit(call.platform, message, changes(call, message))
    shown = message_object(call.platform, message)
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": shown}


def changes(call: Call, message: Message) -> Json:
    """What was sent replaces what was there; what was left out stays, as the documentation says."""
    found: Json = {key: getattr(message, key) for key in CONTENT}
    if "text" in call.args:
        found["text"] = call.text("text")
    found |= {key: call.listed(key) for key in CONTENT[1:] if call.args.get(key) is not None}
    judge(found)
    found = identified(found, message.ts)
    if "metadata" in call.args:
        found["metadata"] = metadata(call)
    return {**found, "state": {}}


def delete(call: Call) -> Json:
    message = own_message(call, "cant_delete_message")
    erase(call.platform, message)
    return {"channel": message.channel, "ts": message.ts}


def get_permalink(call: Call) -> Json:
    place = call.place()
    ts = call.text("message_ts", needed=True)
    if call.platform.world.message(place.id, ts) is None:
        raise Refused("message_not_found")
    link = f"{call.platform.base_url}/archives/{place.id}/p{ts.replace('.', '')}"
    return {"channel": place.id, "permalink": link}


METHODS = {
    "chat.postMessage": method(post_message, "chat:write"),
    "chat.postEphemeral": method(post_ephemeral, "chat:write"),
    "chat.update": method(update, "chat:write"),
    "chat.delete": method(delete, "chat:write"),
    "chat.getPermalink": method(get_permalink),
}
