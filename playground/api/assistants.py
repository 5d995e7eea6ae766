"""assistant.threads.*: status, title and suggested prompts of the agent pane."""

from typing import Any

from playground.api.calls import Call, method
from playground.refusals import Refused
from playground.shapes import Json

MOST_PROMPTS = 4


def tell(call: Call, **news: Any) -> Json:
    place = call.place("channel_id")
    if place.kind != "im" or call.app.bot_user not in place.members:
        raise Refused("channel_not_found")
    thread = call.text("thread_ts")
    told = {"type": "assistant", "channel": place.id, "thread_ts": thread, **news}
    call.platform.audience.tell(place.members, told)
    return {}


def set_status(call: Call) -> Json:
    return tell(call, status=call.text("status"))


def set_title(call: Call) -> Json:
    return tell(call, title=call.text("title", needed=True))


def set_suggested_prompts(call: Call) -> Json:
    prompts = call.listed("prompts")
    whole = all(isinstance(p, dict) and p.get("title") and p.get("message") for p in prompts)
    if not 1 <= len(prompts) <= MOST_PROMPTS or not whole:
        raise Refused("invalid_arguments")
    return tell(call, title=call.text("title"), prompts=prompts)


METHODS = {
    "assistant.threads.setStatus": method(set_status, "assistant:write", "chat:write"),
    "assistant.threads.setTitle": method(set_title, "assistant:write"),
    "assistant.threads.setSuggestedPrompts": method(set_suggested_prompts, "assistant:write"),
}
