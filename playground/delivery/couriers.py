"""One delivery to one app, by the way that app is reached."""

from asyncio import get_running_loop

from playground.delivery import requests
from playground.delivery.answers import Answer
from playground.inspector import What
from playground.installations import Installed
from playground.platforms import Platform
from playground.shapes import Json


async def carry(
    platform: Platform,
    app: Installed,
    kind: str,
    payload: Json,
    *,
    attempt: int = 0,
    reason: str = "",
) -> Answer:
    with platform.traffic.carrying():
        return await handed(platform, app, kind, payload, attempt, reason)


async def handed(
    platform: Platform, app: Installed, kind: str, payload: Json, attempt: int, reason: str
) -> Answer:
    patience = platform.config.timing.acknowledge
    if app.delivery == "socket":
        return await platform.sockets.send(
            app.id, kind, payload, patience=patience, attempt=attempt, reason=reason
        )
    if platform.session is None:
        return Answer("dispatch_failed", reason="connection_failed")
    return await requests.post(
        platform.session, app.app, kind, payload, now=platform.clock.seconds(), patience=patience,
        attempt=attempt, reason=reason,
    )  # fmt: skip


async def ask(
    platform: Platform,
    app: Installed,
    kind: str,
    payload: Json,
    *,
    what: What,
    title: str,
    who: str,
) -> Answer:
    """Deliver something a person did, once: Slack does not repeat clicks and commands."""
    loop = get_running_loop()
    start = loop.time()
    answer = await carry(platform, app, kind, payload)
    platform.counters.unacknowledged += not answer.ok
    platform.inspector.record(
        what, title, who=who, status=answer.error or "ok", ms=(loop.time() - start) * 1000,
        request=payload, response=answer.body,
    )  # fmt: skip
    return answer
