"""Days and zones that a pattern alone cannot tell from nonsense."""

from datetime import date
from functools import cache
from zoneinfo import available_timezones

from playground.validation.rules import FINE, Found, wrong


def is_a_day(value: str) -> Found:
    try:
        date.fromisoformat(value)
    except ValueError:
        return wrong("must be a day of the calendar, such as 2026-02-28")
    return FINE


@cache
def zones() -> frozenset[str]:
    return frozenset(available_timezones())


def is_a_zone(value: str) -> Found:
    known = value in zones()
    return FINE if known else wrong("must be a zone by its IANA name, such as Europe/Madrid")
