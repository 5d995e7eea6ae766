"""Request bodies, read with a limit and taken apart however they were sent."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from aiohttp import BasicAuth, web

from playground.outcries import UNREADABLE
from playground.shapes import Json, load


class Unreadable(Exception):
    """Slack's word for what is wrong with the body."""

    def __init__(self, error: str, status: int = 200) -> None:
        super().__init__(error)
        self.error = error
        self.status = status


async def read(request: web.Request, most: int) -> bytes:
    """The whole body, or a refusal before more than `most` bytes are held."""
    if (request.content_length or 0) > most:
        raise Unreadable("request_too_large", 413)
    parts, size = [], 0
    try:
        async for part in request.content.iter_chunked(65_536):
            size += len(part)
            if size > most:
                raise Unreadable("request_too_large", 413)
            parts.append(part)
    except UNREADABLE:
        raise Unreadable("request_timeout", 400) from None
    return b"".join(parts)


def parse_json(body: bytes) -> Json:
    try:
        value = load(body)
    except ValueError:
        raise Unreadable("invalid_json") from None
    if not isinstance(value, dict):
        raise Unreadable("json_not_object")
    return value


def parse_form(body: bytes) -> Json:
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=1000))
    except UnicodeDecodeError:
        raise Unreadable("invalid_charset") from None
    except ValueError:
        raise Unreadable("invalid_form_data") from None


async def arguments(request: web.Request, most: int, *, json: bool = True) -> Json:
    """Query and body together; a method that reads no JSON passes over a body of it."""
    args: Json = dict(request.query) | client(request)
    if request.method == "GET" or not request.can_read_body:
        return args
    match request.content_type:
        case "application/json":
            held = parse_json(await read(request, most) or b"{}")
            return args | held if json else args
        case "multipart/form-data":
            return args | await parts(request, most)
        case "application/x-www-form-urlencoded" | "application/octet-stream" | "text/plain":
            return args | parse_form(await read(request, most))
        case _:
            raise Unreadable("invalid_post_type")


def client(request: web.Request) -> Json:
    """The app's id and secret where they come as Basic authorization."""
    if not request.headers.get("Authorization", "").lower().startswith("basic "):
        return {}
    try:
        given = BasicAuth.decode(request.headers["Authorization"])
    except ValueError:
        raise Unreadable("invalid_auth") from None
    return {"client_id": given.login, "client_secret": given.password}


async def parts(request: web.Request, most: int) -> Json:
    """The text fields of a multipart form."""
    if (request.content_length or 0) > most:
        raise Unreadable("request_too_large", 413)
    return {key: value for key, value in (await form(request)).items() if isinstance(value, str)}


async def form(request: web.Request, status: int = 200) -> Mapping[str, object]:
    try:
        return await request.post()
    except (ValueError, AssertionError, *UNREADABLE):
        raise Unreadable("invalid_form_data", status) from None


def warnings(request: web.Request) -> list[str]:
    """JSON should say its charset; a form, which has only one, should not."""
    match request.content_type, request.charset:
        case "application/json", None if request.body_exists:
            return ["missing_charset"]
        case "application/x-www-form-urlencoded", str():
            return ["superfluous_charset"]
        case _:
            return []
