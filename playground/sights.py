"""What one person may see, and in the shapes the page reads."""

from playground.platforms import Platform
from playground.records import Bookmark
from playground.renderings import is_shared, reactions
from playground.shapes import Json
from playground.worlds import Conversation, File, Member, Message

INSIDERS = ("member", "admin")


def may_see(platform: Platform, user: str, place: Conversation) -> bool:
    """Members see their places; people of the company also see its public channels."""
    member = platform.world.people.get(user)
    if member is None or member.kind in ("deactivated", "bot"):
        return False
    inside = member.kind in INSIDERS and member.team_id == place.team_id
    return user in place.members or (place.kind == "channel" and inside)


def may_meet(platform: Platform, user: str, other: Member) -> bool:
    """Guests and people of other companies know only who is where they are."""
    me = platform.world.people.get(user)
    if me is None:
        return False
    if me.id == other.id or (me.kind in INSIDERS and platform.acquainted(me.team_id, other)):
        return True
    app = platform.app_of_bot(other.id)
    if app is not None and app.team_id == me.team_id:
        return True
    places = platform.world.conversations.values()
    return any(user in place.members and other.id in place.members for place in places)


def may_read(platform: Platform, user: str, message: Message) -> bool:
    place = platform.world.conversations[message.channel]
    return may_see(platform, user, place) and message.ephemeral_to in ("", user)


def may_fetch(platform: Platform, user: str, file: File) -> bool:
    """A file is seen by its owner and by whoever sees a message that holds it."""
    held = (m for c in file.shared for m in platform.world.in_channel(c) if file.id in m.files)
    return file.user == user or any(may_read(platform, user, message) for message in held)


def app_may_fetch(platform: Platform, bot: str, file: File) -> bool:
    """An app reads what is in its bot's conversations, its own files, and files put in forms."""
    places, people = platform.world.conversations, platform.world.people
    here = any(bot in places[channel].members for channel in file.shared)
    ours = people[bot].team_id == people[file.user].team_id
    return here or bot == file.user or (ours and file.uploaded and not file.shared)


def viewers(platform: Platform, place: Conversation) -> list[str]:
    return [user for user in platform.world.people if may_see(platform, user, place)]


def person(member: Member) -> Json:
    names = member.real_name.split()
    return {
        "id": member.id,
        "name": member.name,
        "real_name": member.real_name,
        "title": member.title,
        "initials": "".join(name[0] for name in (names[:1] + names[1:][-1:])).upper(),
        "color": member.color,
        "tz": member.tz,
        "kind": member.kind,
        "team_id": member.team_id,
    }


def conversation(platform: Platform, user: str, place: Conversation) -> Json:
    other = next((m for m in place.members if m != user), user) if place.kind == "im" else None
    return {
        "id": place.id,
        "kind": place.kind,
        "name": place_title(platform, user, place),
        "topic": place.topic,
        "members": place.members,
        "member": user in place.members,
        **unread(platform, user, place),
        "with": other,
        "app": bool(other and platform.app_of_bot(other)),
        "archived": place.archived,
        "shared": is_shared(platform, place),
        "creator": place.creator,
        "purpose": place.purpose,
        "bookmarks": [bookmark(kept) for kept in place.bookmarks],
        "pins": [pin.ts for pin in place.pins],
    }


def place_title(platform: Platform, user: str, place: Conversation) -> str:
    if place.kind not in ("im", "mpim"):
        return place.name
    people = platform.world.people
    others = [people[m].real_name for m in place.members if m != user and m in people]
    return ", ".join(others) or people[user].real_name


def bookmark(kept: Bookmark) -> Json:
    return {"id": kept.id, "title": kept.title, "link": kept.link, "emoji": kept.emoji}


def unread(platform: Platform, user: str, place: Conversation) -> Json:
    count, mentions = platform.unreads.count(platform.world, user, place)
    return {"unread": count, "mentions": mentions}


def message(platform: Platform, shown: Message) -> Json:
    app, place = platform.author(shown), platform.world.conversations[shown.channel]
    files = [platform.world.files[f] for f in shown.files if f in platform.world.files]
    return {
        "ts": shown.ts,
        "channel": shown.channel,
        "user": shown.user,
        "text": shown.text,
        "blocks": shown.blocks,
        "attachments": shown.attachments,
        "thread_ts": shown.thread_ts or None,
        "reply_count": len(platform.world.replies(shown.channel, shown.ts)),
        "edited": bool(shown.edited),
        "ephemeral": bool(shown.ephemeral_to),
        "files": [file_card(file) for file in files],
        "subtype": shown.subtype or None,
        "bot_id": app.bot_id if app else None,
        "app_id": shown.app_id or None,
        "metadata": shown.metadata,
        "reactions": reactions(shown),
        "pinned": any(pin.ts == shown.ts for pin in place.pins),
    }


def file_card(file: File) -> Json:
    return {
        "id": file.id,
        "name": file.name,
        "mimetype": file.mimetype,
        "size": len(file.content),
        "url": f"/files/{file.id}/{file.name}",
        "preview": preview(file),
    }


def preview(file: File) -> str | None:
    if not file.mimetype.startswith("text/") and file.mimetype != "application/json":
        return None
    return file.content[:1000].decode("utf-8", "replace")
