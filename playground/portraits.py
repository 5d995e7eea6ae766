"""People and conversations in the shapes the Web API gives them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from playground.platforms import Platform
from playground.shapes import Json
from playground.worlds import Conversation, Member

PICTURE_SIZES = (24, 32, 48, 72, 192, 512)


def user_object(platform: Platform, member: Member) -> Json:
    """Of somebody who left, Slack tells little: no name beside the profile, no zone."""
    shown: Json = {
        "id": member.id,
        "team_id": member.team_id,
        "name": member.name,
        "deleted": member.kind == "deactivated",
        "profile": profile(platform, member),
        "is_bot": member.kind == "bot",
        "is_app_user": False,
        "updated": member.updated,
    }
    return shown if shown["deleted"] else {**shown, **standing(platform, member)}


def standing(platform: Platform, member: Member) -> Json:
    guest = member.kind == "guest"
    return {
        "color": member.color,
        "real_name": member.real_name,
        **zone(platform, member.tz),
        "is_admin": member.kind == "admin",
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": guest,
        "is_ultra_restricted": guest,
        "is_stranger": member.kind == "external",
        "is_email_confirmed": bool(member.email),
        "has_2fa": False,
        "who_can_share_contact_card": "EVERYONE",
    }


def zone(platform: Platform, name: str) -> Json:
    here = datetime.fromtimestamp(platform.clock.seconds(), UTC).astimezone(ZoneInfo(name))
    offset = here.utcoffset()
    seconds = int(offset.total_seconds()) if offset else 0
    return {"tz": name, "tz_label": here.tzname() or name, "tz_offset": seconds}


def profile(platform: Platform, member: Member) -> Json:
    first, _, last = member.real_name.partition(" ")
    shown: Json = {
        "title": member.title,
        "phone": "",
        "skype": "",
        "real_name": member.real_name,
        "real_name_normalized": member.real_name,
        "display_name": member.name,
        "display_name_normalized": member.name,
        "first_name": first,
        "last_name": last,
        "avatar_hash": f"g{member.color}",
        **{f"image_{size}": picture(platform, size) for size in PICTURE_SIZES},
        "status_text": "",
        "status_text_canonical": "",
        "status_emoji": "",
        "status_emoji_display_info": [],
        "status_expiration": 0,
        "team": member.team_id,
    }
    return {**shown, **of_bot(platform, member), **of_person(member)}


def picture(platform: Platform, size: int) -> str:
    """Nobody has uploaded a picture: everybody is given the same."""
    return f"{platform.base_url}/page/icon.svg?{size}"


def of_person(member: Member) -> Json:
    return {"email": member.email} if member.email else {}


def of_bot(platform: Platform, member: Member) -> Json:
    app = platform.app_of_bot(member.id) if member.kind == "bot" else None
    return {"api_app_id": app.id, "bot_id": app.bot_id, "always_active": True} if app else {}


def conversation_object(platform: Platform, place: Conversation, bot: str) -> Json:
    """As the app with this bot is told of it."""
    shown: Json = {
        "id": place.id,
        "created": place.created,
        "creator": place.creator,
        "is_archived": place.archived,
        "is_im": place.kind == "im",
        "is_mpim": place.kind == "mpim",
        "is_org_shared": False,
        "context_team_id": place.team_id,
        "updated": max([place.created, *(n.last_set for n in place.noted.values())]) * 1000,
    }
    inside = {"last_read": place.read.get(bot, "0000000000.000000")} if bot in place.members else {}
    other = between_two(platform, place, bot) if place.kind == "im" else among(platform, place, bot)
    return {**shown, **inside, **other}


def between_two(platform: Platform, place: Conversation, bot: str) -> Json:
    user = next((member for member in place.members if member != bot), bot)
    gone = platform.world.people[user].kind == "deactivated"
    return {"user": user, "is_user_deleted": gone, "is_open": is_open(place, bot), "priority": 0}


def is_open(place: Conversation, bot: str) -> bool:
    return bot not in place.closed_for


def among(platform: Platform, place: Conversation, bot: str) -> Json:
    direct = {"is_open": is_open(place, bot), "priority": 0} if place.kind == "mpim" else {}
    return {
        "name": place.name,
        "name_normalized": place.name,
        "is_channel": place.kind == "channel",
        "is_group": place.kind in ("private", "mpim"),
        "is_private": place.kind != "channel",
        "is_general": place.name == "general",
        "is_member": bot in place.members,
        "is_frozen": False,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "pending_connected_team_ids": [],
        "parent_conversation": None,
        "unlinked": 0,
        "previous_names": list(place.previous_names),
        **sharing(platform, place),
        **direct,
        "topic": noted(place, "topic", place.topic),
        "purpose": noted(place, "purpose", place.purpose),
    }


def noted(place: Conversation, what: str, value: str) -> Json:
    by = place.noted.get(what)
    return {
        "value": value,
        "creator": by.creator if by else "",
        "last_set": by.last_set if by else 0,
    }


def sharing(platform: Platform, place: Conversation) -> Json:
    people = platform.world.people
    teams = {people[member].team_id for member in place.members if member in people}
    shared = bool(teams - {place.team_id})
    held = [place.team_id, *sorted(teams - {place.team_id})]
    return {"is_shared": shared, "is_ext_shared": shared, "shared_team_ids": held}


def is_shared(platform: Platform, place: Conversation) -> bool:
    return bool(sharing(platform, place)["is_shared"])
