"""Making, entering, naming and leaving conversations."""

from playground import namings, places
from playground.acts.wants import flag, listed, own_place, person, place, word
from playground.apppages import opened
from playground.memberships import direct, find_direct, join
from playground.platforms import Platform
from playground.refusals import Declined
from playground.shapes import Json
from playground.sights import INSIDERS
from playground.worlds import Conversation, Member

GENERAL = "general"
MOST_IN_GROUP = 8
LONGEST_TOPIC = 250


def insider(platform: Platform, user: str, doing: str) -> None:
    if platform.world.people[user].kind not in INSIDERS:
        raise Declined(f"Guests cannot {doing}. Ask a member of the workspace.")


def channel(platform: Platform, user: str, body: Json, doing: str) -> Conversation:
    insider(platform, user, doing)
    found = own_place(platform, user, body)
    if found.kind not in ("channel", "private"):
        raise Declined(f"You can only {doing}; this is a direct message.")
    return found


async def open_im(platform: Platform, user: str, body: Json) -> Json:
    wanted = listed(body, "users") if "users" in body else [word(body, "user")]
    others = [person(platform, user, one) for one in wanted]
    alone = [other.id for other in others] == [user]
    if not alone and not 1 <= len({other.id for other in others} - {user}) <= MOST_IN_GROUP:
        raise Declined(f"Name one to {MOST_IN_GROUP} people to write to.")
    if len(others) > 1 and any(other.kind == "bot" for other in others):
        raise Declined("Apps cannot be in group messages. Write to the app directly.")
    return {"channel": reach(platform, user, others).id}


def reach(platform: Platform, user: str, others: list[Member]) -> Conversation:
    """The direct conversation; with somebody who has left it is only there to be read."""
    team, ids = platform.world.people[user].team_id, [other.id for other in others]
    gone = next((other for other in others if other.kind == "deactivated"), None)
    if gone is not None and find_direct(platform, team, user, *ids) is None:
        raise Declined(f"{gone.real_name} has left; you cannot write to them.")
    found = direct(platform, team, user, *ids)
    app = platform.app_of_bot(ids[0]) if len(ids) == 1 else None
    if app is not None:
        opened(platform, app, user, "messages")
    return found


async def create(platform: Platform, user: str, body: Json) -> Json:
    insider(platform, user, "create channels")
    name = word(body, "name").strip().removeprefix("#")
    namings.check(platform, platform.world.people[user].team_id, name)
    return {"channel": places.create(platform, user, name, private=flag(body, "private")).id}


async def enter(platform: Platform, user: str, body: Json) -> Json:
    found = place(platform, user, body)
    if found.kind != "channel" or found.archived:
        raise Declined("That conversation cannot be joined.")
    join(platform, found, user)
    return {}


async def leave(platform: Platform, user: str, body: Json) -> Json:
    found = place(platform, user, body)
    if user not in found.members:
        raise Declined("You are not in that conversation.")
    if found.kind in ("im", "mpim"):
        raise Declined("A direct message cannot be left.")
    if found.name == GENERAL:
        raise Declined(f"Nobody can leave #{GENERAL}.")
    places.leave(platform, found, user)
    return {}


async def invite(platform: Platform, user: str, body: Json) -> Json:
    found = channel(platform, user, body, "invite people to channels")
    other = person(platform, user, word(body, "user"))
    if other.kind == "deactivated":
        raise Declined(f"{other.real_name} has left.")
    if other.id in found.members:
        raise Declined(f"{other.real_name} is already in #{found.name}.")
    join(platform, found, other.id, inviter=user)
    return {}


async def rename(platform: Platform, user: str, body: Json) -> Json:
    found = channel(platform, user, body, "rename channels")
    name = word(body, "name").strip().removeprefix("#")
    namings.check(platform, found.team_id, name, but=found)
    if name != found.name:
        places.rename(platform, user, found, name)
    return {}


async def archive(platform: Platform, user: str, body: Json) -> Json:
    found = channel(platform, user, body, "archive channels")
    if found.name == GENERAL:
        raise Declined(f"#{GENERAL} cannot be archived.")
    places.archive(platform, user, found)
    return {}


async def unarchive(platform: Platform, user: str, body: Json) -> Json:
    insider(platform, user, "bring channels back")
    found = place(platform, user, body)
    if not found.archived:
        raise Declined("That conversation is not archived.")
    places.unarchive(platform, user, found)
    return {}


async def topic(platform: Platform, user: str, body: Json) -> Json:
    found = channel(platform, user, body, "set the topic of channels")
    text = word(body, "text").strip()
    if len(text) > LONGEST_TOPIC:
        raise Declined(f"A topic takes at most {LONGEST_TOPIC} characters.")
    if text != found.topic:
        places.set_topic(platform, user, found, text)
    return {}
