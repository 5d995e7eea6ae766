"""Who is told to wait: by a limit that was reached, or by order."""

from aiohttp import web

from playground.callers import Caller
from playground.faults import Fault
from playground.limits import Who
from playground.limits.retries import header, meant
from playground.platforms import Platform
from playground.refusals import Refused
from playground.shapes import Json

LIMITED: Json = {"ok": False, "error": "ratelimited"}


def who_is(caller: Caller) -> Who | None:
    """Nobody in particular has no limits; Slack refuses such a call for what it is."""
    token = caller.token
    return Who(token.team_id, token.app_id) if token else None


def within(
    platform: Platform, caller: Caller, method: str, args: Json, fault: Fault | None
) -> web.Response | None:
    """Refuse a call that comes too often, or by order; nothing to say to all others."""
    who, now = who_is(caller), platform.clock.now()
    if who is None:
        return None
    if platform.ledger.is_early(who, method, args, now):
        platform.counters.violate("too_early")
    wait = platform.ledger.call(who, method, args, now)
    if wait:
        platform.counters.violate("over_limit")
        sent = header(platform.ledger.limits.retry_after, wait.seconds, now)
        return later(platform, who, wait.scope, sent)
    if fault and fault.kind == "rate_limited":
        return later(platform, who, method, fault.after(now))
    return None


def later(platform: Platform, who: Who, scope: str, sent: str | None) -> web.Response:
    now = platform.clock.now()
    platform.ledger.bar(who, scope, now, meant(sent, now))
    app = platform.app(who.app_id)
    name = app.name if app else ""
    platform.inspector.record("web_api", scope, who=name, status="429", response=LIMITED)
    return web.json_response(LIMITED, status=429, headers={"Retry-After": sent} if sent else {})


def check_schedule(platform: Platform, caller: Caller, args: Json) -> None:
    """Thirty messages at most may be scheduled for the same five minutes of a channel."""
    who, at = who_is(caller), str(args.get("post_at") or "")
    if who is None or not at.isdecimal():
        return
    if not platform.ledger.schedules(who, str(args.get("channel")), float(at)):
        platform.counters.violate("over_limit")
        raise Refused("restricted_too_many")


def on_response_url(platform: Platform, name: str) -> web.Response | None:
    """A response_url is held to the pace of messages in its channel."""
    made, now = platform.world.response_urls.get(name), platform.clock.now()
    if made is None or not platform.ledger.limits.enforced:
        return None
    who = Who(platform.world.conversations[made.channel].team_id, made.app_id)
    wait = platform.ledger.answer(who, made.channel, now)
    if not wait:
        return None
    platform.counters.violate("over_limit")
    return later(platform, who, "response_url", header("seconds", wait, now))
