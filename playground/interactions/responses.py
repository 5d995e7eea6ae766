"""Answers by acknowledgement and by response_url: five uses in thirty minutes."""

import secrets
from itertools import takewhile

from playground.dialogs import identified
from playground.installations import Installed
from playground.platforms import Platform
from playground.postings import edit, erase, post
from playground.refusals import Refused
from playground.shapes import Json
from playground.validation import problems
from playground.worlds import Message, ResponseUrl

MOST_USES = 5


def open_url(
    platform: Platform, app: Installed, channel: str, user: str, message_ts: str = ""
) -> tuple[str, ResponseUrl]:
    forget(platform)
    made = ResponseUrl(
        secrets.token_hex(16),
        app.id,
        channel,
        user,
        platform.clock.now(),
        message_ts,
        team_id=app.team_id,
    )
    platform.world.response_urls[made.id] = made
    platform.world.touch()
    return f"{platform.base_url}/response/{made.id}", made


def forget(platform: Platform) -> None:
    """Drop the urls that expired an hour ago and more, oldest first."""
    oldest = platform.clock.now() - platform.config.timing.response_url - 3600
    urls = platform.world.response_urls
    for name in list(takewhile(lambda name: urls[name].made <= oldest, urls)):
        del urls[name]


def use(platform: Platform, name: str, body: Json) -> None:
    """One use of a response_url, or the reason it is refused."""
    made = platform.world.response_urls.get(name)
    if made is None or platform.installed(made.app_id, made.team_id) is None:
        raise Refused("invalid_url")
    if platform.clock.now() - made.made > platform.config.timing.response_url:
        raise Refused("expired_url")
    if made.uses >= MOST_USES:
        raise Refused("used_url")
    respond(platform, made, body)
    made.uses += 1
    platform.world.touch()


def respond(platform: Platform, made: ResponseUrl, body: Json) -> None:
    original = platform.world.message(made.channel, made.message_ts)
    if body.get("delete_original") is True:
        remove(platform, original)
        return
    said = content(body)
    if body.get("replace_original") is True and original is not None:
        edit(platform, original, {**said, "state": {}})
    else:
        post(platform, reply(platform, made, body, said))


def remove(platform: Platform, original: Message | None) -> None:
    if original is None:
        raise Refused("message_not_found")
    erase(platform, original)


def content(body: Json) -> Json:
    said: Json = {
        "text": body.get("text") or "",
        "blocks": body.get("blocks") or [],
        "attachments": body.get("attachments") or [],
    }
    if not any(said.values()):
        raise Refused("no_text")
    found = problems(said, "message")
    if found:
        raise Refused("invalid_blocks", found)
    return identified(said, secrets.token_hex(4))


def reply(platform: Platform, made: ResponseUrl, body: Json, said: Json) -> Message:
    app = platform.installed(made.app_id, made.team_id)
    shared = body.get("response_type") == "in_channel"
    thread = body.get("thread_ts")
    return Message(
        platform.clock.stamp(), made.channel, app.bot_user if app else "", app_id=made.app_id,
        ephemeral_to="" if shared else made.user,
        thread_ts=thread if isinstance(thread, str) else "", **said,
    )  # fmt: skip
