"""The untrusted dict from Slack becomes one small value."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

from handlers.kit.feature import Ask, File, Place, Value

Body = Mapping[str, Any]

PANE_OPENED = "assistant_thread_started"
STAMP = re.compile(r"[0-9]{1,11}\.[0-9]{1,9}")
SKEW = timedelta(seconds=5)
"""How far Slack's clock and ours may be apart."""
LINK = re.compile(r"<((?:https?:|mailto:|tel:)[^<>|]*)(?:\|([^<>]*))?>")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, from which workspace, and what tells this call from every other."""

    team: str
    user: str
    home: str
    """The workspace the person belongs to; another one means an outsider."""
    key: str


def command_caller(body: Body) -> Caller:
    team = _text(body, "team_id")
    key = f"command:{_text(body, 'trigger_id')}"
    return Caller(team, _text(body, "user_id"), _text(body, "user_team_id") or team, key)


def command_ask(body: Body) -> Ask:
    return Ask(
        Place.COMMAND,
        text=plain(_text(body, "text")),
        channel=_text(body, "channel_id"),
        response_url=_text(body, "response_url"),
    )


def press_caller(body: Body) -> Caller:
    """For everything that comes with `user` and `team`: buttons and forms."""
    user = _part(body, "user")
    team = _text(_part(body, "team"), "id")
    action = next(_actions(body), {})
    key = f"{_text(body, 'type')}:{_text(body, 'trigger_id')}:{_text(action, 'action_ts')}"
    return Caller(team, _text(user, "id"), _text(user, "team_id") or team, key)


def button_ask(body: Body) -> Ask:
    action = next(_actions(body), {})
    chosen = _element(action)
    message = _part(body, "message")
    return Ask(
        Place.BUTTON,
        value=chosen if isinstance(chosen, str) else ",".join(chosen),
        channel=_text(_part(body, "channel"), "id"),
        ts=_text(message, "ts"),
        thread=_text(message, "thread_ts"),
        response_url=_text(body, "response_url"),
    )


def action_id(body: Body) -> str:
    return _text(next(_actions(body), {}), "action_id")


def form_id(body: Body) -> str:
    return _text(_part(body, "view"), "callback_id")


def form_ask(body: Body) -> Ask:
    view = _part(body, "view")
    elements = dict(_inputs(view))
    fields = {name: _element(element) for name, element in elements.items()}
    return Ask(
        Place.FORM,
        fields={name: value for name, value in fields.items() if value},
        about=_text(view, "private_metadata"),
        files=tuple(file for element in elements.values() for file in _files(element)),
    )


def event_caller(body: Body) -> Caller:
    event = _part(body, "event")
    team = _text(body, "team_id")
    if event.get("type") == PANE_OPENED:
        pane = _part(event, "assistant_thread")
        key = f"pane:{_text(pane, 'channel_id')}:{_text(pane, 'thread_ts')}"
        return Caller(team, _text(pane, "user_id"), team, key)
    said = f"message:{_text(event, 'channel')}:{_text(event, 'ts')}"
    key = said if event.get("ts") else f"event:{_text(body, 'event_id')}"
    home = _text(event, "user_team") or _text(event, "team") or team
    return Caller(team, _text(event, "user"), home, key)


def event_ask(body: Body, bot_user: str) -> Ask:
    event = _part(body, "event")
    if event.get("type") == PANE_OPENED:
        pane = _part(event, "assistant_thread")
        channel, thread = _text(pane, "channel_id"), _text(pane, "thread_ts")
        return Ask(Place.DIRECT, channel=channel, thread=thread)
    direct = event.get("channel_type") == "im"
    words = plain(_text(event, "text").replace(f"<@{bot_user}>", " "))
    ts = _text(event, "ts")
    return Ask(
        Place.DIRECT if direct else Place.MENTION,
        text=words,
        files=tuple(_files(event)),
        channel=_text(event, "channel"),
        ts=ts,
        thread=_text(event, "thread_ts") or ("" if direct else ts),
    )


def event_time(body: Body, now: datetime) -> datetime:
    """When it happened, not when it arrived; to the microsecond, so that two keep their order."""
    stamp = _text(_part(body, "event"), "event_ts")
    if not STAMP.fullmatch(stamp):
        return now
    return min(datetime.fromtimestamp(float(stamp), UTC), now + SKEW)


def is_for_the_bot(body: Body) -> bool:
    """A person's words in a DM or a mention; not an edit, a join or another app's message."""
    event = _part(body, "event")
    ordinary = event.get("subtype") in (None, "file_share", "thread_broadcast")
    if event.get("type") == PANE_OPENED:
        return True
    meant = event.get("type") == "app_mention" or event.get("channel_type") == "im"
    return ordinary and meant and not event.get("bot_id") and bool(event.get("user"))


def is_in_the_pane(ask: Ask) -> bool:
    """Slack puts what is said in the agent pane into a thread of the bot's own messages."""
    return ask.place is Place.DIRECT and bool(ask.thread)


def plain(text: str) -> str:
    """Words as the person typed them: links by their label, entities undone."""
    shown = LINK.sub(lambda link: link[2] or link[1].removeprefix("mailto:"), text)
    return unescape(shown).strip()


def _actions(body: Body) -> Iterator[Body]:
    return _parts(body, "actions")


def _inputs(view: Body) -> Iterator[tuple[str, Body]]:
    values = _part(_part(view, "state"), "values")
    for block in values:
        elements = _part(values, block)
        for action in elements:
            yield block, _part(elements, action)


def _element(element: Body) -> Value:
    """What was typed or chosen, whatever kind of element it is."""
    for key in ("selected_option", "selected_options"):
        if key in element:
            return _chosen(element, key)
    keys = ("value", "selected_date", "selected_time", "selected_user", "selected_conversation")
    return next((str(element[key]) for key in keys if element.get(key) is not None), "")


def _chosen(element: Body, key: str) -> Value:
    if key == "selected_option":
        return _text(_part(element, key), "value")
    return tuple(_text(option, "value") for option in _parts(element, key))


def _files(holder: Body) -> Iterator[File]:
    for file in _parts(holder, "files"):
        size = file.get("size")
        yield File(
            id=_text(file, "id"),
            name=_text(file, "name"),
            url=_text(file, "url_private_download") or _text(file, "url_private"),
            size=size if isinstance(size, int) else 0,
        )


def _part(body: Body, key: str) -> Body:
    part = body.get(key)
    return part if isinstance(part, Mapping) else {}


def _parts(body: Body, key: str) -> Iterator[Body]:
    parts = body.get(key)
    listed = parts if isinstance(parts, list | tuple) else ()
    return (part for part in listed if isinstance(part, Mapping))


def _text(body: Body, key: str) -> str:
    value = body.get(key)
    return value if isinstance(value, str) else ""
