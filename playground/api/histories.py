"""conversations.history and replies: what was said, between two moments, page by page."""

from math import inf

from playground.api.calls import Call, method
from playground.api.conversations import scoped
from playground.api.cursors import Paging, not_after, not_before, page_of
from playground.refusals import Refused
from playground.renderings import message_object
from playground.shapes import Json
from playground.worlds import Conversation, Message

NEWEST_FIRST = Paging("next_ts", most=999, reached=not_after)
OLDEST_FIRST = Paging("next_ts", usual=1000, reached=not_before)
HISTORIES = ("channels:history", "groups:history", "im:history", "mpim:history")


def readable(call: Call) -> Conversation:
    place = call.place()
    scoped(call, place, "history")
    if call.app.bot_user not in place.members:
        raise Refused("not_in_channel")
    return place


def within(call: Call, said: list[Message]) -> list[Message]:
    """Between oldest and latest; the ends count only when `inclusive` is asked for."""
    low = float(call.stamp("oldest", "invalid_ts_oldest") or 0)
    high = float(call.stamp("latest", "invalid_ts_latest") or inf)
    ends = call.flag("inclusive")
    moments = [(float(message.ts), message) for message in said if not message.ephemeral_to]
    return [m for ts, m in moments if low < ts < high or (ends and ts in (low, high))]


def history(call: Call) -> Json:
    place = readable(call)
    said = within(call, call.platform.world.in_channel(place.id))
    page, more = messages_page(call, [m for m in reversed(said) if at_top(m)], NEWEST_FIRST)
    bounds = {key: value for key in ("oldest", "latest") if (value := call.text(key))}
    actions = {"channel_actions_ts": None, "channel_actions_count": 0}
    return {**bounds, **page, "pin_count": len(place.pins), **actions, **more}


def at_top(message: Message) -> bool:
    first = not message.thread_ts or message.thread_ts == message.ts
    return first or message.subtype == "thread_broadcast"


def replies(call: Call) -> Json:
    """The whole thread, whichever of its messages is named."""
    place = readable(call)
    named = call.platform.world.message(place.id, call.text("ts", needed=True))
    if named is None or named.ephemeral_to:
        raise Refused("thread_not_found")
    parent = call.platform.world.message(place.id, named.thread_ts) or named
    told = within(call, call.platform.world.replies(place.id, parent.ts))
    page, more = messages_page(call, [parent, *told], OLDEST_FIRST)
    return {**page, **more}


def messages_page(call: Call, found: list[Message], paging: Paging) -> tuple[Json, Json]:
    rows, more = page_of(call, found, lambda message: message.ts.replace(".", ""), paging)
    metadata = call.flag("include_all_metadata")
    page = [message_object(call.platform, m, metadata=metadata) for m in rows]
    following = more["response_metadata"]["next_cursor"]
    return {"messages": page, "has_more": bool(following)}, more if following else {}


METHODS = {
    "conversations.history": method(history, *HISTORIES),
    "conversations.replies": method(replies, *HISTORIES, json=False),
}
