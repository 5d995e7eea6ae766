"""bookmarks.*: links at the head of a channel."""

import re

from playground.api.calls import Call, method
from playground.memberships import show
from playground.records import Bookmark
from playground.refusals import Refused
from playground.shapes import Json
from playground.worlds import Conversation

MOST = 100
LONGEST = {"title": 256, "link": 2048}
EMOJI = re.compile(r":?[a-z0-9_+'-]{1,100}:?")
LINK = re.compile(r"https?://[^\s/].*")


def channel(call: Call) -> Conversation:
    place = call.place("channel_id")
    if call.app.bot_user not in place.members:
        raise Refused("access_denied")
    return place


def given(call: Call) -> Json:
    """The parts that were sent, each judged."""
    found = {key: call.text(key) for key in ("title", "link", "emoji") if call.args.get(key)}
    if any(len(found.get(key, "")) > most for key, most in LONGEST.items()):
        raise Refused("invalid_arguments")
    if found.get("link") and not LINK.fullmatch(found["link"]):
        raise Refused("invalid_link")
    if found.get("emoji") and not EMOJI.fullmatch(found["emoji"]):
        raise Refused("invalid_emoji")
    return found


def add(call: Call) -> Json:
    place = channel(call)
    call.text("title", needed=True)
    if call.text("type", needed=True) != "link":
        raise Refused("invalid_bookmark_type")
    parts = {"emoji": "", "link": "", **given(call)}
    if not parts["link"]:
        raise Refused("invalid_link")
    if len(place.bookmarks) >= MOST:
        raise Refused("too_many_bookmarks")
    now, name = call.platform.clock.seconds(), call.platform.world.new_id("Bk")
    new = Bookmark(name, created=now, user=call.app.bot_user, **parts)
    place.bookmarks.append(new)
    return changed(call, place, new)


def edit(call: Call) -> Json:
    place = channel(call)
    held = known(call, place)
    for key, value in given(call).items():
        setattr(held, key, value)
    held.updated, held.user = call.platform.clock.seconds(), call.app.bot_user
    return changed(call, place, held)


def remove(call: Call) -> Json:
    place = channel(call)
    place.bookmarks.remove(known(call, place))
    call.platform.world.touch()
    show(call.platform, place)
    return {}


def known(call: Call, place: Conversation) -> Bookmark:
    wanted = call.text("bookmark_id", needed=True)
    found = next((held for held in place.bookmarks if held.id == wanted), None)
    if found is None:
        raise Refused("not_found")
    return found


def changed(call: Call, place: Conversation, bookmark: Bookmark) -> Json:
    call.platform.world.touch()
    show(call.platform, place)
    return {"bookmark": shown(place, bookmark)}


def list_all(call: Call) -> Json:
    place = channel(call)
    return {"bookmarks": [shown(place, bookmark) for bookmark in place.bookmarks]}


def shown(place: Conversation, bookmark: Bookmark) -> Json:
    return {
        "id": bookmark.id,
        "channel_id": place.id,
        "title": bookmark.title,
        "link": bookmark.link,
        "emoji": bookmark.emoji,
        "icon_url": None,
        "type": "link",
        "entity_id": None,
        "date_created": bookmark.created,
        "date_updated": bookmark.updated,
        "rank": "i",
        "last_updated_by_user_id": bookmark.user,
        "last_updated_by_team_id": place.team_id,
        "shortcut_id": None,
        "app_id": None,
    }


METHODS = {
    "bookmarks.add": method(add, "bookmarks:write"),
    "bookmarks.edit": method(edit, "bookmarks:write"),
    "bookmarks.remove": method(remove, "bookmarks:write"),
    "bookmarks.list": method(list_all, "bookmarks:read"),
}
