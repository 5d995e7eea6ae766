"""users.*: who works here."""

from playground.api.calls import Call, method
from playground.api.cursors import Paging, page_of
from playground.refusals import Refused
from playground.renderings import user_object
from playground.shapes import Json
from playground.worlds import Member

PAGING = Paging("user", usual=0)
LARGE_TEAM = 10_000
"""Beyond so many people Slack no longer lists them all at once."""


def shown(call: Call, member: Member) -> Json:
    """The user without what the app has no scope for."""
    user = user_object(call.platform, member)
    if "users:read.email" not in call.app.scopes:
        user["profile"].pop("email", None)
    return {**user, "locale": "en-US"} if call.flag("include_locale") else user


def info(call: Call) -> Json:
    return {"user": shown(call, call.member())}


def list_all(call: Call) -> Json:
    people = [
        member
        for member in call.platform.world.people.values()
        if call.platform.acquainted(call.app.team_id, member)
    ]
    if len(people) > LARGE_TEAM and not call.whole("limit"):
        raise Refused("limit_required")
    page, more = page_of(call, people, lambda member: member.id, PAGING)
    members = [shown(call, member) for member in page]
    return {"members": members, "cache_ts": call.platform.clock.seconds(), **more}


def lookup_by_email(call: Call) -> Json:
    email = call.text("email", needed=True).lower()
    for member in call.platform.world.people.values():
        ours = member.team_id == call.app.team_id
        if ours and member.email.lower() == email and member.kind != "deactivated":
            return {"user": shown(call, member)}
    raise Refused("users_not_found")


def get_presence(call: Call) -> Json:
    """People are active while they sit at the page; the bot learns more of itself."""
    user = call.member().id if call.text("user") else call.app.bot_user
    seats = len(call.platform.audience.seats.get(user, ()))
    if user != call.app.bot_user:
        return {"presence": "active" if seats else "away"}
    active = {"presence": "active", "online": True, "auto_away": False, "manual_away": False}
    return {**active, "connection_count": 1, "last_activity": call.platform.clock.seconds()}


def get_profile(call: Call) -> Json:
    user = call.member() if call.text("user") else call.platform.world.people[call.app.bot_user]
    return {"profile": {**shown(call, user)["profile"], "fields": {}}}


METHODS = {
    "users.info": method(info, "users:read", json=False),
    "users.list": method(list_all, "users:read", json=False),
    "users.lookupByEmail": method(lookup_by_email, "users:read.email", json=False),
    "users.getPresence": method(get_presence, "users:read", json=False),
    "users.profile.get": method(get_profile, "users.profile:read", json=False),
}
