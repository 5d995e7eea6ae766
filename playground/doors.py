"""The addresses apps use besides the Web API: sockets, response urls, uploads."""

from aiohttp import web

from playground import bodies, gates, restraints
from playground.interactions import responses
from playground.platforms import Platform
from playground.refusals import Refused
from playground.shapes import Json
from playground.worlds import File

LARGEST_RESPONSE = 2**20


class Doors:
    def __init__(self, platform: Platform) -> None:
        self.platform = platform

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/api/{method}", self.api),
            web.get("/socket/{ticket}", self.platform.sockets.accept),
            web.post("/response/{id}", self.response),
            web.post("/upload/{file}", self.upload),
        ]

    async def api(self, request: web.Request) -> web.StreamResponse:
        return await gates.answer(self.platform, request)

    async def response(self, request: web.Request) -> web.Response:
        raw = await bodies.read(request, LARGEST_RESPONSE)
        body = bodies.parse_json(raw)
        refusal = restraints.on_response_url(self.platform, request.match_info["id"])
        if refusal is not None:
            return refusal
        try:
            responses.use(self.platform, request.match_info["id"], body)
        except Refused as refused:
            return self.refuse(body, refused)
        self.platform.inspector.record("response_url", "response_url", request=body)
        return web.Response(text="ok")

    def refuse(self, body: Json, refused: Refused) -> web.Response:
        if refused.found:
            self.platform.counters.violate("invalid_payload")
        problems = [str(problem) for problem in refused.found]
        self.platform.inspector.record(
            "response_url", "response_url", status=refused.error, request=body, problems=problems
        )
        gone = refused.error in ("invalid_url", "expired_url", "used_url")
        return web.json_response(refused.answer(), status=404 if gone else 400)

    async def upload(self, request: web.Request) -> web.Response:
        """The bytes of a reserved file, which must be as many as were announced."""
        file = self.platform.world.files.get(request.match_info["file"])
        if file is None or file.uploaded:
            return web.Response(status=404, text="no such upload")
        content = await content_of(request, file)
        if len(content) != file.length:
            return web.Response(status=400, text=f"expected {file.length} bytes")
        file.content, file.uploaded = content, True
        self.platform.world.touch()
        self.platform.inspector.record("upload", file.name, response=f"{len(content)} bytes")
        return web.Response(text=f"OK - {len(content)}")


async def content_of(request: web.Request, file: File) -> bytes:
    if request.content_type != "multipart/form-data":
        return await bodies.read(request, file.length)
    form = await bodies.form(request, 400)
    parts = [value for value in form.values() if isinstance(value, web.FileField)]
    return parts[0].file.read() if parts else b""
