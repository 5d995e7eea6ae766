"""Messages and views in the shapes the Web API gives them."""

from playground.dialogs import View
from playground.documents import file_object as file_object
from playground.installations import Installed
from playground.platforms import Platform
from playground.portraits import conversation_object as conversation_object
from playground.portraits import is_shared as is_shared
from playground.portraits import picture
from playground.portraits import user_object as user_object
from playground.shapes import Json
from playground.worlds import Message


def message_object(platform: Platform, message: Message, *, metadata: bool = False) -> Json:
    shown: Json = {
        "type": "message",
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        **teams(platform, message),
    }
    shown |= authorship(platform, message) | threading(platform, message)
    shown |= {key: value for key, value in extras(platform, message).items() if value}
    shown |= {"client_msg_id": message.client_msg_id} if message.client_msg_id else {}
    shown |= message.more
    if metadata and message.metadata:
        shown["metadata"] = message.metadata
    return shown


def teams(platform: Platform, message: Message) -> Json:
    """The author's team; said three times over where that is another company."""
    here = platform.world.conversations[message.channel].team_id
    author = platform.world.people.get(message.user)
    theirs = author.team_id if author else here
    named = {"user_team": theirs, "source_team": theirs} if theirs != here else {}
    return {"team": theirs, **named}


def extras(platform: Platform, message: Message) -> Json:
    files = [platform.world.files[f] for f in message.files if f in platform.world.files]
    return {
        "blocks": message.blocks,
        "attachments": message.attachments,
        "subtype": message.subtype,
        "files": [file_object(platform, file) for file in files],
        "edited": message.edited and {"user": message.user, "ts": message.edited},
        "reactions": reactions(message),
        "pinned_to": [message.channel] if is_pinned(platform, message) else [],
    }


def authorship(platform: Platform, message: Message) -> Json:
    app = platform.author(message)
    if app is None:
        return {}
    profile = {**bot(platform, app), "team_id": app.team_id}
    return {"bot_id": app.bot_id, "app_id": app.id, "bot_profile": profile}


def bot(platform: Platform, app: Installed) -> Json:
    return {
        "id": app.bot_id,
        "app_id": app.id,
        "user_id": app.bot_user,
        "name": app.name,
        "icons": {f"image_{size}": picture(platform, size) for size in (36, 48, 72)},
        "deleted": False,
        "updated": 0,
    }


def is_pinned(platform: Platform, message: Message) -> bool:
    pins = platform.world.conversations[message.channel].pins
    return any(pin.ts == message.ts for pin in pins)


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
        "is_locked": False,
        "subscribed": False,
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
