"""conversations.*: which places there are, and who is in them."""

from playground.api.calls import Call, method
from playground.api.cursors import Paging, page_of
from playground.memberships import direct, find_direct
from playground.refusals import Refused
from playground.renderings import conversation_object, message_object
from playground.shapes import Json
from playground.worlds import Conversation, Member

PREFIXES = {"channel": "channels", "private": "groups", "im": "im", "mpim": "mpim"}
ASKED_KINDS = {
    "public_channel": "channel",
    "private_channel": "private",
    "im": "im",
    "mpim": "mpim",
}
READS = ("channels:read", "groups:read", "im:read", "mpim:read")
WRITES = ("channels:manage", "groups:write", "im:write", "mpim:write")
PLACES = Paging("team")
MEMBERS = Paging("user_id")
MOST_IN_DIRECT = 8


def scoped(call: Call, place: Conversation, act: str) -> None:
    """Each kind of conversation has a scope of its own."""
    call.need(f"{PREFIXES[place.kind]}:{act}")


def managed(call: Call, place: Conversation, *others: str) -> None:
    """As `scoped`, for what changes a place; `others` are narrower scopes that also do."""
    own = "channels:manage" if place.kind == "channel" else f"{PREFIXES[place.kind]}:write"
    call.need(own, *(f"{PREFIXES[place.kind]}:{other}" for other in others))


def shown(call: Call, place: Conversation, *, counted: bool = False) -> Json:
    """A conversation as the bot is told of it, with the number of its members if asked for."""
    found = conversation_object(call.platform, place, call.app.bot_user)
    return {**found, "num_members": len(place.members)} if counted else found


def detailed(call: Call, place: Conversation) -> Json:
    """With what was said last in it and how much of it is new to the bot."""
    said = [m for m in call.platform.world.in_channel(place.id) if not m.ephemeral_to]
    latest = message_object(call.platform, said[-1]) if said else None
    count, _ = call.platform.unreads.count(call.platform.world, call.app.bot_user, place)
    fresh = {"latest": latest, "unread_count": count, "unread_count_display": count}
    return {**shown(call, place), **fresh}


def open_direct(call: Call) -> Json:
    if call.text("channel"):
        place, before = resumed(call), True
    else:
        place, before = with_people(call)
    again = {"no_op": True, "already_open": True} if before else {}
    place.closed_for = [user for user in place.closed_for if user != call.app.bot_user]
    whole = call.flag("return_im")
    return {**again, "channel": detailed(call, place) if whole else {"id": place.id}}


def resumed(call: Call) -> Conversation:
    place = call.place()
    if place.kind not in ("im", "mpim"):
        raise Refused("method_not_supported_for_channel_type")
    return place


def with_people(call: Call) -> tuple[Conversation, bool]:
    users = call.names("users")
    if not users:
        raise Refused("users_list_not_supplied")
    if len(users) > MOST_IN_DIRECT:
        raise Refused("too_many_users")
    if len(users) > 1:
        call.need("mpim:write")
    for user in users:
        check_invited(call, call.platform.world.people.get(user))
    who = [call.app.bot_user, *users]
    found = find_direct(call.platform, call.app.team_id, *who)
    if found is None and call.flag("prevent_creation"):
        raise Refused("channel_not_found")
    return found or direct(call.platform, call.app.team_id, *who), found is not None


def check_invited(call: Call, member: Member | None) -> None:
    if member is None or not call.platform.acquainted(call.app.team_id, member):
        raise Refused("user_not_found")
    if member.kind == "deactivated":
        raise Refused("user_disabled")
    if member.kind == "bot":
        raise Refused("cannot_dm_bot")


def close(call: Call) -> Json:
    place = resumed(call)
    if call.app.bot_user in place.closed_for:
        return {"no_op": True, "already_closed": True}
    place.closed_for.append(call.app.bot_user)
    call.platform.world.touch()
    return {}


def info(call: Call) -> Json:
    place = call.place()
    scoped(call, place, "read")
    found = detailed(call, place) if place.kind == "im" else shown(call, place)
    counted = {"num_members": len(place.members)} if call.flag("include_num_members") else {}
    locale = {"locale": "en-US"} if call.flag("include_locale") else {}
    return {"channel": {**found, **counted, **locale}}


def list_all(call: Call) -> Json:
    rows, more = listed(call, None)
    return {"channels": [shown(call, place, counted=place.kind != "im") for place in rows], **more}


def of_user(call: Call) -> Json:
    """users.conversations: where one person is, as far as the bot may know."""
    user = call.member() if call.text("user") else None
    rows, more = listed(call, user.id if user else call.app.bot_user)
    unsaid = ("is_member", "num_members")
    found = [shown(call, place).items() for place in rows]
    return {"channels": [{k: v for k, v in row if k not in unsaid} for row in found], **more}


def listed(call: Call, user: str | None) -> tuple[list[Conversation], Json]:
    kinds = asked_kinds(call)
    hidden = call.flag("exclude_archived")
    places = call.platform.world.conversations.values()
    seen = [
        place
        for place in places
        if place.kind in kinds
        and call.knows(place)
        and not (hidden and place.archived)
        and (user is None or user in place.members)
    ]
    return page_of(call, seen, lambda place: place.id, PLACES)


def asked_kinds(call: Call) -> list[str]:
    asked = call.names("types") or ["public_channel"]
    if any(kind not in ASKED_KINDS for kind in asked):
        raise Refused("invalid_types")
    kinds = [ASKED_KINDS[kind] for kind in asked]
    for kind in kinds:
        call.need(f"{PREFIXES[kind]}:read")
    return kinds


def members(call: Call) -> Json:
    place = call.place()
    scoped(call, place, "read")
    page, more = page_of(call, place.members, str, MEMBERS)
    return {"members": page, **more}


def mark(call: Call) -> Json:
    place = call.place()
    managed(call, place)
    if call.app.bot_user not in place.members:
        raise Refused("not_in_channel")
    call.text("ts", needed=True)
    place.read[call.app.bot_user] = call.stamp("ts", "invalid_timestamp")
    call.platform.world.touch()
    return {}


METHODS = {
    "conversations.open": method(open_direct, *WRITES),
    "conversations.close": method(close, *WRITES),
    "conversations.info": method(info, *READS, json=False),
    "conversations.list": method(list_all, *READS, json=False),
    "conversations.members": method(members, *READS, json=False),
    "conversations.mark": method(mark, *WRITES),
    "users.conversations": method(of_user, *READS, json=False),
}
