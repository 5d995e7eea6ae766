"""All that a page needs to begin: who I am, whom and what I see, what I can use."""

from playground import agents, sights, timetables
from playground.configs import Workspace
from playground.installations import Installed
from playground.interactions import shortcuts
from playground.platforms import Platform
from playground.renderings import view_object
from playground.shapes import Json
from playground.worlds import Member


def state(platform: Platform, me: Member) -> Json:
    world, apps = platform.world, platform.installed_in(me.team_id)
    places = [p for p in world.conversations.values() if sights.may_see(platform, me.id, p)]
    people = [other for other in world.people.values() if sights.may_meet(platform, me.id, other)]
    return {
        "me": sights.person(me),
        "workspace": workspace(platform.workspace(me.team_id)),
        "people": [sights.person(member) for member in people],
        "channels": [sights.conversation(platform, me.id, place) for place in places],
        "commands": [row for app in apps for row in commands(app)],
        "apps": [card(app) for app in apps],
        "shortcuts": [row for app in apps for row in shortcuts.offered(app)],
        "views": [view_object(platform, view) for view in platform.dialogs.stack(me.id)],
        "now": platform.clock.iso(),
        "clock": timetables.shown(platform, me.id),
    }


def workspace(found: Workspace) -> Json:
    return {"id": found.id, "name": found.name, "domain": found.domain}


def commands(app: Installed) -> list[Json]:
    return [
        {
            "command": row.get("command", ""),
            "description": row.get("description", ""),
            "usage_hint": row.get("usage_hint", ""),
            "should_escape": bool(row.get("should_escape")),
            "app": app.id,
        }
        for row in app.commands
    ]


def card(app: Installed) -> Json:
    shown = app.manifest.get("display_information") or {}
    pane = agents.feature(app) or {}
    return {
        "id": app.id,
        "name": app.name,
        "bot_user": app.bot_user,
        "home": app.has_home,
        "messages": app.messages_tab,
        "agent": bool(pane),
        "greeting": pane.get("agent_description") or pane.get("assistant_description") or "",
        "prompts": agents.prompts(app),
        "description": shown.get("description", ""),
    }
