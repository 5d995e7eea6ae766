"""assistant.threads.*: status, title and suggested prompts of the agent pane."""

from typing import Any

from playground.api.calls import Call, method
from playground.refusals import Refused
from playground.shapes import Json
from playground.validation import Problem
from playground.worlds import Message

MOST_PROMPTS = 4


def thread_of(call: Call) -> Message:
    place = call.place("channel_id")
    if place.kind != "im" or call.app.bot_user not in place.members:
        raise Refused("channel_not_found", detail="Invalid channel_id")
    found = call.platform.world.message(place.id, call.text("thread_ts", needed=True))
    if found is None or found.ephemeral_to:
        raise Refused("invalid_thread_ts", detail="Thread not found")
    return found


def tell(call: Call, thread: Message, **news: Any) -> Json:
    told = {"type": "assistant", "channel": thread.channel, "thread_ts": thread.ts, **news}
    place = call.platform.world.conversations[thread.channel]
    call.platform.audience.tell(place.members, told)
    return {}


def set_status(call: Call) -> Json:
    """An empty status takes away the one before."""
    return tell(call, thread_of(call), status=call.text("status"))


def set_title(call: Call) -> Json:
    thread, title = thread_of(call), call.text("title", needed=True)
    if thread.subtype == "assistant_app_thread":
        thread.text = title
        thread.more["assistant_app_thread"]["title"] = title
        call.platform.world.touch()
    return tell(call, thread, title=title)


def set_suggested_prompts(call: Call) -> Json:
    prompts = call.listed("prompts")
    whole = all(isinstance(p, dict) and p.get("title") and p.get("message") for p in prompts)
    if not 1 <= len(prompts) <= MOST_PROMPTS or not whole:
        problem = Problem("/prompts", f"must be 1 to {MOST_PROMPTS} of title and message")
        raise Refused("invalid_arguments", [problem])
    return tell(call, thread_of(call), title=call.text("title"), prompts=prompts)


METHODS = {
    "assistant.threads.setStatus": method(set_status, "assistant:write", "chat:write"),
    "assistant.threads.setTitle": method(set_title, "assistant:write"),
    "assistant.threads.setSuggestedPrompts": method(set_suggested_prompts, "assistant:write"),
}
