"""Files on their way out: to an app with its token, or to a person at the page."""

from collections.abc import Callable
from typing import TypeAlias

from aiohttp import web

from playground import sights
from playground.callers import Caller
from playground.installations import Installed
from playground.platforms import Platform
from playground.refusals import Refused
from playground.worlds import File, Member

Viewer: TypeAlias = Callable[[web.Request], Member]
HARMLESS = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}


def download(platform: Platform, request: web.Request, viewer: Viewer) -> web.Response:
    """Strangers are sent to sign in, and so get a page where they expected a file, as at Slack."""
    file = platform.world.files.get(request.match_info["file"])
    app = app_of(platform, request)
    if app is None and "as" not in request.query:
        return web.Response(status=302, headers={"Location": f"/?redir={request.path}"})
    if file is None or not may_fetch(platform, request, file, app, viewer):
        raise web.HTTPNotFound
    return web.Response(body=file.content, content_type=file.mimetype, headers=HARMLESS)


def may_fetch(
    platform: Platform, request: web.Request, file: File, app: Installed | None, viewer: Viewer
) -> bool:
    if app is not None:
        return sights.app_may_fetch(platform, app.bot_user, file)
    return sights.may_fetch(platform, viewer(request).id, file)


def app_of(platform: Platform, request: web.Request) -> Installed | None:
    """The app whose token is good and which was granted the reading of files."""
    text = request.headers.get("Authorization", "").removeprefix("Bearer ")
    caller = Caller.of(platform, text.strip())
    try:
        caller.check(platform.clock.now())
    except Refused:
        return None
    app = caller.installed
    return app if app is not None and "files:read" in app.scopes else None
