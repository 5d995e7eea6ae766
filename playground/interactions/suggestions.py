"""Options of an external menu, asked of the app as the person types."""

from playground.delivery.couriers import ask
from playground.delivery.payloads import interaction
from playground.interactions.actions import element_at, surroundings
from playground.interactions.objections import report
from playground.interactions.sources import Source
from playground.platforms import Platform
from playground.refusals import Declined, Refused
from playground.shapes import Json
from playground.validation import problems
from playground.validation.choices import options_of

LEAST_TYPED = 3
"""What Slack takes when a menu does not say how much must be typed."""


async def suggest(platform: Platform, user: str, source: Source, action: Json, query: str) -> Json:
    block, element = element_at(source, action)
    if "external" not in element["type"]:
        raise Declined("That menu has its own choices; it asks nobody.")
    if len(query) < element.get("min_query_length", LEAST_TYPED):
        return {"options": []}
    payload = question(platform, user, source, block, element) | {"value": query}
    title = f"{element['action_id']} asks for {query!r}"
    answer = await ask(
        platform, source.app, "interactive", payload, what="action", title=title, who=user
    )
    if not answer.ok:
        raise Declined(f"{source.app.name} did not respond. Please try again.")
    return offer(platform, source, element, answer.body, title)


def question(platform: Platform, user: str, source: Source, block: Json, element: Json) -> Json:
    return {
        **interaction(platform, source.app, user, "block_suggestion"),
        **surroundings(platform, source, block["block_id"]),
        "action_id": element["action_id"],
        "block_id": block["block_id"],
    }


def offer(platform: Platform, source: Source, element: Json, body: Json, title: str) -> Json:
    """Remember what was offered, so that only that can be chosen."""
    try:
        judge(body)
    except Refused as refused:
        report(platform, "action", title, refused)
        raise Declined(f"{source.app.name} offered what Slack cannot show.") from refused
    found = [option for option in options_of(body) if isinstance(option, dict)]
    source.offered[element["action_id"]] = found
    groups = {"option_groups": body["option_groups"]} if "option_groups" in body else {}
    return {"options": found, **groups}


def judge(body: Json) -> None:
    """An offer obeys the rules of a menu's own options, except that it may be empty."""
    if not body.get("options") and not body.get("option_groups"):
        return
    menu = {"type": "static_select", "action_id": "offered", **body}
    blocks = [{"type": "actions", "elements": [menu]}]
    found = problems({"blocks": blocks}, "message")
    if found:
        raise Refused("invalid_options", found)
