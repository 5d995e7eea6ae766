"""Shortcuts of the manifest: global ones, and those in a message's menu."""

from typing import Literal

from playground.delivery.couriers import ask
from playground.delivery.payloads import interaction, place_name
from playground.installations import Installed
from playground.interactions.responses import open_url
from playground.platforms import Platform
from playground.refusals import Declined
from playground.renderings import message_object
from playground.shapes import Json
from playground.worlds import Message

Kind = Literal["global", "message"]


def offered(app: Installed) -> list[Json]:
    found = app.features.get("shortcuts") or []
    return [
        {
            "app": app.id,
            "app_name": app.name,
            "name": row.get("name", ""),
            "description": row.get("description", ""),
            "callback_id": row.get("callback_id", ""),
            "type": row.get("type", "global"),
        }
        for row in found
    ]


def check(app: Installed, callback_id: str, kind: Kind) -> None:
    names = {(row["callback_id"], row["type"]) for row in offered(app)}
    if (callback_id, kind) not in names:
        raise Declined(f"{app.name} has no such shortcut.")


async def run(platform: Platform, app: Installed, user: str, callback_id: str) -> None:
    """A global one knows only who: no conversation, and no way to answer but a form."""
    check(app, callback_id, "global")
    payload = {
        **frame(platform, app, user, "shortcut", callback_id),
        "trigger_id": platform.triggers.issue(user, app),
    }
    await deliver(platform, app, user, payload)


async def on_message(
    platform: Platform, app: Installed, user: str, callback_id: str, message: Message
) -> None:
    check(app, callback_id, "message")
    if message.ephemeral_to:
        raise Declined("Only you see that message; shortcuts do not work on it.")
    place = platform.world.conversations[message.channel]
    url, _ = open_url(platform, app, place.id, user, message.ts)
    payload = {
        **frame(platform, app, user, "message_action", callback_id),
        "trigger_id": platform.triggers.issue(user, app, channel=place.id),
        "response_url": url,
        "message_ts": message.ts,
        "channel": {"id": place.id, "name": place_name(place)},
        "message": message_object(platform, message),
    }
    await deliver(platform, app, user, payload)


def frame(platform: Platform, app: Installed, user: str, kind: str, callback_id: str) -> Json:
    """Unlike other interactions it does not name the app."""
    common = interaction(platform, app, user, kind)
    del common["api_app_id"]
    return {**common, "callback_id": callback_id, "action_ts": platform.clock.stamp()}


async def deliver(platform: Platform, app: Installed, user: str, payload: Json) -> None:
    title = f"{payload['callback_id']} ({payload['type']})"
    answer = await ask(platform, app, "interactive", payload, what="action", title=title, who=user)
    if not answer.ok:
        raise Declined(f"{app.name} did not respond. Please try again.")
