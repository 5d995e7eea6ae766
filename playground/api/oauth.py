"""oauth.v2.*, auth.revoke and apps.uninstall: how an app gets its tokens and loses them."""

import hmac

from playground import grants
from playground.api.calls import Call, method
from playground.configs import App
from playground.grants import Keys
from playground.installations import Installed
from playground.refusals import Refused
from playground.shapes import Json


def client(call: Call) -> App:
    """The app whose id and secret were sent, in the body or as Basic authorization."""
    wanted, secret = call.text("client_id", needed=True), call.text("client_secret")
    apps = (app for app in call.platform.config.apps if app.client_id)
    app = next((app for app in apps if app.client_id == wanted), None)
    if app is None:
        raise Refused("invalid_client_id")
    if not hmac.compare_digest(secret.encode(), app.client_secret.encode()):
        raise Refused("bad_client_secret")
    return app


def access(call: Call) -> Json:
    app = client(call)
    match call.text("grant_type") or "authorization_code":
        case "authorization_code":
            return installed_by_code(call, app)
        case "refresh_token":
            refresh = call.text("refresh_token", needed=True)
            return shown(call, *grants.rotate(call.platform, app, refresh))
        case _:
            raise Refused("invalid_grant_type")


def installed_by_code(call: Call, app: App) -> Json:
    platform, code = call.platform, call.text("code", needed=True)
    grant = grants.redeem(platform, app, code, call.text("redirect_uri"))
    installed = grants.install(platform, app, grant)
    answer = shown(call, installed, grants.issue(platform, installed))
    return {**answer, "authed_user": {"id": grant.user}}


def exchange(call: Call) -> Json:
    """The old token comes where the token of every other method does."""
    app, caller = client(call), call.caller
    caller.check(call.platform.clock.now())
    if caller.token is None or call.app.id != app.id:
        raise Refused("client_id_token_mismatch")
    return shown(call, call.app, grants.exchange(call.platform, call.app, caller.token))


def shown(call: Call, app: Installed, keys: Keys) -> Json:
    team = call.platform.workspace(app.team_id)
    rotating = {"refresh_token": keys.refresh, "expires_in": keys.seconds}
    return {
        "access_token": keys.access,
        "token_type": "bot",
        "scope": ",".join(sorted(app.scopes)),
        "bot_user_id": app.bot_user,
        "app_id": app.id,
        "team": {"id": team.id, "name": team.name},
        "enterprise": None,
        "is_enterprise_install": False,
        **(rotating if keys.refresh else {}),
    }


def revoke(call: Call) -> Json:
    if call.flag("test"):
        return {"revoked": False}
    token = call.caller.token
    if token is not None and call.caller.installed is not None:
        grants.revoke(call.platform, call.app, token)
    elif token is not None:
        token.revoked = True
    return {"revoked": True}


def uninstall(call: Call) -> Json:
    if client(call).id != call.app.id:
        raise Refused("client_id_token_mismatch")
    grants.uninstall(call.platform, call.app)
    return {}


METHODS = {
    "oauth.v2.access": method(access, token="none"),
    "oauth.v2.exchange": method(exchange, token="none"),
    "auth.revoke": method(revoke, token="any"),
    "apps.uninstall": method(uninstall),
}
