"""The three ways in which a call to Slack fails, told from how it was answered."""

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

UNCLEAR_CODES = frozenset({"internal_error", "fatal_error", "request_timeout"})
LATER_CODES = frozenset(
    {"ratelimited", "rate_limited", "service_unavailable", "team_added_to_org"}
    | {"org_login_required", "accesslimited"}
)
DEFAULT_PAUSE_SECONDS = 30
LONGEST_PAUSE_SECONDS = 3600
"""A longer one is believed for an hour at a time: a garbled header must not silence a workspace."""


class SlackFailed(Exception):
    """The call was not answered with ok; `method` is empty for what is no method of Slack's."""

    method = ""


class Later(SlackFailed):
    """Slack did nothing, and asks to be called again in `seconds`."""

    def __init__(self, code: str, seconds: int) -> None:
        super().__init__(code)
        self.seconds = seconds


class Unclear(SlackFailed):
    """Slack may or may not have done it."""


class Final(SlackFailed):
    """Slack refused; calling again changes nothing."""


class TooLarge(Final):
    """A file over the limit it was fetched with."""


@contextmanager
def unclear_if_lost() -> Iterator[None]:
    try:
        yield
    except (aiohttp.ClientError, TimeoutError) as error:
        raise Unclear(type(error).__name__) from error


def failure(status: int, headers: Mapping[str, Any], code: str) -> SlackFailed:
    """What an answer that is not ok means; `code` is the error it names."""
    if status == 429 or code in LATER_CODES:
        return Later(code or "ratelimited", _pause(headers))
    if status >= 500 or code in UNCLEAR_CODES or not code:
        return Unclear(code or f"HTTP {status}")
    return Final(code)


def _pause(headers: Mapping[str, Any]) -> int:
    """Retry-After in seconds; missing, zero or garbled values wait a default time."""
    lower = {name.lower(): str(value) for name, value in headers.items()}
    said = lower.get("retry-after", "")
    seconds = _number(said) or _seconds_until(said, lower.get("date", ""))
    return min(seconds or DEFAULT_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS)


def _number(said: str) -> int:
    try:
        seconds = float(said) if said.isascii() else 0.0
    except ValueError:
        return 0
    return math.ceil(seconds) if 0 < seconds < math.inf else 0


def _seconds_until(said: str, date: str) -> int:
    """A date in Retry-After counts from the date of the answer."""
    try:
        gap = (parsedate_to_datetime(said) - parsedate_to_datetime(date)).total_seconds()
    except (ValueError, TypeError):
        return 0
    return max(math.ceil(gap), 0)


def check_status(answer: aiohttp.ClientResponse) -> None:
    if answer.status == 429:
        raise Later("ratelimited", _pause(answer.headers))
    if answer.status >= 500:
        raise Unclear(f"HTTP {answer.status}")
    if answer.status >= 400:
        raise Final(f"HTTP {answer.status}")
