"""Files as they arrive: in an app's two steps, or whole from a person's browser."""

import base64
import binascii
from typing import Any

from playground.platforms import Platform
from playground.refusals import Declined
from playground.shapes import Json
from playground.worlds import File

LARGEST = 20 * 2**20


def kind_of(name: str) -> str:
    """The kind from the name alone, so that no machine's own table changes the answer."""
    return KINDS.get(name.rpartition(".")[2].lower(), "application/octet-stream")


KINDS = {
    "csv": "text/csv",
    "txt": "text/plain",
    "md": "text/markdown",
    "json": "application/json",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def reserve(platform: Platform, user: str, name: str, length: int) -> File:
    safe = name.replace("/", "_").replace("\\", "_").strip() or "file"
    new = File(
        platform.world.new_id("F"), safe, user, length, kind_of(safe),
        created=platform.clock.seconds(),
    )  # fmt: skip
    platform.world.files[new.id] = new
    return new


def receive(platform: Platform, user: str, given: Any) -> File:
    """A file from the page: `{"name", "mimetype", "base64"}`."""
    name, encoded = (given.get("name"), given.get("base64")) if isinstance(given, dict) else ("", 0)
    if not isinstance(name, str) or not isinstance(encoded, str):
        raise Declined('A file needs a name and base64, e.g. {"name":"a.csv","base64":"YQ=="}.')
    try:
        content = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise Declined(f"{name} could not be read: its base64 is not valid.") from None
    new = reserve(platform, user, name, len(content))
    new.content, new.uploaded = content, True
    return new


def received(platform: Platform, user: str, given: Any) -> list[File]:
    if not isinstance(given, list) or len(given) > 10:
        raise Declined("Files come as a list of at most ten.")
    return [receive(platform, user, one) for one in given]


def summary(file: File) -> Json:
    return {"id": file.id, "title": file.title or file.name}
