"""Forms sent and closed, and what the app answers: errors, update, push, clear."""

from dataclasses import dataclass, field
from typing import Any

from playground import inputs, viewings
from playground.api.views import judge
from playground.delivery.couriers import ask
from playground.delivery.payloads import interaction
from playground.dialogs import View
from playground.entries import faults
from playground.interactions.objections import report
from playground.interactions.readings import read
from playground.interactions.responses import open_url
from playground.interactions.sources import Source, view_source
from playground.platforms import Platform
from playground.refusals import Declined, Refused
from playground.renderings import view_object
from playground.shapes import Json

TROUBLE = "We had some trouble connecting. Try again?"


@dataclass(frozen=True)
class Outcome:
    response_action: str | None = None
    errors: dict[str, str] = field(default_factory=dict)


def fill(platform: Platform, user: str, source: Source, given: Any) -> None:
    """Put what the page's form holds into the view's state."""
    if not isinstance(given, dict):
        return
    for block, element in inputs.elements(source.blocks):
        named = given.get(block["block_id"])
        if isinstance(named, dict) and element["action_id"] in named and inputs.stateful(element):
            value = named[element["action_id"]]
            source.state.setdefault(block["block_id"], {})[element["action_id"]] = read(
                platform, user, source, element, value
            )


async def submit(platform: Platform, user: str, view_id: str, given: Any) -> Outcome:
    source = view_source(platform, user, view_id)
    view = source.thing
    if not isinstance(view, View) or view not in platform.dialogs.stack(user):
        raise Declined("That form is closed.")
    if not view.content.get("submit"):
        raise Declined("That form has nothing to send; it can only be closed.")
    fill(platform, user, source, given)
    wrong = faults(source.blocks, source.state)
    if wrong:
        return Outcome("errors", wrong)
    return await hand_in(platform, user, source, view)


async def hand_in(platform: Platform, user: str, source: Source, view: View) -> Outcome:
    payload = {
        **interaction(platform, source.app, user, "view_submission"),
        "trigger_id": platform.triggers.issue(user, source.app, view.id, view.channel),
        "view": view_object(platform, view),
        "response_urls": response_urls(platform, user, source),
    }
    title = f"{view.content.get('callback_id') or view.id} submitted"
    answer = await ask(
        platform, source.app, "interactive", payload, what="view", title=title, who=user
    )
    if not answer.ok:
        raise Declined(TROUBLE)
    try:
        return obey(platform, source, view, answer.body)
    except Refused as refused:
        report(platform, "view", title, refused)
        raise Declined(TROUBLE) from refused


def response_urls(platform: Platform, user: str, source: Source) -> list[Json]:
    """One for each menu that names, by its choice, where the app may answer."""
    found = []
    for block, element in inputs.elements(source.blocks):
        value = source.state.get(block["block_id"], {}).get(element["action_id"], {})
        channel = value.get("selected_conversation") or value.get("selected_channel")
        if element.get("response_url_enabled") and channel:
            url, _ = open_url(platform, source.app, channel, user)
            where = {"block_id": block["block_id"], "action_id": element["action_id"]}
            found.append({**where, "channel_id": channel, "response_url": url})
    return found


def obey(platform: Platform, source: Source, view: View, body: Json) -> Outcome:
    """Do what the acknowledgement of a submission asks, if its view is still there."""
    if view not in platform.dialogs.stack(view.user):
        return Outcome()
    match body.get("response_action"):
        case None:
            viewings.end(platform, view)
            return Outcome()
        case "clear":
            viewings.end(platform, view, whole=True)
            return Outcome("clear")
        case "errors":
            return Outcome("errors", field_errors(source, body.get("errors")))
        case "update":
            wanted = next_view(body)
            check_name(platform, source, wanted, but=view)
            viewings.replace(platform, view, wanted)
            return Outcome("update")
        case "push":
            return push(platform, source, view, body)
        case other:
            raise Refused(f"unknown response_action {other}")


def field_errors(source: Source, errors: Any) -> dict[str, str]:
    """Slack shows nothing at all when an error names a block that is not an input."""
    asked = {block["block_id"] for block in source.blocks if block.get("type") == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= asked:
        raise Refused("errors must name input blocks of the view")
    return {str(block): str(text) for block, text in errors.items()}


def next_view(body: Json) -> Json:
    view = body.get("view")
    if not isinstance(view, dict):
        raise Refused("invalid_arguments")
    judge(view, "modal")
    return view


def check_name(platform: Platform, source: Source, wanted: Json, but: View | None = None) -> None:
    name = wanted.get("external_id")
    app = source.app
    taken = platform.dialogs.find_external(app.id, app.team_id, name) if name else None
    if taken is not None and taken is not but:
        raise Refused("duplicate_external_id")


def push(platform: Platform, source: Source, view: View, body: Json) -> Outcome:
    wanted = next_view(body)
    if viewings.too_deep(platform, view):
        raise Refused("push_limit_reached")
    check_name(platform, source, wanted)
    viewings.begin(platform, source.app, view.user, wanted, view)
    return Outcome("push")


async def close(platform: Platform, user: str, view_id: str, *, whole: bool = False) -> None:
    """`whole` is the cross in the corner, which closes what lies below, too."""
    source = view_source(platform, user, view_id)
    view = source.thing
    if not isinstance(view, View) or view not in platform.dialogs.stack(user):
        raise Declined("That form is closed.")
    whole = whole or bool(view.content.get("clear_on_close"))
    viewings.end(platform, view, whole=whole)
    if view.content.get("notify_on_close"):
        payload = {
            **interaction(platform, source.app, user, "view_closed"),
            "view": view_object(platform, view),
            "is_cleared": whole,
        }
        await ask(
            platform, source.app, "interactive", payload, what="view",
            title=f"{view.content.get('callback_id') or view.id} closed", who=user,
        )  # fmt: skip
