"""Events: to the apps that asked for them and may see them, again when unacknowledged."""

import asyncio
import secrets

from playground import subscriptions
from playground.delivery.couriers import carry
from playground.delivery.payloads import CHANNEL_TYPES, event_callback
from playground.installations import Installed
from playground.platforms import Platform
from playground.shapes import Json
from playground.worlds import Conversation, Member

MESSAGE_EVENTS = {
    "channel": "message.channels",
    "private": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}


def announce(
    platform: Platform,
    event: Json,
    place: Conversation | None = None,
    *,
    name: str = "",
    only: Installed | None = None,
    about: Member | None = None,
) -> None:
    """To each app that subscribes to it and knows the place or the person that it is about."""
    name = name or event["type"]
    stamped = {**event, "event_ts": event.get("event_ts") or platform.clock.stamp()}
    for app in hearers(platform, only, place, about):
        if subscriptions.wanted(app, name, place):
            admit(platform, app, name, stamped, place)


def admit(
    platform: Platform, app: Installed, name: str, event: Json, place: Conversation | None
) -> None:
    """Deliver, or show in the inspector which scope the app lacks for what it subscribes to."""
    lacking = subscriptions.missing_scope(app, name, place)
    if lacking:
        problems = [f"{app.name} subscribes to {name} without the scope {lacking}"]
        platform.inspector.record("event", name, status="missing_scope", problems=problems)
    else:
        deliver(platform, app, event, place)


def hearers(
    platform: Platform, only: Installed | None, place: Conversation | None, about: Member | None
) -> list[Installed]:
    if only is not None:
        return [only]
    everyone = platform.all_installed()
    if about is not None:
        return [app for app in everyone if platform.acquainted(app.team_id, about)]
    return everyone if place is not None else []


def announce_message(platform: Platform, event: Json, place: Conversation) -> None:
    typed = {**event, "channel": place.id, "channel_type": CHANNEL_TYPES[place.kind]}
    announce(platform, typed, place, name=MESSAGE_EVENTS[place.kind])


def deliver(
    platform: Platform, app: Installed, event: Json, place: Conversation | None, times: int = 1
) -> str:
    event_id = "Ev" + secrets.token_hex(5).upper()
    payload = event_callback(platform, app, event, place, event_id)
    for _ in range(times):
        platform.spawn(persist(platform, app, payload))
    return event_id


async def persist(platform: Platform, app: Installed, payload: Json) -> None:
    """Try now, then after each of the delays, until the app acknowledges."""
    reason = ""
    for attempt, delay in enumerate((0.0, *platform.config.timing.event_retries)):
        await asyncio.sleep(delay)
        start = asyncio.get_running_loop().time()
        answer = await carry(platform, app, "events_api", payload, attempt=attempt, reason=reason)
        note(platform, payload, attempt, answer.error, start)
        reason = answer.reason
        if answer.ok or answer.no_retry:
            return
    platform.counters.unacknowledged += 1


def note(platform: Platform, payload: Json, attempt: int, error: str, start: float) -> None:
    event = payload["event"]
    again = f" (retry {attempt})" if attempt else ""
    title = ".".join(part for part in (event["type"], event.get("subtype")) if part)
    who = event.get("user")
    platform.inspector.record(
        "event", title + again, who=who if isinstance(who, str) else "", status=error or "ok",
        ms=(asyncio.get_running_loop().time() - start) * 1000, request=payload,
    )  # fmt: skip
