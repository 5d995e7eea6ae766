"""Writing, changing, marking and reading messages."""

from playground import pinboards, reactions
from playground.acts.wants import flag, lasting, message, needed, own_place, place, word
from playground.platforms import Platform
from playground.postings import erase
from playground.refusals import Declined
from playground.remarks import alter, say
from playground.shapes import Json
from playground.sights import message as shown
from playground.worlds import Message


async def write(platform: Platform, user: str, body: Json) -> Json:
    said = say(
        platform, user, place(platform, user, body), word(body, "text"), word(body, "thread"),
        body.get("files"), broadcast=flag(body, "broadcast"),
    )  # fmt: skip
    return {"message": shown(platform, said)}


def own(platform: Platform, user: str, body: Json) -> Message:
    own_place(platform, user, body)
    found = message(platform, user, body)
    if found.user != user or found.subtype not in ("", "file_share", "thread_broadcast"):
        raise Declined("Only messages you wrote yourself can be changed.")
    return found


async def edit(platform: Platform, user: str, body: Json) -> Json:
    changed = alter(platform, own(platform, user, body), word(body, "text"))
    return {"message": shown(platform, changed)}


async def delete(platform: Platform, user: str, body: Json) -> Json:
    erase(platform, own(platform, user, body))
    return {}


async def react(platform: Platform, user: str, body: Json) -> Json:
    target = lasting(platform, user, body)
    name = needed(body, "name", "thumbsup").strip(":")
    if not reactions.NAME.fullmatch(name):
        raise Declined('Name the reaction in small letters, e.g. {"name": "thumbsup"}.')
    reactions.toggle(platform, user, target, name)
    return {}


async def pin(platform: Platform, user: str, body: Json) -> Json:
    target = lasting(platform, user, body)
    if pinboards.pinned(platform.world.conversations[target.channel], target.ts):
        raise Declined("That message is pinned already.")
    pinboards.pin(platform, user, target)
    return {}


async def unpin(platform: Platform, user: str, body: Json) -> Json:
    target = lasting(platform, user, body)
    if not pinboards.pinned(platform.world.conversations[target.channel], target.ts):
        raise Declined("That message is not pinned.")
    pinboards.unpin(platform, user, target)
    return {}


async def dismiss(platform: Platform, user: str, body: Json) -> Json:
    """Only what is shown to this person alone can be put away; the app does not hear of it."""
    target = message(platform, user, body)
    if target.ephemeral_to != user:
        raise Declined("Only a message that you alone see can be dismissed.")
    erase(platform, target)
    return {}


async def read(platform: Platform, user: str, body: Json) -> Json:
    found = place(platform, user, body)
    found.read[user] = platform.clock.stamp()
    platform.world.touch()
    news = {"type": "unread", "channel": found.id, "unread": 0, "mentions": 0}
    platform.audience.tell([user], news)
    return {}
