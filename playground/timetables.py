"""The clock on the page: what it shows, where it can be moved to, and moving it there."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playground.moments import Moment, after
from playground.platforms import Platform
from playground.refusals import Declined
from playground.shapes import Json

FARTHEST = timedelta(days=400)
PAUSE_SECONDS = 0.1
"""No browser needs to hear of a moving clock more often."""
EXAMPLE = (
    'Say where to: {"to": "2026-04-23T09:00+02:00"}, {"moment": "tomorrow"} or {"seconds": 3600}.'
)


def shown(platform: Platform, user: str) -> Json:
    now, moves = local(platform, user), platform.moves
    offered = moves.offers(now) if moves.movable else []
    moments = {each.at: each for each in reversed(offered)}  # of two at one instant the first
    return {
        "now": now.isoformat(),
        "movable": moves.movable,
        "moving": moves.moving,
        "moments": [
            asdict(each) | {"at": each.at.isoformat()} for each in reversed(moments.values())
        ],
    }


def local(platform: Platform, user: str) -> datetime:
    """Now, on the wall clock of this person."""
    return platform.clock.instant().astimezone(ZoneInfo(platform.world.people[user].tz))


async def move(platform: Platform, user: str, body: Json) -> Json:
    if not platform.moves.movable:
        raise Declined("This clock cannot be moved; `handrail demo` has one that can.")
    await go(platform, target(local(platform, user), body, platform.moves.offers))
    return {"now": local(platform, user).isoformat()}


async def advance(platform: Platform, seconds: object) -> Json:
    """For the tests, whoever is at the page."""
    now = platform.clock.instant()
    await go(platform, target(now, {"seconds": seconds}, platform.moves.offers))
    return {"now": platform.clock.iso()}


async def halt(platform: Platform, user: str, body: Json) -> Json:
    platform.moves.halt()
    return {}


async def go(platform: Platform, to: datetime) -> None:
    try:
        await platform.moves.go(to, sparing(lambda: tell(platform)))
    finally:
        tell(platform)


def tell(platform: Platform) -> None:
    for user in list(platform.audience.seats):
        platform.audience.tell([user], {"type": "clock", **shown(platform, user)})


def sparing(tell: Callable[[], None]) -> Callable[[], None]:
    """The same, but nothing within a moment of the last time."""
    time, last = asyncio.get_running_loop().time, 0.0

    def told() -> None:
        nonlocal last
        if time() - last > PAUSE_SECONDS:
            last = time()
            tell()

    return told


def target(now: datetime, body: Json, offers: Callable[[datetime], list[Moment]]) -> datetime:
    to = asked(now, body, offers)
    if to < now:
        raise Declined("The clock only goes forward.")
    if to - now > FARTHEST:
        raise Declined(f"That is too far at once; at most {FARTHEST.days} days.")
    return to


def asked(now: datetime, body: Json, offers: Callable[[datetime], list[Moment]]) -> datetime:
    match body:
        case {"to": str(written)}:
            return read(written, now)
        case {"seconds": int(seconds) | float(seconds)} if not isinstance(seconds, bool):
            return later(now, seconds)
        case {"moment": str(key)}:
            return named(key, offers(now))
        case _:
            raise Declined(EXAMPLE)


def read(written: str, now: datetime) -> datetime:
    """Without a zone it is the wall clock of who asks."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        raise Declined(f"{written!r} is no instant. {EXAMPLE}") from None
    return found if found.tzinfo else found.replace(tzinfo=now.tzinfo)


def later(now: datetime, seconds: float) -> datetime:
    if not 0 <= seconds <= FARTHEST.total_seconds():
        raise Declined(f"A number of seconds from 0 to {FARTHEST.total_seconds():.0f}. {EXAMPLE}")
    return after(now, timedelta(seconds=seconds))


def named(key: str, moments: list[Moment]) -> datetime:
    for moment in moments:
        if moment.key == key:
            return moment.at
    raise Declined(f"There is no moment {key!r}: {', '.join(each.key for each in moments)}.")
