"""Events: to the apps that asked for them and may see them, again when unacknowledged."""

import secrets

from playground import subscriptions
from playground.delivery.attempts import persist
from playground.delivery.couriers import carry
from playground.delivery.parcels import Parcel
from playground.delivery.payloads import CHANNEL_TYPES, app_rate_limited, event_callback
from playground.installations import Installed
from playground.limits import Who
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
        deliver(platform, app, subscriptions.shown_to(app, event), place)


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
    event_id = new_id()
    payload = event_callback(platform, app, event, place, event_id)
    if allowed(platform, app):
        for _ in range(times):
            send(platform, app, payload)
    return event_id


def new_id() -> str:
    return "Ev" + secrets.token_hex(5).upper()


def send(platform: Platform, app: Installed, payload: Json) -> None:
    """Once, or as often, as late and under as many names as was ordered."""
    what, now = Parcel("events_api", payload).what, platform.clock.now()
    repeat = platform.mishaps.befalls(what, "repeat", now)
    for number in range(repeat.copies if repeat else 1):
        held = platform.mishaps.hold(what, now) + (number * repeat.seconds if repeat else 0.0)
        platform.spawn(persist(platform, app, payload, held))
    if platform.mishaps.befalls(what, "twin", now):
        other = new_id()
        twin = {**payload, "event_id": other, "event_context": f"4-{other}"}
        platform.spawn(persist(platform, app, twin))


def allowed(platform: Platform, app: Installed) -> bool:
    """Whether the app still has its subscription, and this hour room for another event."""
    who, now = Who(app.team_id, app.id), platform.clock.now()
    if who in platform.failures.disabled:
        return False
    if platform.ledger.event(who, now):
        return True
    minute = int(now // 60 * 60)
    if platform.ledger.is_news(who, minute):
        notice = Parcel("events_api", app_rate_limited(app, minute))
        platform.spawn(mention(platform, app, notice))
    return False


async def mention(platform: Platform, app: Installed, parcel: Parcel) -> None:
    """Say it once; nobody minds whether it was heard."""
    answer = await carry(platform, app, parcel)
    platform.inspector.record(
        "event", parcel.payload["type"], status=answer.error or "ok", request=parcel.payload
    )
