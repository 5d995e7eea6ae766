"""Who is in which conversation: direct messages opened, channels joined, people changed."""

from collections.abc import Iterable

from playground.chronicles import chronicle
from playground.delivery.events import announce
from playground.platforms import Platform
from playground.renderings import user_object
from playground.shapes import Json
from playground.sights import conversation, may_meet, person, viewers
from playground.worlds import Conversation, Member, Place


def direct(platform: Platform, team_id: str, *members: str) -> Conversation:
    """The conversation of exactly these people, opened now if there is none."""
    found = find_direct(platform, team_id, *members)
    return found or open_direct(platform, team_id, sorted(set(members)))


def find_direct(platform: Platform, team_id: str, *members: str) -> Conversation | None:
    kind, wanted = kind_of(members), sorted(set(members))
    for place in platform.world.conversations.values():
        if (place.kind, place.team_id) == (kind, team_id) and sorted(place.members) == wanted:
            return place
    return None


def kind_of(members: Iterable[str]) -> Place:
    return "im" if len(set(members)) <= 2 else "mpim"


def open_direct(platform: Platform, team_id: str, members: list[str]) -> Conversation:
    kind = kind_of(members)
    place = Conversation(
        platform.world.new_id("D" if kind == "im" else "G"), kind,
        group_name(platform, members, kind), "", members, platform.clock.seconds(),
        team_id=team_id,
    )  # fmt: skip
    platform.world.conversations[place.id] = place
    show(platform, place)
    return place


def group_name(platform: Platform, members: list[str], kind: Place) -> str:
    names = sorted(platform.world.people[user].name for user in members)
    return f"mpdm-{'--'.join(names)}-1" if kind == "mpim" else ""


def show(platform: Platform, place: Conversation) -> None:
    for user in viewers(platform, place):
        news = {"type": "channel", "conversation": conversation(platform, user, place)}
        platform.audience.tell([user], news)


def join(platform: Platform, place: Conversation, user: str, *, inviter: str = "") -> None:
    if user in place.members:
        return
    place.members.append(user)
    platform.world.touch()
    show(platform, place)
    event = {"type": "member_joined_channel", "user": user, "channel": place.id}
    kind = "C" if place.kind == "channel" else "G"
    by = {"inviter": inviter} if inviter else {}
    announce(platform, {**event, "channel_type": kind, "team": place.team_id, **by}, place)
    chronicle(platform, place, user, "channel_join", "has joined the channel", **by)


def welcome(platform: Platform, newcomer: Member) -> None:
    """Somebody new in the company, whom apps hear of."""
    platform.world.people[newcomer.id] = newcomer
    platform.world.touch()
    introduce(platform, newcomer)
    event = {"type": "team_join", "user": user_object(platform, newcomer)}
    announce(platform, event, about=newcomer)


def alter(platform: Platform, user: str, changes: Json) -> None:
    """Change a person as an admin would: deactivate, make a guest, another zone or title."""
    member = platform.world.people[user]
    for key, value in changes.items():
        setattr(member, key, value)
    member.updated = platform.clock.seconds()
    platform.world.touch()
    if member.kind == "deactivated":
        platform.audience.seats.pop(user, None)
    introduce(platform, member)
    platform.audience.tell([user], {"type": "refresh"})
    shown = {"user": user_object(platform, member), "cache_ts": member.updated}
    for kind in ("user_change", "user_profile_changed"):
        announce(platform, {"type": kind, **shown}, about=member)


def introduce(platform: Platform, member: Member) -> None:
    """Those at the page who may know this person see them as they are now."""
    for user in list(platform.audience.seats):
        if may_meet(platform, user, member):
            platform.audience.tell([user], {"type": "people", "people": [person(member)]})
