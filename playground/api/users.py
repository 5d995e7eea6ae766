"""users.*: who works here."""

from playground.api.calls import Call, method, page_of
from playground.refusals import Refused
from playground.renderings import user_object
from playground.shapes import Json
from playground.worlds import Member


def shown(call: Call, member: Member) -> Json:
    """The user without what the app has no scope for."""
    user = user_object(call.platform, member)
    if "users:read.email" not in call.app.scopes:
        user["profile"].pop("email", None)
    return user


def info(call: Call) -> Json:
    return {"user": shown(call, call.member())}


def list_all(call: Call) -> Json:
    people = [
        shown(call, member)
        for member in call.platform.world.people.values()
        if call.platform.acquainted(call.app.team_id, member)
    ]
    page, more = page_of(call, people)
    return {"members": page, "cache_ts": call.platform.clock.seconds(), **more}


def lookup_by_email(call: Call) -> Json:
    email = call.text("email", needed=True).lower()
    for member in call.platform.world.people.values():
        ours = member.team_id == call.app.team_id
        if ours and member.email.lower() == email and member.kind != "deactivated":
            return {"user": shown(call, member)}
    raise Refused("users_not_found")


METHODS = {
    "users.info": method(info, "users:read"),
    "users.list": method(list_all, "users:read"),
    "users.lookupByEmail": method(lookup_by_email, "users:read.email"),
}
