"""One delivery to one app, by the way that app is reached."""

from asyncio import get_running_loop

from playground.delivery import disguises, requests
from playground.delivery.answers import Answer
from playground.delivery.parcels import Parcel
from playground.inspector import What
from playground.installations import Installed
from playground.platforms import Platform
from playground.shapes import Json


async def carry(platform: Platform, app: Installed, parcel: Parcel) -> Answer:
    if platform.mishaps.befalls(parcel.what, "drop", platform.clock.now()):
        overdue = "timeout" if app.delivery == "socket" else "http_timeout"
        return Answer("operation_timeout", reason=overdue)
    with platform.traffic.carrying():
        return await handed(platform, app, parcel)


async def handed(platform: Platform, app: Installed, parcel: Parcel) -> Answer:
    patience = platform.config.timing.acknowledge
    if app.delivery == "socket":
        return await platform.sockets.send(app.id, parcel, patience)
    if platform.session is None:
        return Answer("dispatch_failed", reason="connection_failed")
    disguise = disguises.draw(platform.mishaps, parcel.what, platform.clock.now())
    return await requests.post(
        platform.session, app.app, parcel,
        now=platform.clock.seconds(), patience=patience, disguise=disguise,
    )  # fmt: skip


async def ask(
    platform: Platform,
    app: Installed,
    kind: str,
    payload: Json,
    *,
    what: What,
    title: str,
    who: str,
) -> Answer:
    """Deliver something a person did, once: Slack does not repeat clicks and commands."""
    loop = get_running_loop()
    start = loop.time()
    parcel = Parcel(kind, payload)
    await hinder(platform, app, parcel)
    answer = await carry(platform, app, parcel)
    platform.counters.unacknowledged += not answer.ok
    platform.inspector.record(
        what, title, who=who, status=answer.error or "ok", ms=(loop.time() - start) * 1000,
        request=payload, response=answer.body,
    )  # fmt: skip
    return answer


async def hinder(platform: Platform, app: Installed, parcel: Parcel) -> None:
    """By order: hold it back, and let more of the same follow."""
    now = platform.clock.now()
    repeat = platform.mishaps.befalls(parcel.what, "repeat", now)
    for number in range(1, repeat.copies if repeat else 1):
        platform.spawn(follow(platform, app, parcel, number * repeat.seconds if repeat else 0.0))
    held = platform.mishaps.hold(parcel.what, now)
    if held:
        await platform.clock.sleep(held)


async def follow(platform: Platform, app: Installed, parcel: Parcel, seconds: float) -> None:
    await platform.clock.sleep(seconds)
    await carry(platform, app, parcel)
