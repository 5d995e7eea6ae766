"""auth.test and apps.connections.open: who is calling, and where they may listen."""

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


METHODS = {
    "auth.test": method(auth_test, token="any"),
    "apps.connections.open": method(connections_open, token="app"),
}
