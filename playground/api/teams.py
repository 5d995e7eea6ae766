"""team.info, bots.info, emoji.list, dnd.* and api.test: the workspace and what is set in it."""

from playground.api.calls import Call, method
from playground.configs import Workspace
from playground.portraits import picture
from playground.refusals import Refused
from playground.renderings import bot
from playground.shapes import Json

ICON_SIZES = (34, 44, 68, 88, 102, 132, 230)
MOST_PEOPLE = 50


def team_info(call: Call) -> Json:
    wanted = call.text("team") or call.app.team_id
    known = wanted == call.app.team_id or wanted in partners(call)
    if not known:
        raise Refused("team_not_found")
    return {"team": team(call, call.platform.workspace(wanted))}


def partners(call: Call) -> set[str]:
    people = call.platform.world.people.values()
    return {m.team_id for m in people if call.platform.acquainted(call.app.team_id, m)}


def team(call: Call, workspace: Workspace) -> Json:
    icons = {f"image_{size}": picture(call.platform, size) for size in ICON_SIZES}
    return {
        "id": workspace.id,
        "name": workspace.name,
        "url": f"{call.platform.base_url}/",
        "domain": workspace.domain,
        "email_domain": "",
        "icon": {**icons, "image_default": True},
        "avatar_base_url": f"{call.platform.base_url}/",
        "is_verified": False,
    }


def bots_info(call: Call) -> Json:
    wanted = call.text("bot") or call.app.bot_id
    here = call.platform.installed_in(call.app.team_id)
    found = next((app for app in here if app.bot_id == wanted), None)
    if found is None:
        raise Refused("bot_not_found")
    return {"bot": bot(call.platform, found)}


def emoji_list(call: Call) -> Json:
    """No emoji were made for this workspace; the Unicode ones are not listed."""
    return {"emoji": {}, "cache_ts": str(call.platform.clock.stamp())}


UNDISTURBED: Json = {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}


def dnd_info(call: Call) -> Json:
    if call.text("user"):
        call.member()
    return {**UNDISTURBED, "snooze_enabled": False}


def dnd_team_info(call: Call) -> Json:
    users = call.names("users")
    if not users:
        raise Refused("no_users_provided")
    if len(users) > MOST_PEOPLE:
        raise Refused("too_many_users")
    people = call.platform.world.people
    return {"users": {user: dict(UNDISTURBED) for user in users if user in people}}


def api_test(call: Call) -> Json:
    """Says back what it was sent; with `error`, refuses by that word."""
    args = dict(call.args)
    if call.text("error"):
        raise Refused(call.text("error"), args=args)
    return {"args": args} if args else {}


METHODS = {
    "api.test": method(api_test, token="none"),
    "bots.info": method(bots_info, "users:read", json=False),
    "dnd.info": method(dnd_info, "dnd:read", json=False),
    "dnd.teamInfo": method(dnd_team_info, "dnd:read", json=False),
    "emoji.list": method(emoji_list, "emoji:read", json=False),
    "team.info": method(team_info, "team:read", json=False),
}
