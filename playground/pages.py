"""The page and what it asks: people, places, messages, acts, files and live news."""

import re
from importlib import resources

from aiohttp import web

from playground import bodies, sights, states
from playground.acts import perform
from playground.downloads import download
from playground.platforms import Platform
from playground.refusals import Declined
from playground.wires import Wires
from playground.worlds import Member, Message

LARGEST = 32 * 2**20
ASSET = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "woff2": "font/woff2",
    "ico": "image/x-icon",
}


class Pages:
    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.wires = Wires()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self.index),
            web.get("/page/{file}", self.asset),
            web.get("/files/{file}/{name}", self.file),
            web.get("/_page/people", self.people),
            web.get("/_page/state", self.state),
            web.get("/_page/messages", self.messages),
            web.post("/_page/act", self.act),
            web.get("/_page/live", self.live),
            web.get("/_page/inspector", self.inspector),
            web.get("/_page/inspector/live", self.inspector_live),
        ]

    def viewer(self, request: web.Request) -> Member:
        """The person this browser acts as; bots and people who left cannot look."""
        member = self.platform.world.people.get(request.query.get("as", ""))
        if member is None:
            raise Declined("Say who you are, e.g. ?as=U0AMARA01.")
        if member.kind in ("bot", "deactivated"):
            raise Declined(f"{member.real_name} cannot sign in.")
        return member

    async def index(self, request: web.Request) -> web.Response:
        return asset("index.html")

    async def asset(self, request: web.Request) -> web.Response:
        return asset(request.match_info["file"])

    async def people(self, request: web.Request) -> web.Response:
        workspaces = [states.workspace(one) for one in self.platform.config.workspaces]
        people = [sights.person(member) for member in self.platform.world.people.values()]
        shown = {"workspace": workspaces[0], "workspaces": workspaces, "people": people}
        return web.json_response(shown)

    async def state(self, request: web.Request) -> web.Response:
        return web.json_response(states.state(self.platform, self.viewer(request)))

    async def messages(self, request: web.Request) -> web.Response:
        me, platform = self.viewer(request), self.platform
        channel, thread = request.query.get("channel", ""), request.query.get("thread", "")
        place = platform.world.conversations.get(channel)
        if place is None or not sights.may_see(platform, me.id, place):
            raise Declined("There is no such conversation.")
        said = platform.world.in_channel(channel)
        shown = [m for m in said if in_view(m, thread)]
        mine = [m for m in shown if sights.may_read(platform, me.id, m)]
        return web.json_response({"messages": [sights.message(platform, m) for m in mine]})

    async def act(self, request: web.Request) -> web.Response:
        me = self.viewer(request)
        raw = await bodies.read(request, LARGEST)
        try:
            body = bodies.parse_json(raw)
        except bodies.Unreadable:
            raise Declined('Send one JSON object, e.g. {"do": "read", "channel": "C…"}.') from None
        return web.json_response({"ok": True, **await perform(self.platform, me.id, body)})

    async def file(self, request: web.Request) -> web.Response:
        return download(self.platform, request, self.viewer)

    async def live(self, request: web.Request) -> web.StreamResponse:
        me, audience = self.viewer(request).id, self.platform.audience
        return await self.wires.hold(
            request, lambda tell: audience.sit(me, tell), lambda tell: audience.leave(me, tell)
        )

    async def inspector(self, request: web.Request) -> web.Response:
        after = request.query.get("after", "0")
        if not after.isdecimal():
            raise Declined("`after` is a number, e.g. ?after=120.")
        counters = self.platform.counters.figures(self.platform.clock.now())
        entries = self.platform.inspector.after(int(after))
        return web.json_response({"entries": entries, "counters": counters})

    async def inspector_live(self, request: web.Request) -> web.StreamResponse:
        listeners = self.platform.inspector.listeners
        return await self.wires.hold(request, listeners.add, listeners.discard)


def in_view(message: Message, thread: str) -> bool:
    if thread:
        return thread in (message.ts, message.thread_ts)
    top = message.thread_ts in ("", message.ts)
    return top or message.subtype == "thread_broadcast"


def asset(name: str) -> web.Response:
    """A file of the page's own folder; nothing outside it has a name that fits."""
    if not ASSET.fullmatch(name):
        raise web.HTTPNotFound
    found = resources.files("playground").joinpath("page", name)
    if not found.is_file():
        raise web.HTTPNotFound
    kind = TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    charset = "utf-8" if kind.startswith("text/") else None
    headers = {"Cache-Control": "no-store"}
    return web.Response(
        body=found.read_bytes(), content_type=kind, charset=charset, headers=headers
    )
