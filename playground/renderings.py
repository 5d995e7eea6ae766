"""People, places, messages, files and views in the shapes the Web API gives them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from playground.dialogs import View
from playground.platforms import Platform
from playground.shapes import Json
from playground.worlds import Conversation, File, Member, Message


def user_object(platform: Platform, member: Member) -> Json:
    guest = member.kind == "guest"
    return {
        "id": member.id,
        "team_id": member.team_id,
        "name": member.name,
        "deleted": member.kind == "deactivated",
        "color": member.color,
        "real_name": member.real_name,
        **zone(platform, member.tz),
        "profile": profile(member),
        "is_admin": member.kind == "admin",
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": guest,
        "is_ultra_restricted": guest,
        "is_bot": member.kind == "bot",
        "is_app_user": False,
        "is_stranger": member.kind == "external",
        "updated": member.updated,
    }


def zone(platform: Platform, name: str) -> Json:
    here = datetime.fromtimestamp(platform.clock.seconds(), UTC).astimezone(ZoneInfo(name))
    offset = here.utcoffset()
    seconds = int(offset.total_seconds()) if offset else 0
    return {"tz": name, "tz_label": here.tzname() or name, "tz_offset": seconds}


def profile(member: Member) -> Json:
    shown: Json = {
        "title": member.title,
        "real_name": member.real_name,
        "real_name_normalized": member.real_name,
        "display_name": member.name,
        "display_name_normalized": member.name,
        "status_text": "",
        "status_emoji": "",
        "team": member.team_id,
    }
    return {**shown, "email": member.email} if member.email else shown


def conversation_object(platform: Platform, place: Conversation, bot: str) -> Json:
    shown: Json = {
        "id": place.id,
        "created": place.created,
        "is_archived": place.archived,
        "is_im": place.kind == "im",
        "is_mpim": place.kind == "mpim",
        "is_org_shared": False,
        "context_team_id": place.team_id,
    }
    if place.kind == "im":
        return {**shown, "user": next((m for m in place.members if m != bot), bot)}
    shared = is_shared(platform, place)
    return {
        **shown,
        "name": place.name,
        "name_normalized": place.name,
        "is_channel": place.kind == "channel",
        "is_group": place.kind == "private",
        "is_private": place.kind != "channel",
        "is_general": place.name == "general",
        "is_member": bot in place.members,
        "is_shared": shared,
        "is_ext_shared": shared,
        "topic": {"value": place.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(place.members),
    }


def is_shared(platform: Platform, place: Conversation) -> bool:
    people = platform.world.people
    return any(people[m].team_id != place.team_id for m in place.members if m in people)


def message_object(platform: Platform, message: Message, *, metadata: bool = False) -> Json:
    shown: Json = {
        "type": "message",
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "team": platform.world.conversations[message.channel].team_id,
    }
    app = platform.author(message)
    shown |= {"bot_id": app.bot_id, "app_id": app.id} if app else {}
    shown |= {key: value for key, value in extras(platform, message).items() if value}
    shown |= {"client_msg_id": message.client_msg_id} if message.client_msg_id else {}
    shown |= message.more
    if metadata and message.metadata:
        shown["metadata"] = message.metadata
    return shown


def extras(platform: Platform, message: Message) -> Json:
    files = [platform.world.files[f] for f in message.files if f in platform.world.files]
    return {
        "blocks": message.blocks,
        "attachments": message.attachments,
        "subtype": message.subtype,
        "files": [file_object(platform, file) for file in files],
        "edited": message.edited and {"user": message.user, "ts": message.edited},
        "reactions": reactions(message),
        **threading(platform, message),
    }


def reactions(message: Message) -> list[Json]:
    given = message.reactions.items()
    return [{"name": name, "users": users, "count": len(users)} for name, users in given]


def threading(platform: Platform, message: Message) -> Json:
    if message.thread_ts and message.thread_ts != message.ts:
        parent = platform.world.message(message.channel, message.thread_ts)
        return {"thread_ts": message.thread_ts, "parent_user_id": parent.user if parent else ""}
    replies = platform.world.replies(message.channel, message.ts)
    if not replies:
        return {}
    users = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users": users,
        "reply_users_count": len(users),
        "latest_reply": replies[-1].ts,
    }


def file_object(platform: Platform, file: File) -> Json:
    url = f"{platform.base_url}/files/{file.id}/{file.name}"
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "filetype": file.name.rpartition(".")[2].lower(),
        "user": file.user,
        "user_team": platform.world.people[file.user].team_id,
        "size": len(file.content),
        "mode": "hosted",
        "is_external": False,
        "url_private": url,
        "url_private_download": url,
        "permalink": url,
        "channels": list(file.shared),
    }


def view_object(platform: Platform, view: View) -> Json:
    app = platform.installed(view.app_id, view.team_id)
    content = view.content
    return {
        "id": view.id,
        "team_id": view.team_id,
        "type": content["type"],
        "blocks": content.get("blocks", []),
        "private_metadata": content.get("private_metadata", ""),
        "callback_id": content.get("callback_id", ""),
        "external_id": content.get("external_id", ""),
        "state": {"values": view.state},
        "hash": view.hash,
        "title": content.get("title"),
        "submit": content.get("submit"),
        "close": content.get("close"),
        "clear_on_close": content.get("clear_on_close", False),
        "notify_on_close": content.get("notify_on_close", False),
        "previous_view_id": view.previous,
        "root_view_id": view.root,
        "app_id": view.app_id,
        "app_installed_team_id": view.team_id,
        "bot_id": app.bot_id if app else "",
    }
