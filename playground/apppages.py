"""An app's own page being opened, which the app hears of."""

from typing import Literal

from playground import viewings
from playground.delivery.events import announce
from playground.installations import Installed
from playground.memberships import direct
from playground.platforms import Platform
from playground.renderings import view_object
from playground.shapes import Json


def opened(platform: Platform, app: Installed, user: str, tab: Literal["home", "messages"]) -> None:
    place = direct(platform, app.team_id, user, app.bot_user)
    event: Json = {"type": "app_home_opened", "user": user, "channel": place.id, "tab": tab}
    view = viewings.home(platform, app, user) if tab == "home" else None
    told = {"view": view_object(platform, view)} if view else {}
    announce(platform, {**event, **told}, only=app)
