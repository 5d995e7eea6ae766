"""Opening an app's Home, its messages, and the pane of an agent."""

from playground import agents, grants, viewings
from playground.acts.wants import app, seen, word
from playground.apppages import opened
from playground.installations import Installed
from playground.memberships import direct
from playground.platforms import Platform
from playground.refusals import Declined
from playground.renderings import view_object
from playground.shapes import Json


async def home(platform: Platform, user: str, body: Json) -> Json:
    found = app(platform, user, body)
    if not found.has_home:
        raise Declined(f"{found.name} has no Home: its manifest does not enable it.")
    view = viewings.home(platform, found, user)
    opened(platform, found, user, "home")
    return {"view": view_object(platform, view) if view else None}


async def messages_tab(platform: Platform, user: str, body: Json) -> Json:
    found = app(platform, user, body)
    if found.messages_tab == "off":
        raise Declined(f"{found.name} takes no messages.")
    place = direct(platform, found.team_id, user, found.bot_user)
    opened(platform, found, user, "messages")
    return {"channel": place.id}


async def uninstall(platform: Platform, user: str, body: Json) -> Json:
    found = app(platform, user, body)
    member = platform.world.people[user]
    if member.kind != "admin" and found.record.installed_by != user:
        raise Declined(f"Only an admin can remove {found.name} from this workspace.")
    grants.uninstall(platform, found)
    return {}


def agent(platform: Platform, user: str, body: Json) -> Installed:
    found = app(platform, user, body)
    if agents.feature(found) is None:
        raise Declined(f"{found.name} is no agent: its manifest has no agent_view.")
    return found


def context(platform: Platform, user: str, channel: str) -> str:
    return seen(platform, user, channel).id if channel else ""


async def chat(platform: Platform, user: str, body: Json) -> Json:
    found = agent(platform, user, body)
    around = context(platform, user, word(body, "context"))
    root = agents.begin(platform, found, user, around)
    return {"channel": root.channel, "thread": root.ts}


async def follow(platform: Platform, user: str, body: Json) -> Json:
    found = agent(platform, user, body)
    place = direct(platform, found.team_id, user, found.bot_user)
    root = agents.root_of(platform, place, word(body, "thread"))
    if root is None:
        raise Declined("That chat is no longer there.")
    around = context(platform, user, word(body, "channel"))
    agents.change_context(platform, found, user, root, around)
    return {}
