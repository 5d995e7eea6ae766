"""files.*: the two-step upload, and what became of it."""

from playground.api.calls import Call, method
from playground.api.chat import judge
from playground.dialogs import identified
from playground.postings import edit, erase, post
from playground.refusals import Refused
from playground.renderings import file_object
from playground.shapes import Json
from playground.sights import app_may_fetch
from playground.uploads import LARGEST, reserve
from playground.worlds import File, Message


def get_upload_url(call: Call) -> Json:
    length = call.text("length", needed=True)
    if not length.isdecimal() or not 1 <= int(length) <= LARGEST:
        raise Refused("file_upload_size_restricted")
    name = call.text("filename", needed=True)
    file = reserve(call.platform, call.app.bot_user, name, int(length))
    return {"upload_url": f"{call.platform.base_url}/upload/{file.id}", "file_id": file.id}


def complete_upload(call: Call) -> Json:
    files = [uploaded(call, row) for row in call.listed("files")]
    if not files:
        raise Refused("invalid_arguments")
    places = [c for c in (call.text("channel_id"), *call.text("channels").split(",")) if c]
    for place in places:
        share(call, place, files)
    return {"files": [file_object(call.platform, file) for file in files]}


def uploaded(call: Call, row: Json) -> File:
    file = call.platform.world.files.get(str(row.get("id"))) if isinstance(row, dict) else None
    if file is None or file.user != call.app.bot_user or not file.uploaded:
        raise Refused("file_not_found")
    file.title = str(row.get("title") or file.name)
    return file


def share(call: Call, channel: str, files: list[File]) -> None:
    place = call.platform.world.conversations.get(channel)
    if place is None or not call.knows(place):
        raise Refused("channel_not_found")
    if call.app.bot_user not in place.members:
        raise Refused("not_in_channel")
    said: Json = {"text": call.text("initial_comment"), "blocks": call.listed("blocks")}
    judge(said)
    ts = call.platform.clock.stamp()
    post(call.platform, Message(
        ts, place.id, call.app.bot_user, files=[file.id for file in files],
        thread_ts=call.text("thread_ts"), app_id=call.app.id, **identified(said, ts),
    ))  # fmt: skip


def known(call: Call) -> File:
    file = call.platform.world.files.get(call.text("file", needed=True))
    if file is None or not app_may_fetch(call.platform, call.app.bot_user, file):
        raise Refused("file_not_found")
    return file


def info(call: Call) -> Json:
    return {"file": file_object(call.platform, known(call))}


def delete(call: Call) -> Json:
    file = known(call)
    if file.user != call.app.bot_user:
        raise Refused("cant_delete_file")
    del call.platform.world.files[file.id]
    for channel in set(file.shared):
        for message in call.platform.world.in_channel(channel):
            if file.id in message.files:
                without(call, message, file)
    return {}


def without(call: Call, message: Message, file: File) -> None:
    left = [other for other in message.files if other != file.id]
    if left or message.text or message.blocks:
        edit(call.platform, message, {"files": left})
    else:
        erase(call.platform, message)


METHODS = {
    "files.getUploadURLExternal": method(get_upload_url, "files:write"),
    "files.completeUploadExternal": method(complete_upload, "files:write"),
    "files.info": method(info, "files:read"),
    "files.delete": method(delete, "files:write"),
}
