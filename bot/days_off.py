"""Public holidays of a country or a part of it, by the `holidays` package; off unless asked for."""

from datetime import date
from functools import lru_cache

from bot.mistakes import Mistake
from policies.calendars import Holidays, no_holidays

EXAMPLE = "For example US or GB-ENG."


@lru_cache(maxsize=8)
def days_off(code: str | None) -> Holidays:
    """Of `US`, or of `GB-ENG` where parts of a country differ; raises Mistake for another code."""
    if not code:
        return no_holidays
    from holidays import country_holidays

    country, _, part = code.upper().partition("-")
    try:
        known = country_holidays(country, subdiv=part or None)
    except NotImplementedError:
        raise Mistake(f"There is no calendar of holidays for {code!r}. {EXAMPLE}") from None
    return lambda day: date(day.year, day.month, day.day) in known
