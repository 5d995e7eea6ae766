"""views.*: modals behind a trigger, and each person's Home."""

from typing import Any

from playground import viewings
from playground.api.calls import Call, method
from playground.dialogs import View
from playground.refusals import Refused
from playground.renderings import view_object
from playground.shapes import Json
from playground.triggers import Trigger
from playground.validation import Problem, Surface, problems


def content(call: Call, surface: Surface) -> Json:
    view: Any = call.parsed("view")
    if not isinstance(view, dict):
        raise Refused("invalid_arguments", [Problem("/view", "must be an object")])
    judge(view, surface)
    return view


def judge(view: Json, surface: Surface) -> None:
    found = [Problem("/view" + p.pointer, p.text) for p in problems(view, surface)]
    if found:
        large = all("bytes" in problem.text for problem in found)
        raise Refused("view_too_large" if large else "invalid_arguments", found)


def check_external(call: Call, view: Json, but: View | None = None) -> None:
    name = view.get("external_id")
    if name:
        taken = call.platform.dialogs.find_external(call.app.id, call.app.team_id, name)
        if taken is not None and taken is not but:
            raise Refused("duplicate_external_id")


def trigger(call: Call) -> Trigger:
    name = call.text("trigger_id", needed=True)
    refusal = call.platform.triggers.refusal(name, call.app)
    if refusal:
        raise Refused(refusal)
    return call.platform.triggers.spend(name)


def answer(call: Call, view: View) -> Json:
    return {"view": view_object(call.platform, view)}


def open_view(call: Call) -> Json:
    wanted = content(call, "modal")
    check_external(call, wanted)
    pressed = trigger(call)
    return answer(call, begin(call, pressed, wanted))


def begin(call: Call, pressed: Trigger, wanted: Json) -> View:
    return viewings.begin(call.platform, call.app, pressed.user, wanted, channel=pressed.channel)


def push(call: Call) -> Json:
    wanted = content(call, "modal")
    check_external(call, wanted)
    pressed = trigger(call)
    below = call.platform.dialogs.find(pressed.view_id)
    if below is None:
        raise Refused("not_found")
    if viewings.too_deep(call.platform, below):
        raise Refused("push_limit_reached")
    return answer(call, viewings.begin(call.platform, call.app, pressed.user, wanted, below))


def update(call: Call) -> Json:
    wanted = content(call, "modal")
    view = named(call)
    given = call.text("hash")
    if given and given != view.hash:
        raise Refused("hash_conflict")
    check_external(call, wanted, but=view)
    return answer(call, viewings.replace(call.platform, view, wanted))


def named(call: Call) -> View:
    dialogs, external = call.platform.dialogs, call.text("external_id")
    if external:
        view = dialogs.find_external(call.app.id, call.app.team_id, external)
    else:
        view = dialogs.find(call.text("view_id", needed=True))
    mine = (call.app.id, call.app.team_id)
    if view is None or (view.app_id, view.team_id) != mine:
        raise Refused("not_found")
    return view


def publish(call: Call) -> Json:
    if not call.app.has_home:
        raise Refused("not_enabled")
    user = call.member("user_id")
    wanted = content(call, "home")
    check_external(call, wanted)
    before = viewings.home(call.platform, call.app, user.id)
    given = call.text("hash")
    if given and (before is None or given != before.hash):
        raise Refused("hash_conflict")
    return answer(call, viewings.publish(call.platform, call.app, user.id, wanted))


METHODS = {
    "views.open": method(open_view),
    "views.push": method(push),
    "views.update": method(update),
    "views.publish": method(publish),
}
