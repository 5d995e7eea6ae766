"""conversations.*: places, their members and what was said in them."""

from math import inf

from playground.api.calls import Call, method, page_of
from playground.memberships import direct, join
from playground.refusals import Refused
from playground.renderings import conversation_object, message_object
from playground.shapes import Json
from playground.worlds import Conversation, Message

PREFIXES = {"channel": "channels", "private": "groups", "im": "im", "mpim": "mpim"}
ASKED_KINDS = {
    "public_channel": "channel",
    "private_channel": "private",
    "im": "im",
    "mpim": "mpim",
}


def scoped(call: Call, place: Conversation, act: str) -> None:
    """Each kind of conversation has a scope of its own."""
    needed = f"{PREFIXES[place.kind]}:{act}"
    if needed not in call.app.scopes:
        provided = ",".join(sorted(call.app.scopes))
        raise Refused("missing_scope", needed=needed, provided=provided)


def shown(call: Call, place: Conversation) -> Json:
    return conversation_object(call.platform, place, call.app.bot_user)


def open_direct(call: Call) -> Json:
    users = [user.strip() for user in call.text("users").split(",") if user.strip()]
    if call.text("channel"):
        return {"channel": shown(call, call.place())}
    if not users:
        raise Refused("users_list_not_supplied")
    check_invited(call, users)
    place = direct(call.platform, call.app.team_id, call.app.bot_user, *users)
    return {"channel": shown(call, place) if call.flag("return_im") else {"id": place.id}}


def check_invited(call: Call, users: list[str]) -> None:
    for user in users:
        member = call.platform.world.people.get(user)
        if member is None:
            raise Refused("user_not_found")
        if member.kind == "deactivated":
            raise Refused("user_disabled")
        if member.kind == "bot":
            raise Refused("cannot_dm_bot")


def info(call: Call) -> Json:
    place = call.place()
    scoped(call, place, "read")
    return {"channel": shown(call, place)}


def list_all(call: Call) -> Json:
    asked = (call.text("types") or "public_channel").split(",")
    if any(kind.strip() not in ASKED_KINDS for kind in asked):
        raise Refused("invalid_types")
    kinds = [ASKED_KINDS[kind.strip()] for kind in asked]
    hidden = call.flag("exclude_archived")
    places = [p for p in call.platform.world.conversations.values() if p.kind in kinds]
    seen = [p for p in places if call.knows(p) and not (hidden and p.archived)]
    for place in seen:
        scoped(call, place, "read")
    page, more = page_of(call, [shown(call, place) for place in seen])
    return {"channels": page, **more}


def members(call: Call) -> Json:
    place = call.place()
    scoped(call, place, "read")
    page, more = page_of(call, [{"id": user} for user in place.members])
    return {"members": [row["id"] for row in page], **more}


def readable(call: Call) -> Conversation:
    place = call.place()
    scoped(call, place, "history")
    if call.app.bot_user not in place.members:
        raise Refused("not_in_channel")
    return place


def moment(call: Call, name: str, otherwise: float) -> float:
    try:
        return float(call.text(name) or otherwise)
    except ValueError:
        raise Refused(f"invalid_ts_{name}") from None


def within(call: Call, said: list[Message]) -> list[Message]:
    """Between oldest and latest; the ends count only when `inclusive` is asked for."""
    low, high = moment(call, "oldest", 0.0), moment(call, "latest", inf)
    ends = call.flag("inclusive")
    moments = [(float(message.ts), message) for message in said if not message.ephemeral_to]
    return [m for ts, m in moments if low < ts < high or (ends and ts in (low, high))]


def history(call: Call) -> Json:
    place = readable(call)
    said = within(call, call.platform.world.in_channel(place.id))
    top = [m for m in reversed(said) if not m.thread_ts or m.thread_ts == m.ts]
    page, more = messages_page(call, top)
    return {**page, "pin_count": 0, **more}


def replies(call: Call) -> Json:
    place = readable(call)
    parent = call.platform.world.message(place.id, call.text("ts", needed=True))
    if parent is None or parent.ephemeral_to:
        raise Refused("thread_not_found")
    told = within(call, call.platform.world.replies(place.id, parent.ts))
    page, more = messages_page(call, [parent, *told])
    return {**page, **more}


def messages_page(call: Call, found: list[Message]) -> tuple[Json, Json]:
    metadata = call.flag("include_all_metadata")
    rows = [message_object(call.platform, m, metadata=metadata) for m in found]
    page, more = page_of(call, rows, 999)
    following = more["response_metadata"]["next_cursor"]
    shown: Json = {"messages": page, "has_more": bool(following)}
    return shown, more if following else {}


def join_channel(call: Call) -> Json:
    place = call.place()
    if place.kind != "channel":
        raise Refused("method_not_supported_for_channel_type")
    if place.archived:
        raise Refused("is_archived")
    join(call.platform, place, call.app.bot_user)
    return {"channel": shown(call, place)}


READS = ("channels:read", "groups:read", "im:read", "mpim:read")
HISTORIES = ("channels:history", "groups:history", "im:history", "mpim:history")

METHODS = {
    "conversations.open": method(open_direct, "im:write", "mpim:write", "channels:manage"),
    "conversations.info": method(info, *READS),
    "conversations.list": method(list_all, *READS),
    "conversations.members": method(members, *READS),
    "conversations.history": method(history, *HISTORIES),
    "conversations.replies": method(replies, *HISTORIES),
    "conversations.join": method(join_channel, "channels:join"),
}
