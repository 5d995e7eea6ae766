"""What Slack would send for each kind of listener."""

from collections.abc import Callable
from typing import Any

from tests.handlers.rights.company import Kind
from tests.handlers.rights.stages import BOT, TRIGGERS, URL

Body = dict[str, Any]
LINK = "<https://docs.google.com/document/d/1/edit>"


def slash(who: Kind, word: str, said: Body) -> Body:
    command, text = (word, "") if word.startswith("/") else ("/handrail", word)
    return {
        "command": command,
        "text": f"{text} {said.get('text', '')}".strip(),
        "team_id": who.team,
        "user_id": who.id,
        "user_team_id": who.home,
        "channel_id": "C0SALES",
        "trigger_id": f"{next(TRIGGERS)}.t",
        "response_url": URL,
    }


def button(who: Kind, id: str, said: Body) -> Body:
    action = {"action_id": id, "block_id": "b", "value": said.get("value", ""), "type": "button"}
    return _from(who) | {
        "type": "block_actions",
        "channel": {"id": "C0SALES"},
        "response_url": URL,
        "actions": [action | {"action_ts": f"{next(TRIGGERS)}.1"}],
    }


def form(who: Kind, id: str, said: Body) -> Body:
    values = {name: {"value": element} for name, element in said.get("fields", {}).items()}
    view = {
        "type": "modal",
        "id": "V1",
        "callback_id": id,
        "private_metadata": said.get("about", ""),
        "state": {"values": values},
    }
    return _from(who) | {"type": "view_submission", "view": view}


def shortcut(who: Kind, id: str, said: Body) -> Body:
    message = {"message": {"text": said.get("text", "Call them"), "ts": "1700000000.000100"}}
    kind = "message_action" if said.get("of_messages") else "shortcut"
    where = {"channel": {"id": "C0SALES"}, "response_url": URL} | message
    more = where if kind == "message_action" else {}
    return _from(who) | {"type": kind, "callback_id": id} | more


def suggestion(who: Kind, id: str, said: Body) -> Body:
    view = {"type": "modal", "id": "V1", "private_metadata": said.get("about", "")}
    typed = {"action_id": id, "block_id": "b", "value": said.get("text", "a"), "view": view}
    return _from(who) | {"type": "block_suggestion"} | typed


def heard(who: Kind, event: str, said: Body) -> Body:
    base = {"user": who.id, "user_team": who.home, "ts": f"1700000000.{next(TRIGGERS):06}"}
    inner = base | EVENTS[event](who) | {"event_ts": "1700000000.000100"}
    return {
        "type": "event_callback",
        "team_id": who.team,
        "event_id": f"Ev{next(TRIGGERS)}",
        "event": inner,
    }


def _from(who: Kind) -> Body:
    return {
        "user": {"id": who.id, "team_id": who.home},
        "team": {"id": who.team},
        "trigger_id": f"{next(TRIGGERS)}.t",
    }


def _in_channel(who: Kind) -> Body:
    return {"type": "message", "channel_type": "channel", "channel": "C0SALES", "text": LINK}


def _changed(who: Kind) -> Body:
    message = {"user": who.id, "text": LINK, "ts": "1700000000.000100"}
    more = {"subtype": "message_changed", "message": message, "previous_message": message}
    return _in_channel(who) | more


def _deleted(who: Kind) -> Body:
    message = {"user": who.id, "text": LINK, "ts": "1700000000.000100"}
    more = {"subtype": "message_deleted", "deleted_ts": message["ts"], "previous_message": message}
    return _in_channel(who) | more


def _file(who: Kind) -> Body:
    file = {"id": "F1", "name": "list.csv", "url_private": "http://127.0.0.1/f", "size": 10}
    direct = {"type": "message", "channel_type": "im", "channel": "D1"}
    return direct | {"subtype": "file_share", "text": "", "files": [file]}


EVENTS: dict[str, Callable[[Kind], Body]] = {
    "message": lambda who: {
        "type": "message", "channel_type": "im", "channel": "D1", "text": "620 employees"
    },
    "app_mention": lambda who: {
        "type": "app_mention", "channel": "C0SALES", "text": f"<@{BOT}> 620 employees"
    },
    "assistant_thread_started": lambda who: {
        "type": "assistant_thread_started",
        "assistant_thread": {"user_id": who.id, "channel_id": "D1", "thread_ts": "1700000000.1"},
    },
    "file_share": _file,
    "app_home_opened": lambda who: {"type": "app_home_opened", "tab": "home", "channel": "D1"},
    "channel_message": _in_channel,
    "channel_message_changed": _changed,
    "channel_message_deleted": _deleted,
}  # fmt: skip
BODIES = {
    "slash": slash,
    "button": button,
    "form": form,
    "shortcut": shortcut,
    "suggestion": suggestion,
    "heard": heard,
}
