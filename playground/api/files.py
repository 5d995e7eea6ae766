"""files.*: what was uploaded, who may see it, and taking it away."""

from collections.abc import Mapping

from playground.api.calls import Call, method
from playground.postings import edit, erase
from playground.refusals import Refused
from playground.renderings import file_object
from playground.shapes import Json
from playground.sights import app_may_fetch
from playground.worlds import Conversation, File, Message

MOST = 1000
KINDS: Mapping[str, tuple[str, ...]] = {
    "all": ("",),
    "images": ("image/",),
    "pdfs": ("application/pdf",),
    "zips": ("application/zip",),
    "snippets": ("text/",),
    "gdocs": (),
    "spaces": (),
}
"""Which kinds of file each of Slack's words for them takes in."""


def known(call: Call) -> File:
    file = call.platform.world.files.get(call.text("file", needed=True))
    if file is None or not visible(call, file):
        raise Refused("file_not_found")
    return file


def visible(call: Call, file: File) -> bool:
    return file.uploaded and app_may_fetch(call.platform, call.app.bot_user, file)


def info(call: Call) -> Json:
    file = known(call)
    shown = {**file_object(call.platform, file), "shares": shares(call, file)}
    return {"file": shown, "comments": [], "response_metadata": {"next_cursor": ""}}


def shares(call: Call, file: File) -> Json:
    """In which messages it stands, by conversation."""
    found: Json = {"public": {}, "private": {}}
    for place in (call.platform.world.conversations[c] for c in dict.fromkeys(file.shared)):
        held = [m for m in call.platform.world.in_channel(place.id) if file.id in m.files]
        side = "public" if place.kind == "channel" else "private"
        found[side][place.id] = [share(place, message) for message in held]
    return {side: places for side, places in found.items() if places}


def share(place: Conversation, message: Message) -> Json:
    threaded = {"thread_ts": message.thread_ts} if message.thread_ts else {}
    return {
        "ts": message.ts,
        "channel_name": place.name,
        "team_id": place.team_id,
        "share_user_id": message.user,
        "reply_users": [],
        "reply_users_count": 0,
        "reply_count": 0,
        **threaded,
    }


def list_all(call: Call) -> Json:
    """Newest first, in numbered pages: this method is older than cursors."""
    files = sorted(wanted(call), key=lambda file: (file.created, file.id), reverse=True)
    count, page = bounded(call, "count", 100), bounded(call, "page", 1)
    rows = files[(page - 1) * count : page * count]
    pages = -(-len(files) // count)
    paging = {"count": count, "total": len(files), "page": page, "pages": pages}
    return {"files": [file_object(call.platform, file) for file in rows], "paging": paging}


def bounded(call: Call, name: str, usual: int) -> int:
    return min(max(call.whole(name) or usual, 1), MOST)


def wanted(call: Call) -> list[File]:
    kinds = call.names("types") or ["all"]
    if any(kind not in KINDS for kind in kinds):
        raise Refused("unknown_type")
    low = float(call.stamp("ts_from", "invalid_arguments") or 0)
    high = float(call.stamp("ts_to", "invalid_arguments") or "inf")
    user = call.member().id if call.text("user") else ""
    channel = call.place().id if call.text("channel") else ""
    allowed = tuple(prefix for kind in kinds for prefix in KINDS[kind])
    return [
        file
        for file in call.platform.world.files.values()
        if visible(call, file)
        and low <= file.created <= high
        and user in ("", file.user)
        and (not channel or channel in file.shared)
        and file.mimetype.startswith(allowed)
    ]


def delete(call: Call) -> Json:
    file = known(call)
    if file.user != call.app.bot_user:
        raise Refused("cant_delete_file")
    del call.platform.world.files[file.id]
    for channel in set(file.shared):
        for message in call.platform.world.in_channel(channel):
            if file.id in message.files:
                without(call, message, file)
    call.platform.world.touch()
    return {}


def without(call: Call, message: Message, file: File) -> None:
    left = [other for other in message.files if other != file.id]
    if left or message.text or message.blocks:
        edit(call.platform, message, {"files": left})
    else:
        erase(call.platform, message)


METHODS = {
    "files.info": method(info, "files:read", json=False),
    "files.list": method(list_all, "files:read", json=False),
    "files.delete": method(delete, "files:write"),
}
