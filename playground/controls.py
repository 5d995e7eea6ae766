"""What tests may count and disturb; served only when asked for."""

from dataclasses import replace

from aiohttp import web
from pydantic import TypeAdapter, ValidationError

from playground import bodies, timetables
from playground.configs import Person
from playground.delivery.events import deliver
from playground.faults import Fault
from playground.memberships import alter, welcome
from playground.platforms import Platform
from playground.refusals import Declined
from playground.shapes import Json
from playground.worlds import Member

FAULT = TypeAdapter(Fault)
PERSON = TypeAdapter(Person)
LARGEST = 2**20
CHANGEABLE = ("kind", "title", "tz", "real_name", "name", "email")
EXAMPLE = (
    'Send one of {"fault": {"method": "chat.postMessage", "kind": "rate_limited", "times": 2}}, '
    '{"event": {"type": "app_mention"}, "times": 2}, '
    '{"person": {"id": "U0AMARA01", "kind": "deactivated"}}, '
    '{"newcomer": {"name": "mira", "real_name": "Mira Stone"}}, {"advance": 4}.'
)


class Controls:
    def __init__(self, platform: Platform) -> None:
        self.platform = platform

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/_control", self.figures), web.post("/_control", self.disturb)]

    async def figures(self, request: web.Request) -> web.Response:
        return web.json_response(self.platform.counters.figures(self.platform.clock.now()))

    async def disturb(self, request: web.Request) -> web.Response:
        body = bodies.parse_json(await bodies.read(request, LARGEST))
        return web.json_response({"ok": True, **await self.obey(body)})

    async def obey(self, body: Json) -> Json:
        match body:
            case {"fault": wanted}:
                return self.fault(wanted)
            case {"event": dict(event)}:
                return self.event(event, body.get("times", 1), body.get("app"))
            case {"person": {"id": str(user)}}:
                return self.person(user, {k: v for k, v in body["person"].items() if k != "id"})
            case {"newcomer": dict(wanted)}:
                return self.newcomer(wanted)
            case {"advance": int(seconds) | float(seconds)}:
                return await timetables.advance(self.platform, seconds)
            case _:
                raise Declined(EXAMPLE)

    def fault(self, wanted: object) -> Json:
        try:
            wanted = FAULT.validate_python(wanted)
            self.platform.faults.order(wanted, self.platform.clock.now())
        except ValidationError as bad:
            raise Declined(complaint("fault", bad)) from None
        return {}

    def event(self, event: Json, times: object, app_id: object) -> Json:
        """Deliver one event, the same id each time, to one app."""
        apps = self.platform.all_installed()
        app = next((one for one in apps if one.id == app_id), apps[0])
        if not isinstance(times, int) or not 1 <= times <= 100 or "type" not in event:
            raise Declined(EXAMPLE)
        stamped = {"event_ts": self.platform.clock.stamp(), **event}
        place = self.platform.world.conversations.get(str(event.get("channel")))
        return {"event_id": deliver(self.platform, app, stamped, place, times)}

    def newcomer(self, wanted: Json) -> Json:
        try:
            person = PERSON.validate_python({"id": "", **wanted})
        except ValidationError as bad:
            raise Declined(complaint("newcomer", bad)) from None
        person = replace(person, id=person.id or self.platform.world.new_id("U"))
        welcome(self.platform, Member.of(person, self.platform.config.workspace.id))
        return {"id": person.id}

    def person(self, user: str, changes: Json) -> Json:
        if user not in self.platform.world.people or not set(changes) <= set(CHANGEABLE):
            raise Declined(f"A known person's {', '.join(CHANGEABLE)} may change. {EXAMPLE}")
        alter(self.platform, user, changes)
        return {}


def complaint(what: str, bad: ValidationError) -> str:
    first = bad.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{what} {where}: {first['msg']}. {EXAMPLE}"
