"""What Slack tells of unasked, such as a message to the bot or near it, read as one value."""

import re
from datetime import UTC, datetime, timedelta

from handlers.kit.feature import Ask, Place
from handlers.kit.payloads import LINK, Body, Caller, files, links, part, plain, text

PANE_OPENED = "assistant_thread_started"
HOME_OPENED = "app_home_opened"
CHANGED, DELETED = "message_changed", "message_deleted"
IN_CHANNELS = ("channel", "group")
STAMP = re.compile(r"[0-9]{1,11}\.[0-9]{1,9}")
SKEW = timedelta(seconds=5)
"""How far Slack's clock and ours may be apart."""


def kind_of(body: Body) -> str:
    """The event, as features name it: what is said in a channel is not said to the bot."""
    event = part(body, "event")
    kind = text(event, "type")
    if kind != "message" or event.get("channel_type") not in IN_CHANNELS:
        return kind
    subtype = text(event, "subtype")
    return f"channel_{subtype if subtype in (CHANGED, DELETED) else kind}"


def caller_of(body: Body) -> Caller:
    event = part(body, "event")
    team = text(body, "team_id")
    if event.get("subtype") in (CHANGED, DELETED):
        was = part(event, "previous_message")
        key = f"event:{text(body, 'event_id')}"
        return Caller(team, text(was, "user"), text(was, "user_team") or team, key)
    if event.get("type") == HOME_OPENED:
        return Caller(team, text(event, "user"), team, f"event:{text(body, 'event_id')}")
    if event.get("type") == PANE_OPENED:
        pane = part(event, "assistant_thread")
        key = f"pane:{text(pane, 'channel_id')}:{text(pane, 'thread_ts')}"
        return Caller(team, text(pane, "user_id"), team, key)
    said = f"message:{text(event, 'channel')}:{text(event, 'ts')}"
    key = said if event.get("ts") else f"event:{text(body, 'event_id')}"
    home = text(event, "user_team") or text(event, "team") or team
    return Caller(team, text(event, "user"), home, key)


def ask_of(body: Body, bot_user: str) -> Ask:
    event = part(body, "event")
    if event.get("type") == PANE_OPENED:
        pane = part(event, "assistant_thread")
        channel, thread = text(pane, "channel_id"), text(pane, "thread_ts")
        return Ask(Place.DIRECT, channel=channel, thread=thread)
    if event.get("type") == HOME_OPENED:
        return Ask(Place.HOME, value=text(event, "tab"))
    if event.get("channel_type") in IN_CHANNELS and event.get("type") == "message":
        return _overheard(event)
    direct = event.get("channel_type") == "im"
    said = text(event, "text").replace(f"<@{bot_user}>", " ")
    ts = text(event, "ts")
    return Ask(
        Place.DIRECT if direct else Place.MENTION,
        text=plain(said),
        links=links(said),
        files=tuple(files(event)),
        channel=text(event, "channel"),
        ts=ts,
        thread=text(event, "thread_ts") or ("" if direct else ts),
    )


def _overheard(event: Body) -> Ask:
    """Of a message that was changed, what it says now; of a deleted one nothing."""
    message = part(event, "message") or event
    said = text(message, "text")
    ts = text(event, "deleted_ts") or text(message, "ts")
    return Ask(
        Place.CHANNEL,
        text=plain(said),
        links=links(said),
        channel=text(event, "channel"),
        ts=ts,
        thread=text(message, "thread_ts"),
    )


def happened_at(body: Body, now: datetime) -> datetime:
    """When it happened, not when it arrived; to the microsecond, so that two keep their order."""
    stamp = text(part(body, "event"), "event_ts")
    if not STAMP.fullmatch(stamp):
        return now
    return min(datetime.fromtimestamp(float(stamp), UTC), now + SKEW)


def is_for_the_bot(body: Body) -> bool:
    """A person's words in a DM or a mention; not an edit, a join or another app's message."""
    event = part(body, "event")
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
        was = part(event, "previous_message")
        return bool(was.get("user")) and not was.get("bot_id") and _has_link(was)
    plain_one = subtype in (None, "file_share", "thread_broadcast")
    return plain_one and bool(event.get("user")) and not event.get("bot_id") and _has_link(event)


def _has_link(message: Body) -> bool:
    return bool(LINK.search(text(message, "text")))


def is_in_the_pane(ask: Ask) -> bool:
    """Slack puts what is said in the agent pane into a thread of the bot's own messages."""
    return ask.place is Place.DIRECT and bool(ask.thread)
