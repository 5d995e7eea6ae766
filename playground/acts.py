"""What a person does on the page: each `do` one small function."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from playground import timetables, viewings
from playground.delivery.events import announce
from playground.interactions import actions, commands, submissions
from playground.interactions.sources import source
from playground.memberships import direct, join
from playground.platforms import Platform
from playground.postings import erase, show
from playground.refusals import Declined
from playground.remarks import say
from playground.renderings import view_object
from playground.shapes import Json
from playground.sights import may_read, may_see, message
from playground.worlds import Conversation, Message

Act: TypeAlias = Callable[[Platform, str, Json], Awaitable[Json]]


def word(body: Json, key: str) -> str:
    value = body.get(key)
    if value is not None and not isinstance(value, str):
        raise Declined(f'"{key}" must be a text, e.g. {{"{key}": "..."}}.')
    return value or ""


def section(body: Json, key: str) -> Json:
    value = body.get(key)
    if not isinstance(value, dict):
        raise Declined(f'"{key}" must be an object.')
    return value


def place(platform: Platform, user: str, body: Json) -> Conversation:
    found = platform.world.conversations.get(word(body, "channel"))
    if found is None or not may_see(platform, user, found):
        raise Declined("There is no such conversation.")
    return found


async def write(platform: Platform, user: str, body: Json) -> Json:
    text, thread = word(body, "text"), word(body, "thread")
    said = say(platform, user, place(platform, user, body), text, thread, body.get("files"))
    return {"message": message(platform, said)}


async def command(platform: Platform, user: str, body: Json) -> Json:
    name = word(body, "command")
    if body.get("thread"):
        raise Declined(f"{name} is not supported in threads. Sorry!")
    await commands.run(platform, user, place(platform, user, body), name, word(body, "text"))
    return {}


async def action(platform: Platform, user: str, body: Json) -> Json:
    where = source(platform, user, section(body, "source"))
    if "state" in body:
        submissions.fill(platform, user, where, body["state"])
    await actions.press(platform, user, where, section(body, "action"), body.get("value"))
    return {}


async def suggest(platform: Platform, user: str, body: Json) -> Json:
    where = source(platform, user, section(body, "source"))
    asked, query = section(body, "action"), word(body, "value")
    return {"options": await actions.suggest(platform, user, where, asked, query)}


async def submit(platform: Platform, user: str, body: Json) -> Json:
    done = await submissions.submit(platform, user, word(body, "view"), body.get("state"))
    return {"response_action": done.response_action, "errors": done.errors}


async def close(platform: Platform, user: str, body: Json) -> Json:
    await submissions.close(platform, user, word(body, "view"))
    return {}


async def open_im(platform: Platform, user: str, body: Json) -> Json:
    other = word(body, "user")
    if other not in platform.world.people:
        raise Declined("There is no such person.")
    found = direct(platform, platform.world.people[user].team_id, user, other)
    app = platform.app_of_bot(other)
    if app is not None:
        event = {"type": "app_home_opened", "user": user, "channel": found.id, "tab": "messages"}
        announce(platform, event, only=app)
    return {"channel": found.id}


async def enter(platform: Platform, user: str, body: Json) -> Json:
    found = place(platform, user, body)
    if found.kind != "channel" or found.archived:
        raise Declined("That conversation cannot be joined.")
    join(platform, found, user)
    return {}


async def read(platform: Platform, user: str, body: Json) -> Json:
    found = place(platform, user, body)
    found.read[user] = platform.clock.stamp()
    platform.world.touch()
    news = {"type": "unread", "channel": found.id, "unread": 0}
    platform.audience.tell([user], news)
    return {}


async def react(platform: Platform, user: str, body: Json) -> Json:
    target = shown(platform, user, body)
    name = word(body, "name").strip(":")
    if not name:
        raise Declined('Name the reaction, e.g. {"name": "thumbsup"}.')
    users = target.reactions.setdefault(name, [])
    removed = user in users
    users.remove(user) if removed else users.append(user)
    if not users:
        del target.reactions[name]
    platform.world.touch()
    show(platform, target)
    announce_reaction(platform, user, target, name, removed)
    return {}


def shown(platform: Platform, user: str, body: Json) -> Message:
    target = platform.world.message(word(body, "channel"), word(body, "ts"))
    if target is None or not may_read(platform, user, target):
        raise Declined("That message is no longer there.")
    return target


async def dismiss(platform: Platform, user: str, body: Json) -> Json:
    """Only what is shown to this person alone can be put away; the app does not hear of it."""
    target = shown(platform, user, body)
    if target.ephemeral_to != user:
        raise Declined("Only a message that you alone see can be dismissed.")
    erase(platform, target)
    return {}


def announce_reaction(
    platform: Platform, user: str, target: Message, name: str, removed: bool
) -> None:
    item = {"type": "message", "channel": target.channel, "ts": target.ts}
    event = {
        "type": "reaction_removed" if removed else "reaction_added",
        "user": user,
        "reaction": name,
        "item_user": target.user,
        "item": item,
    }
    announce(platform, event, platform.world.conversations[target.channel])


async def home(platform: Platform, user: str, body: Json) -> Json:
    team = platform.world.people[user].team_id
    app = platform.installed(word(body, "app"), team)
    if app is None:
        raise Declined("There is no such app.")
    view = viewings.home(platform, app, user)
    shown = view_object(platform, view) if view else None
    event: Json = {"type": "app_home_opened", "user": user, "tab": "home"}
    event["channel"] = direct(platform, team, user, app.bot_user).id
    announce(platform, {**event, "view": shown} if shown else event, only=app)
    return {"view": shown}


ACTS: Mapping[str, Act] = {
    "message": write,
    "command": command,
    "action": action,
    "suggest": suggest,
    "submit": submit,
    "close": close,
    "open_im": open_im,
    "join": enter,
    "read": read,
    "react": react,
    "dismiss": dismiss,
    "home": home,
    "move": timetables.move,
    "halt": timetables.halt,
}


async def perform(platform: Platform, user: str, body: Json) -> Json:
    act = ACTS.get(word(body, "do"))
    if act is None:
        raise Declined(f'"do" must be one of: {", ".join(ACTS)}.')
    return await act(platform, user, body)
