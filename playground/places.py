"""Channels made, named, archived, left and shared, with what is written of it in them."""

from playground.chronicles import chronicle
from playground.delivery.events import announce
from playground.memberships import show
from playground.platforms import Platform
from playground.records import Noted
from playground.shapes import Json
from playground.sights import viewers
from playground.worlds import Conversation, Place


def prefix(place: Conversation) -> str:
    """Private channels have events of their own name."""
    return "channel" if place.kind == "channel" else "group"


def create(platform: Platform, user: str, name: str, *, private: bool) -> Conversation:
    kind: Place = "private" if private else "channel"
    team, now = platform.world.people[user].team_id, platform.clock.seconds()
    place = Conversation(
        platform.world.new_id("G" if private else "C"), kind, name, "", [user], now,
        team_id=team, creator=user,
    )  # fmt: skip
    platform.world.conversations[place.id] = place
    platform.world.touch()
    show(platform, place)
    if not private:
        shown = {**named(place), "creator": user, "is_shared": False, "is_org_shared": False}
        announce(platform, {"type": "channel_created", "channel": shown}, place)
    chronicle(platform, place, user, "channel_join", "has joined the channel")
    return place


def named(place: Conversation) -> Json:
    return {
        "id": place.id,
        "is_channel": place.kind == "channel",
        "name": place.name,
        "name_normalized": place.name,
        "created": place.created,
    }


def rename(platform: Platform, user: str, place: Conversation, name: str) -> None:
    before, place.name = place.name, name
    place.previous_names.insert(0, before)
    show(platform, place)
    shown = {**named(place), "is_mpim": place.kind == "mpim"}
    announce(platform, {"type": f"{prefix(place)}_rename", "channel": shown}, place)
    words = f'has renamed the channel from "{before}" to "{name}"'
    chronicle(platform, place, user, "channel_name", words, old_name=before, name=name)


def archive(platform: Platform, user: str, place: Conversation) -> None:
    words = "archived the channel"
    chronicle(platform, place, user, "channel_archive", words, members=list(place.members))
    place.archived = True
    turned(platform, user, place, "archive")


def unarchive(platform: Platform, user: str, place: Conversation) -> None:
    place.archived = False
    turned(platform, user, place, "unarchive")
    chronicle(platform, place, user, "channel_unarchive", "un-archived the channel")


def turned(platform: Platform, user: str, place: Conversation, how: str) -> None:
    show(platform, place)
    event = {"type": f"{prefix(place)}_{how}", "channel": place.id, "user": user}
    announce(platform, {**event, "is_moved": 0}, place)


def set_topic(platform: Platform, user: str, place: Conversation, text: str) -> None:
    place.topic = text
    place.noted["topic"] = Noted(user, platform.clock.seconds())
    show(platform, place)
    words = f"set the channel topic: {text}" if text else "cleared channel topic"
    chronicle(platform, place, user, "channel_topic", words, topic=text)


def set_purpose(platform: Platform, user: str, place: Conversation, text: str) -> None:
    place.purpose = text
    place.noted["purpose"] = Noted(user, platform.clock.seconds())
    show(platform, place)
    words = f"set the channel description: {text}" if text else "cleared channel description"
    chronicle(platform, place, user, "channel_purpose", words, purpose=text)


def leave(platform: Platform, place: Conversation, user: str, *, by: str = "") -> None:
    """By themselves, or taken out by somebody; a bot that goes hears of it one last time."""
    depart(platform, place, user)
    words = f"was removed from #{place.name}" if by else "has left the channel"
    place.members.remove(user)
    chronicle(platform, place, user, "channel_leave", words)
    hide(platform, place, [user])
    show(platform, place)
    kind = "C" if place.kind == "channel" else "G"
    event = {"type": "member_left_channel", "user": user, "channel": place.id}
    told = {"inviter": by} if by else {}
    announce(platform, {**event, "channel_type": kind, "team": place.team_id, **told}, place)


def depart(platform: Platform, place: Conversation, user: str) -> None:
    app = platform.app_of_bot(user)
    if app is not None:
        event = {"type": f"{prefix(place)}_left", "channel": place.id, "actor_id": user}
        announce(platform, event, place, only=app)


def hide(platform: Platform, place: Conversation, users: list[str]) -> None:
    """For who can no longer see it, the place is gone from their page."""
    seen = viewers(platform, place)
    news = {"type": "channel_gone", "channel": place.id}
    platform.audience.tell([user for user in users if user not in seen], news)


def delete(platform: Platform, user: str, place: Conversation) -> None:
    event = {"type": f"{prefix(place)}_deleted", "channel": place.id, "actor_id": user}
    announce(platform, event, place)
    told = viewers(platform, place)
    forget(platform, place)
    platform.audience.tell(told, {"type": "channel_gone", "channel": place.id})


def forget(platform: Platform, place: Conversation) -> None:
    world = platform.world
    del world.conversations[place.id]
    world.messages.pop(place.id, None)
    world.threads = {k: v for k, v in world.threads.items() if not k.startswith(f"{place.id}:")}
    for file in world.files.values():
        file.shared = [channel for channel in file.shared if channel != place.id]
    world.touch()


def share(platform: Platform, place: Conversation, guests: list[str]) -> str:
    """Share a private channel with another company, which gives it another id, as Slack does."""
    place.members += [user for user in guests if user not in place.members]
    old, new = place.id, platform.world.new_id("C")
    platform.audience.tell(viewers(platform, place), {"type": "channel_gone", "channel": old})
    move(platform, place, new)
    show(platform, place)
    event = {"type": "channel_id_changed", "old_channel_id": old, "new_channel_id": new}
    announce(platform, event, place)
    return new


def move(platform: Platform, place: Conversation, new: str) -> None:
    world, old = platform.world, place.id
    place.id = new
    world.conversations[new] = world.conversations.pop(old)
    world.messages[new] = world.messages.pop(old, {})
    for message in world.messages[new].values():
        message.channel = new
    for key in [key for key in world.threads if key.startswith(f"{old}:")]:
        world.threads[f"{new}:{key.partition(':')[2]}"] = world.threads.pop(key)
    for file in world.files.values():
        file.shared = [new if channel == old else channel for channel in file.shared]
    for url in world.response_urls.values():
        url.channel = new if url.channel == old else url.channel
    world.touch()
