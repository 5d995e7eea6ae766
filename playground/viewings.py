"""Views that open, change and close in front of one person."""

import secrets

from playground.dialogs import DEEPEST, View, with_ids
from playground.inputs import carried_over, initial_state
from playground.installations import Installed
from playground.platforms import Platform
from playground.renderings import view_object
from playground.shapes import Json


def digest(platform: Platform) -> str:
    return f"{platform.clock.seconds()}.{secrets.token_hex(4)}"


def begin(
    platform: Platform,
    app: Installed,
    user: str,
    content: Json,
    previous: View | None = None,
    channel: str = "",
) -> View:
    """Open a view by itself, as in another window, or on top of the one it is pushed onto."""
    channel = previous.channel if previous else channel
    name = platform.world.new_id("V")
    named = with_ids(content, name)
    view = View(
        name, app.id, user, named, digest(platform), previous.root if previous else name,
        previous.id if previous else None, initial_state(named.get("blocks") or [], channel),
        channel=channel, team_id=app.team_id,
    )  # fmt: skip
    platform.dialogs.stack(user).append(view)
    show(platform, view)
    return view


def show(platform: Platform, view: View) -> None:
    news = {"type": "view", "view": view_object(platform, view)}
    platform.audience.tell([view.user], news)


def replace(platform: Platform, view: View, content: Json) -> View:
    view.content = with_ids(content, view.id)
    view.hash = digest(platform)
    blocks = view.content.get("blocks") or []
    view.state = carried_over(view.state, blocks, view.channel)
    show(platform, view)
    return view


def end(platform: Platform, view: View, *, whole: bool = False) -> None:
    platform.dialogs.drop(view, whole=whole)
    news = {"type": "view_closed", "id": view.id, "all": whole}
    platform.audience.tell([view.user], news)


def too_deep(platform: Platform, view: View) -> bool:
    return len(platform.dialogs.family(view)) >= DEEPEST


def home_key(app: Installed, user: str) -> str:
    return f"{app.id}:{app.team_id}:{user}"


def home(platform: Platform, app: Installed, user: str) -> View | None:
    kept = platform.world.homes.get(home_key(app, user))
    return View(**kept) if kept else None


def publish(platform: Platform, app: Installed, user: str, content: Json) -> View:
    before = home(platform, app, user)
    name = before.id if before else platform.world.new_id("V")
    named = with_ids(content, name)
    blocks = named.get("blocks") or []
    state = carried_over(before.state if before else {}, blocks)
    view = View(
        name, app.id, user, named, digest(platform), name, None, state,
        team_id=app.team_id,
    )  # fmt: skip
    keep_home(platform, view)
    news = {"type": "home", "app": app.id, "view": view_object(platform, view)}
    platform.audience.tell([user], news)
    return view


def keep_home(platform: Platform, view: View) -> None:
    platform.world.homes[f"{view.app_id}:{view.team_id}:{view.user}"] = dict(vars(view))
    platform.world.touch()


def find(platform: Platform, view_id: str, user: str) -> View | None:
    """An open view or Home of this person's, and of nobody else's."""
    view = platform.dialogs.find(view_id)
    if view is None:
        homes = (View(**kept) for kept in platform.world.homes.values())
        view = next((v for v in homes if v.id == view_id), None)
    return view if view is not None and view.user == user else None
