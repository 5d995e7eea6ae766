"""files.getUploadURLExternal and completeUploadExternal: an upload's first and last step."""

from playground.api.calls import Call, method
from playground.api.contents import judge, thread
from playground.dialogs import identified
from playground.postings import post
from playground.refusals import Refused
from playground.shapes import Json
from playground.uploads import LARGEST, reserve, summary
from playground.worlds import Conversation, File, Message

MOST_PLACES = 100
LONGEST_ALT = 1000


def get_upload_url(call: Call) -> Json:
    name = call.text("filename", needed=True)
    length = call.whole("length")
    if not length or length < 0:
        raise Refused("missing_argument")
    if length > LARGEST:
        raise Refused("file_upload_size_restricted")
    if len(call.text("alt_txt")) > LONGEST_ALT:
        raise Refused("alt_txt_too_large")
    file = reserve(call.platform, call.app.bot_user, name, length)
    return {"upload_url": f"{call.platform.base_url}/upload/{file.id}", "file_id": file.id}


def complete_upload(call: Call) -> Json:
    """All is judged before anything is shared, so that a refusal leaves nothing behind."""
    files = [uploaded(call, row) for row in call.listed("files")]
    if not files:
        raise Refused("invalid_arguments")
    places = [place_of(call, name) for name in named_places(call)]
    shared = [message(call, place, files) for place in places]
    entitle(call, files)
    for one in shared:
        post(call.platform, one)
    return {"files": [summary(file) for file in files]}


def uploaded(call: Call, row: Json) -> File:
    file = call.platform.world.files.get(str(row.get("id"))) if isinstance(row, dict) else None
    if file is None or not file.uploaded:
        raise Refused("file_not_found")
    if file.user != call.app.bot_user:
        raise Refused("access_denied")
    return file


def entitle(call: Call, files: list[File]) -> None:
    titles = [row.get("title") for row in call.listed("files")]
    for file, title in zip(files, titles, strict=True):
        file.title = title if isinstance(title, str) and title else file.name
    call.platform.world.touch()


def named_places(call: Call) -> list[str]:
    one = call.text("channel_id")
    named = list(dict.fromkeys([*([one] if one else []), *call.names("channels")]))
    if len(named) > MOST_PLACES:
        raise Refused("channels_limit_exceeded")
    if len(named) > 1 and call.text("thread_ts"):
        raise Refused("invalid_arguments")
    return named


def place_of(call: Call, name: str) -> Conversation:
    place = call.platform.world.conversations.get(name)
    if place is None or not call.knows(place):
        raise Refused("channel_not_found")
    if call.app.bot_user not in place.members:
        raise Refused("not_in_channel")
    if place.archived:
        raise Refused("posting_to_channel_denied")
    return place


def message(call: Call, place: Conversation, files: list[File]) -> Message:
    """With a comment the blocks are ignored, as the documentation says."""
    comment = call.text("initial_comment")
    said: Json = {"text": comment, "blocks": [] if comment else call.listed("blocks")}
    judge(said)
    ts, app = call.platform.clock.stamp(), call.app
    return Message(
        ts, place.id, app.bot_user, files=[file.id for file in files], app_id=app.id,
        subtype="file_share", thread_ts=thread(call, place), **identified(said, ts),
    )  # fmt: skip


METHODS = {
    "files.getUploadURLExternal": method(get_upload_url, "files:write", json=False),
    "files.completeUploadExternal": method(complete_upload, "files:write"),
}
