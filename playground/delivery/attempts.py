"""Events on their way: tried again until acknowledged, and remembered over a restart."""

import asyncio

from playground.delivery.answers import Answer
from playground.delivery.couriers import carry
from playground.delivery.parcels import Parcel
from playground.installations import Installed
from playground.limits import Who
from playground.platforms import Platform
from playground.records import Undelivered
from playground.shapes import Json

DAY = 86_400.0


def delays(platform: Platform) -> tuple[float, ...]:
    """When to try: now, three times more and, for Delayed Events, hourly for a day."""
    behaviour = platform.config.misbehaviour
    later = int(DAY // behaviour.delayed_every) if behaviour.delayed_events else 0
    return 0.0, *platform.config.timing.event_retries, *(behaviour.delayed_every,) * later


def resume(platform: Platform) -> None:
    """Go on with what an earlier life of this playground had not delivered."""
    for left in list(platform.world.undelivered.values()):
        app = platform.installed(left.app_id, left.team_id)
        if app is None:
            forget(platform, left.payload)
            continue
        held = max(0.0, left.due - platform.clock.now())
        platform.spawn(persist(platform, app, left.payload, held, left.attempt, left.reason))


async def persist(
    platform: Platform,
    app: Installed,
    payload: Json,
    held: float = 0.0,
    first: int = 0,
    reason: str = "",
) -> None:
    """Try after each of the delays until the app acknowledges."""
    waits = (held, *delays(platform)[first + 1 :])
    for attempt, wait in enumerate(waits, first):
        remember(platform, app, Parcel("events_api", payload, attempt, reason), wait)
        if wait:
            await platform.clock.sleep(wait)
        answer = await tried(platform, app, Parcel("events_api", payload, attempt, reason))
        reason = answer.reason
        if answer.ok or answer.no_retry:
            return forget(platform, payload)
    platform.counters.unacknowledged += 1
    forget(platform, payload)


async def tried(platform: Platform, app: Installed, parcel: Parcel) -> Answer:
    loop = asyncio.get_running_loop()
    start = loop.time()
    answer = await carry(platform, app, parcel)
    note(platform, parcel, answer.error, (loop.time() - start) * 1000)
    who = Who(app.team_id, app.id)
    if platform.failures.note(who, not answer.ok, platform.clock.now()):
        title = f"{app.name} failed too often and is sent no more events"
        platform.inspector.record("event", title, status="subscription_disabled")
    return answer


def remember(platform: Platform, app: Installed, parcel: Parcel, wait: float) -> None:
    name = parcel.payload["event_id"]
    platform.world.undelivered[name] = Undelivered(
        app.id, app.team_id, parcel.payload, parcel.attempt, parcel.reason,
        platform.clock.now() + wait,
    )  # fmt: skip
    platform.world.touch()


def forget(platform: Platform, payload: Json) -> None:
    platform.world.undelivered.pop(payload["event_id"], None)
    platform.world.touch()


def note(platform: Platform, parcel: Parcel, error: str, ms: float) -> None:
    event = parcel.payload["event"]
    again = f" (retry {parcel.attempt})" if parcel.attempt else ""
    title = ".".join(part for part in (event["type"], event.get("subtype")) if part)
    who = event.get("user")
    platform.inspector.record(
        "event", title + again, who=who if isinstance(who, str) else "", status=error or "ok",
        ms=ms, request=parcel.payload,
    )  # fmt: skip
