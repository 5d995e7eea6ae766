"""What an act's body asks for: read with care, and refused in a sentence."""

from typing import Any

from playground.installations import Installed
from playground.platforms import Platform
from playground.refusals import Declined
from playground.shapes import Json
from playground.sights import may_meet, may_read, may_see
from playground.worlds import Conversation, Member, Message


def word(body: Json, key: str) -> str:
    value = body.get(key)
    if value is not None and not isinstance(value, str):
        raise Declined(f'"{key}" must be a text, e.g. {{"{key}": "..."}}.')
    return value or ""


def needed(body: Json, key: str, example: str) -> str:
    value = word(body, key).strip()
    if not value:
        raise Declined(f'Say "{key}", e.g. {{"{key}": "{example}"}}.')
    return value


def section(body: Json, key: str) -> Json:
    value = body.get(key)
    if not isinstance(value, dict):
        raise Declined(f'"{key}" must be an object.')
    return value


def listed(body: Json, key: str) -> list[Any]:
    value = body.get(key)
    if not isinstance(value, list):
        raise Declined(f'"{key}" must be a list.')
    return value


def flag(body: Json, key: str) -> bool:
    value = body.get(key, False)
    if not isinstance(value, bool):
        raise Declined(f'"{key}" must be true or false.')
    return value


def place(platform: Platform, user: str, body: Json) -> Conversation:
    return seen(platform, user, word(body, "channel"))


def seen(platform: Platform, user: str, channel: str) -> Conversation:
    found = platform.world.conversations.get(channel)
    if found is None or not may_see(platform, user, found):
        raise Declined("There is no such conversation.")
    return found


def own_place(platform: Platform, user: str, body: Json) -> Conversation:
    """A conversation in which this person is, and in which things can still be done."""
    found = place(platform, user, body)
    if user not in found.members:
        raise Declined(f"Join #{found.name} first.")
    if found.archived:
        raise Declined(f"#{found.name} is archived; nothing can be changed in it.")
    return found


def message(platform: Platform, user: str, body: Json) -> Message:
    found = platform.world.message(word(body, "channel"), word(body, "ts"))
    if found is None or not may_read(platform, user, found):
        raise Declined("That message is no longer there.")
    return found


def lasting(platform: Platform, user: str, body: Json) -> Message:
    """A message that others see too, in a conversation this person may act in."""
    own_place(platform, user, body)
    found = message(platform, user, body)
    if found.ephemeral_to:
        raise Declined("Only you see that message; it cannot be marked.")
    return found


def person(platform: Platform, user: str, wanted: object) -> Member:
    member = platform.world.people.get(wanted) if isinstance(wanted, str) else None
    if member is None or not may_meet(platform, user, member):
        raise Declined("There is no such person.")
    return member


def app(platform: Platform, user: str, body: Json) -> Installed:
    team = platform.world.people[user].team_id
    found = platform.installed(word(body, "app"), team)
    if found is None:
        raise Declined("There is no such app.")
    return found
