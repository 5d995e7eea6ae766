"""Files in the shape the Web API gives them."""

from playground.platforms import Platform
from playground.shapes import Json
from playground.worlds import File, Place

PRETTY = {"csv": "CSV", "txt": "Plain Text", "md": "Markdown", "json": "JSON", "png": "PNG",
          "jpg": "JPEG", "gif": "GIF", "pdf": "PDF", "xlsx": "Excel Spreadsheet"}  # fmt: skip


def file_object(platform: Platform, file: File) -> Json:
    kind = file.name.rpartition(".")[2].lower()
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "filetype": kind,
        "pretty_type": PRETTY.get(kind, kind.upper()),
        "user": file.user,
        "user_team": platform.world.people[file.user].team_id,
        "editable": False,
        "size": len(file.content),
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "is_starred": False,
        "has_rich_preview": False,
        "file_access": "visible",
        "comments_count": 0,
        **addresses(platform, file),
        **whereabouts(platform, file),
    }


def addresses(platform: Platform, file: File) -> Json:
    base = platform.base_url
    return {
        "url_private": f"{base}/files/{file.id}/{file.name}",
        "url_private_download": f"{base}/files/{file.id}/{file.name}",
        "permalink": f"{base}/files/{file.id}/{file.name}",
    }


def whereabouts(platform: Platform, file: File) -> Json:
    channels = shared_in(platform, file, "channel")
    groups = shared_in(platform, file, "private") + shared_in(platform, file, "mpim")
    ims = shared_in(platform, file, "im")
    return {"is_public": bool(channels), "channels": channels, "groups": groups, "ims": ims}


def shared_in(platform: Platform, file: File, kind: Place) -> list[str]:
    places = platform.world.conversations
    return [c for c in dict.fromkeys(file.shared) if c in places and places[c].kind == kind]
