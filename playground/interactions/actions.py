"""Presses and choices in messages, modals and Homes: block_actions and block_suggestion."""

from typing import Any

from playground import inputs
from playground.delivery.couriers import ask
from playground.delivery.payloads import interaction, place_name
from playground.dialogs import View
from playground.installations import Installed
from playground.interactions.responses import open_url
from playground.interactions.sources import Source
from playground.platforms import Platform
from playground.refusals import Declined
from playground.renderings import file_object, message_object, view_object
from playground.shapes import Json
from playground.uploads import received
from playground.validation.choices import options_of
from playground.worlds import Message


def uploader(platform: Platform, user: str) -> inputs.Upload:
    return lambda given: [file_object(platform, file) for file in received(platform, user, given)]


def element_at(source: Source, action: Json) -> tuple[Json, Json]:
    block_id, action_id = str(action.get("block_id")), str(action.get("action_id"))
    found = inputs.find(source.blocks, block_id, action_id)
    if found is None:
        raise Declined("That control is no longer there. Reload to see what is.")
    return found


async def press(platform: Platform, user: str, source: Source, action: Json, value: Any) -> None:
    block, element = element_at(source, action)
    done = describe(platform, user, source, block, element, value)
    payload = {
        **interaction(platform, source.app, user, "block_actions"),
        **context(platform, user, source),
        "actions": [done],
    }
    title = f"{element['action_id']} ({element['type']})"
    answer = await ask(
        platform, source.app, "interactive", payload, what="action", title=title, who=user
    )
    if not answer.ok:
        raise Declined(f"{source.app.name} did not respond. Please try again.")


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
    done |= {key: element[key] for key in ("text", "value", "style", "url") if key in element}
    if element["type"] == "feedback_buttons":
        return done | inputs.feedback(element, value)
    if element["type"] not in inputs.FIELDS:
        return done
    offered = source.offered.get(element["action_id"], [])
    chosen = inputs.read(element, value, offered, uploader(platform, user))
    if inputs.stateful(element):
        source.state.setdefault(block["block_id"], {})[element["action_id"]] = chosen
    return {**done, **chosen}


def context(platform: Platform, user: str, source: Source) -> Json:
    thing = source.thing
    match thing:
        case View():
            trigger = platform.triggers.issue(user, source.app.id, thing.id)
            shown = {"view": view_object(platform, thing), "trigger_id": trigger}
            return {"container": {"type": "view", "view_id": thing.id}, **shown}
        case Message():
            return message_context(platform, user, source.app, thing)


def message_context(platform: Platform, user: str, app: Installed, message: Message) -> Json:
    place = platform.world.conversations[message.channel]
    hidden = bool(message.ephemeral_to)
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": place.id,
        "is_ephemeral": hidden,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    url, _ = open_url(platform, app, place.id, user, message.ts)
    return {
        "container": container,
        "channel": {"id": place.id, "name": place_name(place)},
        **({} if hidden else {"message": message_object(platform, message)}),
        "state": {"values": message.state.get(user, {})},
        "response_url": url,
        "trigger_id": platform.triggers.issue(user, app.id),
    }


async def suggest(
    platform: Platform, user: str, source: Source, action: Json, query: str
) -> list[Json]:
    """Options of an external select, asked of the app as the person types."""
    block, element = element_at(source, action)
    if "external" not in element["type"]:
        raise Declined("That menu has its own choices; it asks nobody.")
    payload = {
        **interaction(platform, source.app, user, "block_suggestion"),
        **suggestion_context(platform, user, source),
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "value": query,
    }
    answer = await ask(
        platform, source.app, "interactive", payload, what="action",
        title=f"{element['action_id']} asks for {query!r}", who=user,
    )  # fmt: skip
    options = options_of(answer.body)
    found = [option for option in options if isinstance(option, dict)]
    source.offered[element["action_id"]] = found
    return found


def suggestion_context(platform: Platform, user: str, source: Source) -> Json:
    found = context(platform, user, source)
    return {key: value for key, value in found.items() if key not in ("trigger_id", "response_url")}
