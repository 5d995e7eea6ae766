"""The doctor's questions to Slack: token, scopes, clock, decider, socket."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot import manifest
from bot.findings import Finding, ok, problem, warning
from bot.installs import AWAY, code_of, scopes_of
from bot.settings import Settings, revealed

NOTICED_SECONDS = 60
REFUSED_SECONDS = 300
OPTIONAL = {
    "channels:history": "Without channels:history, trip notes posted in a channel by hand are not "
    "seen; the command and the buttons work."
}
"""Scopes that may be left out, and what does not work then."""
REINSTALL = "Bring the app's manifest up to date (`handrail manifest`) and install the app again."


@dataclass(frozen=True, slots=True)
class Line:
    """A way to Slack, and the time here."""

    client: AsyncWebClient
    settings: Settings
    clock: Callable[[], datetime]


async def sound(settings: Settings, clock: Callable[[], datetime]) -> list[Finding]:
    if not settings.slack_bot_token:
        return []
    client = AsyncWebClient(
        revealed(settings.slack_bot_token),
        base_url=settings.slack_api_url,
        timeout=10,
        retry_handlers=[],
        trust_env_in_session=True,
    )
    line = Line(client, settings, clock)
    found = [finding async for finding in _workspace(line)]
    return [*found, *[finding async for finding in _socket(line)]]


async def _workspace(line: Line) -> AsyncIterator[Finding]:
    try:
        answer = await line.client.auth_test()
    except AWAY as error:
        yield _refused("workspace", "HANDRAIL_SLACK_BOT_TOKEN", error)
        return
    yield ok("workspace", f"The bot token is for the workspace {answer.get('team')}.")
    yield scopes(answer.headers)
    yield skew(answer.headers, line.clock())
    for decider in sorted(line.settings.decider):
        yield await _decider(line, decider)


def _refused(check: str, name: str, error: Exception) -> Finding:
    code = code_of(error)
    if code == type(error).__name__:
        says, mend = f"Slack cannot be reached ({code}).", "Check the network, a proxy, a firewall."
        return problem(check, says, mend)
    return problem(check, f"Slack refuses the token in {name}: {code}.", f"Set a fresh {name}.")


def scopes(headers: Mapping[str, Any]) -> Finding:
    granted, wanted = scopes_of(headers), manifest.scopes()
    if not granted:
        return warning("scopes", "Slack did not say what the token may do.", REINSTALL)
    missing = [scope for scope in wanted if scope not in granted]
    spare = [scope for scope in granted if scope not in wanted]
    if missing and not set(missing) <= set(OPTIONAL):
        return problem("scopes", f"The token lacks {', '.join(missing)}.", REINSTALL)
    if missing:
        says = " ".join(OPTIONAL[scope] for scope in missing)
        return warning("scopes", says, "If that is meant, leave it; docs/scopes.md says more.")
    if spare:
        says = f"The token may do more than the bot needs: {', '.join(spare)}."
        return warning("scopes", says, REINSTALL)
    return ok("scopes", f"The token has the {len(wanted)} scopes of the manifest.")


def skew(headers: Mapping[str, Any], now: datetime) -> Finding:
    theirs = _date(headers)
    if theirs is None:
        says = "Slack did not say what time it is."
        return warning("clock", says, "Compare this machine's clock with another one.")
    seconds = round((now - theirs).total_seconds())
    says = f"The clock here is {abs(seconds)} seconds {'ahead' if seconds > 0 else 'behind'}."
    mend = "Let a time service set the clock, for example `timedatectl set-ntp true`."
    if abs(seconds) >= REFUSED_SECONDS:
        return problem("clock", f"{says} Every signed request would be refused.", mend)
    if abs(seconds) >= NOTICED_SECONDS:
        return warning("clock", says, mend)
    return ok("clock", "The clock here agrees with Slack's.")


def _date(headers: Mapping[str, Any]) -> datetime | None:
    lower = {name.lower(): value for name, value in headers.items()}
    try:
        read = parsedate_to_datetime(str(lower.get("date")))
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


async def _decider(line: Line, decider: str) -> Finding:
    mend = "Set HANDRAIL_DECIDER to the Slack user id of somebody who can decide disputes."
    try:
        answer = await line.client.users_info(user=decider)
    except AWAY as error:
        return problem("decider", f"Slack does not know {decider}: {code_of(error)}.", mend)
    user: Mapping[str, Any] = answer["user"]
    if user.get("deleted") or user.get("is_bot"):
        return problem("decider", f"{decider} is a bot or has left.", mend)
    return ok("decider", f"{user.get('real_name') or decider} decides disputes.")


async def _socket(line: Line) -> AsyncIterator[Finding]:
    token = revealed(line.settings.slack_app_token)
    if not token:
        return
    try:
        answer: AsyncSlackResponse = await line.client.apps_connections_open(app_token=token)
    except AWAY as error:
        yield _refused("socket", "HANDRAIL_SLACK_APP_TOKEN", error)
        return
    yield ok("socket", f"The app token opens a connection to {_host(str(answer['url']))}.")


def _host(url: str) -> str:
    """Without the ticket that the address carries."""
    return url.split("/")[2] if url.count("/") > 1 else "Slack"
