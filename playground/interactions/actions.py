"""Presses and choices in messages, modals and Homes: block_actions."""

from typing import Any

from playground import inputs
from playground.delivery.couriers import ask
from playground.delivery.payloads import interaction, place_name
from playground.dialogs import View
from playground.interactions.readings import read
from playground.interactions.responses import open_url
from playground.interactions.sources import Source
from playground.platforms import Platform
from playground.refusals import Declined
from playground.renderings import message_object, view_object
from playground.shapes import Json
from playground.viewings import keep_home
from playground.worlds import Message

TOLD = ("text", "value", "style", "url", "confirm", "placeholder")


def element_at(source: Source, action: Json) -> tuple[Json, Json]:
    block_id, action_id = str(action.get("block_id")), str(action.get("action_id"))
    found = inputs.find(source.blocks, block_id, action_id)
    if found is None:
        raise Declined("That control is no longer there. Reload to see what is.")
    return found


async def press(platform: Platform, user: str, source: Source, action: Json, value: Any) -> None:
    block, element = element_at(source, action)
    check_pressed(block, element)
    done = describe(platform, user, source, block, element, value)
    payload = {
        **interaction(platform, source.app, user, "block_actions"),
        **surroundings(platform, source, block["block_id"]),
        **handles(platform, user, source),
        "actions": [done],
    }
    title = f"{element['action_id']} ({element['type']})"
    answer = await ask(
        platform, source.app, "interactive", payload, what="action", title=title, who=user
    )
    if not answer.ok:
        raise Declined(f"{source.app.name} did not respond. Please try again.")


def check_pressed(block: Json, element: Json) -> None:
    if element["type"] == "workflow_button":
        raise Declined("Workflows are not run in the playground.")
    if block.get("type") == "input" and not block.get("dispatch_action"):
        raise Declined("That field is sent with its form, not by itself.")


def describe(
    platform: Platform, user: str, source: Source, block: Json, element: Json, value: Any
) -> Json:
    """The entry in `actions`, remembering what was chosen in the source's state."""
    done: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": platform.clock.stamp(),
    }
    if element["type"] == "feedback_buttons":
        return done | inputs.feedback(element, value)
    done |= {key: element[key] for key in element if repeated(key)}
    if element["type"] not in inputs.FIELDS:
        return done
    chosen = read(platform, user, source, element, value)
    if inputs.stateful(element):
        source.state.setdefault(block["block_id"], {})[element["action_id"]] = chosen
        keep(platform, source)
    return {**done, **chosen}


def repeated(key: str) -> bool:
    """What Slack tells of the element itself beside what was done to it."""
    return key in TOLD or key.startswith("initial_")


def keep(platform: Platform, source: Source) -> None:
    match source.thing:
        case View() as view if view.content["type"] == "home":
            keep_home(platform, view)
        case View() | Message():
            platform.world.touch()


def surroundings(platform: Platform, source: Source, block_id: str) -> Json:
    """The view or message in which something was done, and where that stands."""
    thing = source.thing
    match thing:
        case View():
            held = {"type": "view", "view_id": thing.id}
            return {"container": held, "view": view_object(platform, thing)}
        case Message():
            place = platform.world.conversations[thing.channel]
            shown = {} if thing.ephemeral_to else {"message": message_object(platform, thing)}
            here = {"id": place.id, "name": place_name(place)}
            return {"container": container(thing, block_id), "channel": here, **shown}


def handles(platform: Platform, user: str, source: Source) -> Json:
    """What the app may answer with."""
    thing, app = source.thing, source.app
    match thing:
        case View():
            return {"trigger_id": platform.triggers.issue(user, app, thing.id, thing.channel)}
        case Message():
            url, _ = open_url(platform, app, thing.channel, user, thing.ts)
            trigger = platform.triggers.issue(user, app, channel=thing.channel)
            values = {"values": source.state}
            return {"state": values, "response_url": url, "trigger_id": trigger}


def container(message: Message, block_id: str) -> Json:
    held: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": bool(message.ephemeral_to),
    }
    if message.thread_ts:
        held["thread_ts"] = message.thread_ts
    for number, attachment in enumerate(message.attachments, 1):
        if any(block.get("block_id") == block_id for block in attachment.get("blocks") or []):
            more = {"attachment_id": number, "is_app_unfurl": False}
            return {**held, "type": "message_attachment", **more}
    return held
