"""What a person put into one element: read, and checked against what they can see."""

from typing import Any

from playground import inputs
from playground.interactions.sources import Source
from playground.platforms import Platform
from playground.refusals import Declined
from playground.renderings import file_object, is_shared
from playground.shapes import Json
from playground.sights import may_meet, may_see
from playground.uploads import received
from playground.worlds import Conversation

KINDS = {"channel": "public", "private": "private", "im": "im", "mpim": "mpim"}


def uploader(platform: Platform, user: str) -> inputs.Upload:
    return lambda given: [file_object(platform, file) for file in received(platform, user, given)]


def read(platform: Platform, user: str, source: Source, element: Json, given: Any) -> Json:
    offered = source.offered.get(element["action_id"], [])
    chosen = inputs.read(element, given, offered, uploader(platform, user))
    for wanted in named(element, chosen):
        if not known(platform, user, element, wanted):
            raise Declined(f"{wanted} is not one of the choices of {element['action_id']}.")
    return chosen


def named(element: Json, chosen: Json) -> list[str]:
    """The people or conversations in a value."""
    field, key = inputs.FIELDS[element["type"]]
    value = chosen[field]
    if key not in ("id", "ids") or not value:
        return []
    return value if isinstance(value, list) else [value]


def known(platform: Platform, user: str, element: Json, wanted: str) -> bool:
    if "users" in element["type"]:
        member = platform.world.people.get(wanted)
        return member is not None and may_meet(platform, user, member)
    place = platform.world.conversations.get(wanted)
    if place is None or not may_see(platform, user, place):
        return False
    if "channels" in element["type"]:
        return place.kind == "channel"
    return fits(platform, place, element.get("filter") or {})


def fits(platform: Platform, place: Conversation, wanted: Json) -> bool:
    """Whether a menu with this filter offers this conversation."""
    if "include" in wanted and KINDS[place.kind] not in wanted["include"]:
        return False
    if wanted.get("exclude_external_shared_channels") and is_shared(platform, place):
        return False
    bots = any(platform.world.people[m].kind == "bot" for m in place.members)
    return not (wanted.get("exclude_bot_users") and place.kind == "im" and bots)
