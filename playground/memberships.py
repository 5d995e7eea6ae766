"""Who is in which conversation: direct messages opened, channels joined, people changed."""

from playground.delivery.events import announce
from playground.platforms import Platform
from playground.renderings import user_object
from playground.shapes import Json
from playground.sights import conversation, viewers
from playground.worlds import Conversation, Member, Place


def direct(platform: Platform, team_id: str, *members: str) -> Conversation:
    """The conversation of exactly these people, opened now if there is none."""
    kind: Place = "im" if len(set(members)) <= 2 else "mpim"
    wanted = sorted(set(members))
    for place in platform.world.conversations.values():
        if (place.kind, place.team_id) == (kind, team_id) and sorted(place.members) == wanted:
            return place
    letter = "D" if kind == "im" else "G"
    place = Conversation(
        platform.world.new_id(letter), kind, group_name(platform, wanted, kind), "", wanted,
        platform.clock.seconds(), team_id=team_id,
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


def join(platform: Platform, place: Conversation, user: str) -> None:
    if user in place.members:
        return
    place.members.append(user)
    platform.world.touch()
    show(platform, place)
    event = {"type": "member_joined_channel", "user": user, "channel": place.id}
    kind = "C" if place.kind == "channel" else "G"
    announce(platform, {**event, "channel_type": kind, "team": place.team_id}, place)


def welcome(platform: Platform, newcomer: Member) -> None:
    """Somebody new in the company, whom apps hear of."""
    platform.world.people[newcomer.id] = newcomer
    platform.world.touch()
    announce(
        platform, {"type": "team_join", "user": user_object(platform, newcomer)}, about=newcomer
    )


def alter(platform: Platform, user: str, changes: Json) -> None:
    """Change a person as an admin would: deactivate, make a guest, another zone or title."""
    member = platform.world.people[user]
    for key, value in changes.items():
        setattr(member, key, value)
    if member.kind == "deactivated":
        platform.audience.seats.pop(user, None)
    member.updated = platform.clock.seconds()
    platform.world.touch()
    event = {"type": "user_change", "user": user_object(platform, member)}
    announce(platform, {**event, "cache_ts": member.updated}, about=member)
