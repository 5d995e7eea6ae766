"""What tests may count and disturb; served only when asked for."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from typing import Any, TypeAlias

from aiohttp import web

from playground import bodies, orders, timetables
from playground.configs import App, Person
from playground.counters import Counters
from playground.delivery import tricks
from playground.delivery.events import deliver
from playground.expectations import Expected
from playground.faults import Fault, Mishap
from playground.installations import Installed
from playground.limits import Limits, Who
from playground.memberships import alter, welcome
from playground.places import share
from playground.platforms import Platform
from playground.refusals import Declined
from playground.shapes import Json
from playground.worlds import Member

LARGEST = 2**20
Act: TypeAlias = Callable[[Platform, Any], Awaitable[Json]]


class Controls:
    def __init__(self, platform: Platform) -> None:
        self.platform = platform

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/_control", self.figures), web.post("/_control", self.disturb)]

    async def figures(self, request: web.Request) -> web.Response:
        counted = self.platform.counters.figures(self.platform.clock.now())
        now = self.platform.clock.iso()
        return web.json_response({**counted, "standing": standing(self.platform), "now": now})

    async def disturb(self, request: web.Request) -> web.Response:
        body = bodies.parse_json(await bodies.read(request, LARGEST))
        name, order = orders.read(body)
        return web.json_response({"ok": True, **await ACTS[name](self.platform, order)})


def standing(platform: Platform) -> Json:
    """Everything that is wrong at present, and what would end with `calm`."""
    now = platform.clock.now()
    disabled = platform.failures.disabled
    return {
        "faults": [asdict(fault) for fault in platform.faults.waiting(now)],
        "mishaps": [asdict(mishap) for mishap in platform.mishaps.waiting(now)],
        "limits": asdict(platform.ledger.limits),
        "sockets": tricks.shown(platform.sockets),
        "without_events": [asdict(who) for who in disabled],
    }


async def fault(platform: Platform, wanted: Fault) -> Json:
    platform.faults.order(wanted, platform.clock.now())
    return {}


async def mishap(platform: Platform, wanted: Mishap) -> Json:
    platform.mishaps.order(wanted, platform.clock.now())
    return {}


async def limits(platform: Platform, wanted: Limits) -> Json:
    platform.ledger.configure(wanted)
    return {}


async def socket(platform: Platform, wanted: orders.Wire) -> Json:
    app = registered(platform, wanted.app)
    every = platform.sockets.held(app.id)
    chosen = every[:1] if wanted.connections == "one" else list(every)
    await tricks.play(platform, app.id, wanted.do, chosen)
    return {"connections": len(chosen)}


async def subscription(platform: Platform, wanted: orders.Subscription) -> Json:
    app = registered(platform, wanted.app)
    who = {Who(one.team_id, one.id) for one in platform.all_installed() if one.id == app.id}
    change = set.difference_update if wanted.enabled else set.update
    change(platform.failures.disabled, who)
    return {}


async def expect(platform: Platform, wanted: orders.Expect) -> Json:
    due = platform.clock.now() + wanted.by
    one = Expected(wanted.key, due, wanted.channel, wanted.user)
    platform.counters.expectations.expect(one)
    return {}


async def event(platform: Platform, wanted: orders.Happening) -> Json:
    """Deliver one event, the same id each time, to one app."""
    stamped = {"event_ts": platform.clock.stamp(), **wanted.event}
    place = platform.world.conversations.get(str(wanted.event.get("channel")))
    app = installed(platform, wanted.app)
    return {"event_id": deliver(platform, app, stamped, place, wanted.times)}


async def person(platform: Platform, wanted: orders.Alteration) -> Json:
    if wanted.id not in platform.world.people:
        raise Declined(f"There is no person {wanted.id}. {orders.example('person')}")
    given = {key: value for key, value in asdict(wanted).items() if value is not None}
    alter(platform, wanted.id, {key: value for key, value in given.items() if key != "id"})
    return {}


async def newcomer(platform: Platform, wanted: orders.Newcomer) -> Json:
    someone = Person(**{**asdict(wanted), "id": wanted.id or platform.world.new_id("U")})
    welcome(platform, Member.of(someone, platform.config.workspace.id))
    return {"id": someone.id}


async def channel(platform: Platform, wanted: orders.Sharing) -> Json:
    place = platform.world.conversations.get(wanted.id)
    people = platform.world.people.values()
    guests = [one.id for one in people if one.team_id == wanted.share_with]
    if place is None or place.kind != "private" or not guests:
        why = "A private channel is shared with a team of whom somebody is known here."
        raise Declined(f"{why} {orders.example('channel')}")
    return {"id": share(platform, place, guests)}


async def calm(platform: Platform, wanted: bool) -> Json:
    platform.faults.calm()
    platform.mishaps.calm()
    platform.failures.forgive()
    tricks.mend(platform.sockets)
    return {}


async def reset(platform: Platform, wanted: bool) -> Json:
    platform.counters = Counters()
    return {}


def registered(platform: Platform, app_id: str) -> App:
    app = platform.app(app_id) if app_id else platform.config.apps[0]
    if app is None:
        known = ", ".join(one.id for one in platform.config.apps)
        raise Declined(f"There is no app {app_id}; there is {known}.")
    return app


def installed(platform: Platform, app_id: str) -> Installed:
    app = registered(platform, app_id)
    found = next((one for one in platform.all_installed() if one.id == app.id), None)
    if found is None:
        raise Declined(f"{app.name} is in no workspace; install it first.")
    return found


ACTS: Mapping[str, Act] = {
    "fault": fault,
    "mishap": mishap,
    "limits": limits,
    "socket": socket,
    "subscription": subscription,
    "expect": expect,
    "event": event,
    "person": person,
    "newcomer": newcomer,
    "channel": channel,
    "advance": timetables.advance,
    "calm": calm,
    "reset": reset,
}
