"""conversations.*: making, naming and filling channels, and leaving them."""

from collections.abc import Callable

from playground import namings, places
from playground.api.calls import Call, Method, method
from playground.api.conversations import WRITES, detailed, managed, shown
from playground.memberships import join
from playground.platforms import Platform
from playground.refusals import Refused
from playground.shapes import Json
from playground.worlds import Conversation

LONGEST_TOPIC = 250
MOST_INVITED = 100
INVITES = ("channels:manage", "channels:write.invites", "groups:write", "groups:write.invites")
TOPICS = ("channels:manage", "channels:write.topic", "groups:write", "groups:write.topic",
          "im:write", "im:write.topic", "mpim:write", "mpim:write.topic")  # fmt: skip


def channel(call: Call, *others: str, inside: bool = True, alive: bool = True) -> Conversation:
    """The channel to change: no direct message, with the bot inside, and not archived."""
    place = call.place()
    if place.kind not in ("channel", "private"):
        raise Refused("method_not_supported_for_channel_type")
    managed(call, place, *others)
    if inside and call.app.bot_user not in place.members:
        raise Refused("not_in_channel")
    if alive and place.archived:
        raise Refused("is_archived")
    return place


def wanted_name(call: Call, but: Conversation | None = None) -> str:
    name = call.text("name").strip().removeprefix("#")
    wrong = namings.word(call.platform, call.app.team_id, name, but)
    if wrong:
        raise Refused(wrong)
    return name


def create(call: Call) -> Json:
    private = call.flag("is_private")
    call.need("groups:write" if private else "channels:manage")
    name = wanted_name(call)
    place = places.create(call.platform, call.app.bot_user, name, private=private)
    return {"channel": detailed(call, place)}


def rename(call: Call) -> Json:
    place = channel(call)
    name = wanted_name(call, place)
    if name != place.name:
        places.rename(call.platform, call.app.bot_user, place, name)
    return {"channel": shown(call, place, counted=True)}


def join_channel(call: Call) -> Json:
    place = call.place()
    if place.kind != "channel":
        raise Refused("method_not_supported_for_channel_type")
    if place.archived:
        raise Refused("is_archived")
    if call.app.bot_user in place.members:
        call.warnings.append("already_in_channel")
    join(call.platform, place, call.app.bot_user)
    return {"channel": shown(call, place)}


def invite(call: Call) -> Json:
    place = channel(call, "write.invites")
    users = call.names("users")
    if not users:
        raise Refused("no_user")
    if len(users) > MOST_INVITED:
        raise Refused("too_many_users")
    wrong = {user: word for user in users if (word := objection(call, place, user))}
    refused = [{"user": user, "ok": False, "error": word} for user, word in wrong.items()]
    if wrong and (not call.flag("force") or len(wrong) == len(users)):
        raise Refused(next(iter(wrong.values())), errors=refused)
    for user in users:
        if user not in wrong:
            join(call.platform, place, user, inviter=call.app.bot_user)
    return {"channel": shown(call, place), **({"errors": refused} if refused else {})}


def objection(call: Call, place: Conversation, user: str) -> str:
    """Slack's word for why this person cannot be invited, or nothing."""
    member = call.platform.world.people.get(user)
    if user == call.app.bot_user:
        return "cant_invite_self"
    if member is None or not call.platform.acquainted(call.app.team_id, member):
        return "user_not_found"
    if user in place.members:
        return "already_in_channel"
    return "cant_invite" if member.kind == "deactivated" else ""


def kick(call: Call) -> Json:
    place = channel(call)
    user = call.member()
    if user.id == call.app.bot_user:
        raise Refused("cant_kick_self")
    if user.id not in place.members:
        raise Refused("not_in_channel")
    if place.name == "general":
        raise Refused("cant_kick_from_general")
    places.leave(call.platform, place, user.id, by=call.app.bot_user)
    return {"errors": {}}


def leave(call: Call) -> Json:
    place = channel(call, inside=False)
    if call.app.bot_user not in place.members:
        return {"not_in_channel": True}
    if place.name == "general":
        raise Refused("cant_leave_general")
    if place.members == [call.app.bot_user]:
        raise Refused("last_member")
    places.leave(call.platform, place, call.app.bot_user)
    return {}


def archive(call: Call) -> Json:
    place = channel(call, alive=False)
    if place.archived:
        raise Refused("already_archived")
    if place.name == "general":
        raise Refused("cant_archive_general")
    places.archive(call.platform, call.app.bot_user, place)
    return {}


def unarchive(call: Call) -> Json:
    place = channel(call, inside=False, alive=False)
    if not place.archived:
        raise Refused("not_archived")
    places.unarchive(call.platform, call.app.bot_user, place)
    return {}


def noting(name: str, write: Callable[[Platform, str, Conversation, str], None]) -> Method:
    def act(call: Call) -> Json:
        place = described(call)
        if call.args.get(name) is None:
            call.text(name, needed=True)
        text = call.text(name)
        if len(text) > LONGEST_TOPIC:
            raise Refused("too_long")
        write(call.platform, call.app.bot_user, place, text)
        return {"channel": shown(call, place)}

    return method(act, *TOPICS)


def described(call: Call) -> Conversation:
    """A place with a topic; a direct message between two has none."""
    place = call.place()
    if place.kind == "im":
        raise Refused("method_not_supported_for_channel_type")
    managed(call, place, "write.topic")
    if call.app.bot_user not in place.members:
        raise Refused("not_in_channel")
    if place.archived:
        raise Refused("is_archived")
    return place


METHODS = {
    "conversations.create": method(create, *WRITES),
    "conversations.rename": method(rename, *WRITES),
    "conversations.join": method(join_channel, "channels:join"),
    "conversations.invite": method(invite, *INVITES),
    "conversations.kick": method(kick, *WRITES),
    "conversations.leave": method(leave, *WRITES),
    "conversations.archive": method(archive, *WRITES),
    "conversations.unarchive": method(unarchive, *WRITES),
    "conversations.setTopic": noting("topic", places.set_topic),
    "conversations.setPurpose": noting("purpose", places.set_purpose),
}
