"""auth.*, apps.connections.open, team.info and bots.info: who is calling, and from where."""

from playground.api.calls import Call, method
from playground.refusals import Refused
from playground.shapes import Json


def auth_test(call: Call) -> Json:
    if call.caller.installed is None:
        return {"app_name": call.registered.name, "app_id": call.registered.id}
    workspace = call.platform.workspace(call.app.team_id)
    bot = call.platform.world.people[call.app.bot_user]
    return {
        "url": f"{call.platform.base_url}/",
        "team": workspace.name,
        "user": bot.name,
        "team_id": workspace.id,
        "user_id": bot.id,
        "bot_id": call.app.bot_id,
        "is_enterprise_install": False,
    }


def connections_open(call: Call) -> Json:
    app = call.registered
    if app.delivery != "socket":
        raise Refused("forbidden")
    address = call.platform.base_url.replace("http", "ws", 1)
    ticket = call.platform.sockets.ticket(app.id)
    return {"url": f"{address}/socket/{ticket}?app_id={app.id}"}


def team_info(call: Call) -> Json:
    workspace = call.platform.workspace(call.app.team_id)
    team = {"id": workspace.id, "name": workspace.name, "domain": workspace.domain}
    return {"team": {**team, "email_domain": "", "icon": {"image_default": True}}}


def bots_info(call: Call) -> Json:
    wanted = call.text("bot") or call.app.bot_id
    app = next(
        (a for a in call.platform.installed_in(call.app.team_id) if a.bot_id == wanted), None
    )
    if app is None:
        raise Refused("bot_not_found")
    shown = {"id": app.bot_id, "name": app.name, "app_id": app.id, "user_id": app.bot_user}
    return {"bot": {**shown, "deleted": False, "updated": 0, "icons": {}}}


METHODS = {
    "auth.test": method(auth_test, token="any"),
    "apps.connections.open": method(connections_open, token="app"),
    "team.info": method(team_info, "team:read"),
    "bots.info": method(bots_info, "users:read"),
}
