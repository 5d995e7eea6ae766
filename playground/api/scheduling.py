"""chat.scheduleMessage and what can be done until the message is due."""

from typing import Any

from playground.api.calls import Call, method
from playground.api.chat import destination, manner
from playground.api.contents import content, metadata, thread
from playground.api.cursors import Paging, page_of
from playground.records import Scheduled
from playground.refusals import Refused
from playground.schedules import cancel, plan
from playground.shapes import Json

FARTHEST = 120 * 86_400
TOO_LATE = 60
"""Nothing is taken back in the last minute before it is posted."""
PAGING = Paging("scheduled", most=1000)


def schedule(call: Call) -> Json:
    at = moment(call)
    place = destination(call)
    said = {**content(call), "thread_ts": thread(call, place), "metadata": metadata(call)}
    scheduled = Scheduled(
        call.platform.world.new_id("Q"), place.id, call.app.id, call.app.team_id, at,
        call.platform.clock.seconds(), {**said, **manner(call)},
    )  # fmt: skip
    plan(call.platform, scheduled)
    told = {"scheduled_message_id": scheduled.id, "channel": place.id, "post_at": at}
    return {**told, "message": delayed(call, said)}


def delayed(call: Call, said: dict[str, Any]) -> Json:
    app = call.app
    who = {"bot_id": app.bot_id, "user": app.bot_user, "team": app.team_id, "app_id": app.id}
    shown = {key: value for key, value in said.items() if value}
    return {"type": "delayed_message", "text": "", **who, **shown}


def moment(call: Call) -> int:
    call.text("post_at", needed=True)
    try:
        at = call.whole("post_at") or 0
    except Refused:
        raise Refused("invalid_time") from None
    now = call.platform.clock.seconds()
    if at <= now:
        raise Refused("time_in_past")
    if at > now + FARTHEST:
        raise Refused("time_too_far")
    return at


def delete(call: Call) -> Json:
    place = call.place()
    wanted = call.text("scheduled_message_id", needed=True)
    kept = call.platform.world.scheduled.get(wanted)
    if kept is None or kept not in mine(call) or kept.channel != place.id:
        raise Refused("invalid_scheduled_message_id")
    if kept.post_at - call.platform.clock.now() < TOO_LATE:
        raise Refused("invalid_scheduled_message_id")
    cancel(call.platform, kept)
    return {}


def mine(call: Call) -> list[Scheduled]:
    app = call.app
    held = call.platform.world.scheduled.values()
    return [one for one in held if (one.app_id, one.team_id) == (app.id, app.team_id)]


def list_all(call: Call) -> Json:
    wanted = call.text("channel")
    if wanted and wanted not in call.platform.world.conversations:
        raise Refused("invalid_channel")
    oldest, latest = (call.stamp(key, "invalid_arguments") for key in ("oldest", "latest"))
    low, high = float(oldest or 0), float(latest or "inf")
    found = [one for one in mine(call) if low <= one.post_at <= high]
    rows = sorted((one for one in found if wanted in ("", one.channel)), key=lambda o: o.post_at)
    page, more = page_of(call, rows, lambda one: one.id, PAGING)
    return {"scheduled_messages": [row(one) for one in page], **more}


def row(one: Scheduled) -> Json:
    shown = {"id": one.id, "channel_id": one.channel, "post_at": one.post_at}
    return {**shown, "date_created": one.created, "text": one.content["text"]}


METHODS = {
    "chat.scheduleMessage": method(schedule, "chat:write"),
    "chat.deleteScheduledMessage": method(delete, "chat:write"),
    "chat.scheduledMessages.list": method(list_all),
}
