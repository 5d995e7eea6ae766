"""What a person types after a slash, presses, chooses or submits, read as one small value."""

from collections.abc import Iterator

from handlers.kit.feature import Ask, Place, Value
from handlers.kit.payloads import Body, Caller, files, links, part, parts, plain, text


def command_caller(body: Body) -> Caller:
    team = text(body, "team_id")
    key = f"command:{text(body, 'trigger_id')}"
    return Caller(team, text(body, "user_id"), text(body, "user_team_id") or team, key)


def command_ask(body: Body) -> Ask:
    return Ask(
        Place.COMMAND,
        text=plain(text(body, "text")),
        channel=text(body, "channel_id"),
        response_url=text(body, "response_url"),
    )


def press_caller(body: Body) -> Caller:
    """For everything that comes with `user` and `team`: buttons and forms."""
    user = part(body, "user")
    team = text(part(body, "team"), "id")
    action = next(_actions(body), {})
    key = f"{text(body, 'type')}:{text(body, 'trigger_id')}:{text(action, 'action_ts')}"
    return Caller(team, text(user, "id"), text(user, "team_id") or team, key)


def button_ask(body: Body) -> Ask:
    action = next(_actions(body), {})
    chosen = _element(action)
    message, view = part(body, "message"), part(body, "view")
    home = text(view, "type") == "home"
    return Ask(
        Place.HOME if home else Place.BUTTON,
        value=chosen if isinstance(chosen, str) else ",".join(chosen),
        fields=_fields(view),
        about=text(view, "private_metadata"),
        block=text(action, "block_id"),
        channel=text(part(body, "channel"), "id"),
        ts=text(message, "ts"),
        thread=text(message, "thread_ts"),
        response_url=text(body, "response_url"),
    )


def action_id(body: Body) -> str:
    return text(next(_actions(body), {}), "action_id")


def form_id(body: Body) -> str:
    return text(part(body, "view"), "callback_id")


def modal_id(body: Body) -> str:
    """The form in which a button was pressed, or nothing."""
    view = part(body, "view")
    return text(view, "id") if text(view, "type") == "modal" else ""


def shortcut_id(body: Body) -> str:
    return text(body, "callback_id")


def shortcut_ask(body: Body) -> Ask:
    message = part(body, "message")
    said = text(message, "text")
    return Ask(
        Place.SHORTCUT,
        text=plain(said),
        links=links(said),
        channel=text(part(body, "channel"), "id"),
        ts=text(message, "ts"),
        thread=text(message, "thread_ts"),
        response_url=text(body, "response_url"),
    )


def typed_in(body: Body) -> str:
    """Which field asks what to offer."""
    return text(body, "action_id")


def suggestion_ask(body: Body) -> Ask:
    view = part(body, "view")
    about = text(view, "private_metadata")
    return Ask(Place.FORM, typed=text(body, "value"), about=about, block=text(body, "block_id"))


def form_ask(body: Body) -> Ask:
    view = part(body, "view")
    elements = dict(_inputs(view))
    return Ask(
        Place.FORM,
        fields=_fields(view),
        about=text(view, "private_metadata"),
        files=tuple(file for element in elements.values() for file in files(element)),
    )


def _fields(view: Body) -> dict[str, Value]:
    fields = {name: _element(element) for name, element in _inputs(view)}
    return {name: value for name, value in fields.items() if value}


def _actions(body: Body) -> Iterator[Body]:
    return parts(body, "actions")


def _inputs(view: Body) -> Iterator[tuple[str, Body]]:
    values = part(part(view, "state"), "values")
    for block in values:
        elements = part(values, block)
        for action in elements:
            yield block, part(elements, action)


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
        return text(part(element, key), "value")
    return tuple(text(option, "value") for option in parts(element, key))
