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
HOME_OPENED = "app_home_opened"
CHANGED, DELETED = "message_changed", "message_deleted"
IN_CHANNELS = ("channel", "group")
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
    message, view = _part(body, "message"), _part(body, "view")
    home = _text(view, "type") == "home"
    return Ask(
        Place.HOME if home else Place.BUTTON,
        value=chosen if isinstance(chosen, str) else ",".join(chosen),
        fields=_fields(view),
        about=_text(view, "private_metadata"),
        block=_text(action, "block_id"),
        channel=_text(_part(body, "channel"), "id"),
        ts=_text(message, "ts"),
        thread=_text(message, "thread_ts"),
        response_url=_text(body, "response_url"),
    )


def action_id(body: Body) -> str:
    return _text(next(_actions(body), {}), "action_id")


def form_id(body: Body) -> str:
    return _text(_part(body, "view"), "callback_id")


def modal_id(body: Body) -> str:
    """The form in which a button was pressed, or nothing."""
    view = _part(body, "view")
    return _text(view, "id") if _text(view, "type") == "modal" else ""


def shortcut_id(body: Body) -> str:
    return _text(body, "callback_id")


def shortcut_ask(body: Body) -> Ask:
    message = _part(body, "message")
    said = _text(message, "text")
    return Ask(
        Place.SHORTCUT,
        text=plain(said),
        links=links(said),
        channel=_text(_part(body, "channel"), "id"),
        ts=_text(message, "ts"),
        thread=_text(message, "thread_ts"),
        response_url=_text(body, "response_url"),
    )


def typed_in(body: Body) -> str:
    """Which field asks what to offer."""
    return _text(body, "action_id")


def suggestion_ask(body: Body) -> Ask:
    view = _part(body, "view")
    about = _text(view, "private_metadata")
    return Ask(Place.FORM, typed=_text(body, "value"), about=about, block=_text(body, "block_id"))


def form_ask(body: Body) -> Ask:
    view = _part(body, "view")
    elements = dict(_inputs(view))
    return Ask(
        Place.FORM,
        fields=_fields(view),
        about=_text(view, "private_metadata"),
        files=tuple(file for element in elements.values() for file in _files(element)),
    )


def event_kind(body: Body) -> str:
    """The event, as features name it: what is said in a channel is not said to the bot."""
    event = _part(body, "event")
    kind = _text(event, "type")
    if kind != "message" or event.get("channel_type") not in IN_CHANNELS:
        return kind
    subtype = _text(event, "subtype")
    return f"channel_{subtype if subtype in (CHANGED, DELETED) else kind}"


def event_caller(body: Body) -> Caller:
    event = _part(body, "event")
    team = _text(body, "team_id")
    if event.get("subtype") in (CHANGED, DELETED):
        was = _part(event, "previous_message")
        key = f"event:{_text(body, 'event_id')}"
        return Caller(team, _text(was, "user"), _text(was, "user_team") or team, key)
    if event.get("type") == HOME_OPENED:
        return Caller(team, _text(event, "user"), team, f"event:{_text(body, 'event_id')}")
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
    if event.get("type") == HOME_OPENED:
        return Ask(Place.HOME, value=_text(event, "tab"))
    if event.get("channel_type") in IN_CHANNELS and event.get("type") == "message":
        return _overheard(event)
    direct = event.get("channel_type") == "im"
    said = _text(event, "text").replace(f"<@{bot_user}>", " ")
    ts = _text(event, "ts")
    return Ask(
        Place.DIRECT if direct else Place.MENTION,
        text=plain(said),
        links=links(said),
        files=tuple(_files(event)),
        channel=_text(event, "channel"),
        ts=ts,
        thread=_text(event, "thread_ts") or ("" if direct else ts),
    )


def _overheard(event: Body) -> Ask:
    """Of a message that was changed, what it says now; of a deleted one nothing."""
    message = _part(event, "message") or event
    said = _text(message, "text")
    ts = _text(event, "deleted_ts") or _text(message, "ts")
    return Ask(
        Place.CHANNEL,
        text=plain(said),
        links=links(said),
        channel=_text(event, "channel"),
        ts=ts,
        thread=_text(message, "thread_ts"),
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
    if event.get("type") == HOME_OPENED:
        return event.get("tab") == "home"
    if event.get("type") == "message" and event.get("channel_type") in IN_CHANNELS:
        return _is_worth_hearing(event)
    meant = event.get("type") == "app_mention" or event.get("channel_type") == "im"
    return ordinary and meant and not event.get("bot_id") and bool(event.get("user"))


def _is_worth_hearing(event: Body) -> bool:
    """In a channel: a person's message with a link, or what became of one."""
    subtype = event.get("subtype")
    if subtype in (CHANGED, DELETED):
        was = _part(event, "previous_message")
        return bool(was.get("user")) and not was.get("bot_id") and _has_link(was)
    plain_one = subtype in (None, "file_share", "thread_broadcast")
    return plain_one and bool(event.get("user")) and not event.get("bot_id") and _has_link(event)


def _has_link(message: Body) -> bool:
    return bool(LINK.search(_text(message, "text")))


def is_in_the_pane(ask: Ask) -> bool:
    """Slack puts what is said in the agent pane into a thread of the bot's own messages."""
    return ask.place is Place.DIRECT and bool(ask.thread)


def plain(text: str) -> str:
    """Words as the person typed them: links by their label, entities undone."""
    shown = LINK.sub(lambda link: link[2] or link[1].removeprefix("mailto:"), text)
    return unescape(shown).strip()


def links(text: str) -> tuple[str, ...]:
    """The addresses in a message as Slack writes them, in their order."""
    return tuple(dict.fromkeys(unescape(found[1]) for found in LINK.finditer(text)))


def _fields(view: Body) -> dict[str, Value]:
    fields = {name: _element(element) for name, element in _inputs(view)}
    return {name: value for name, value in fields.items() if value}


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
    for key in ("selected_users", "selected_conversations"):
        if isinstance(element.get(key), list | tuple):
            return tuple(str(each) for each in element[key])
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
