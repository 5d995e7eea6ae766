"""The only place of the bot that reads the clock."""

from collections.abc import Callable
from datetime import datetime, tzinfo


def clock(zone: tzinfo) -> Callable[[], datetime]:
    return lambda: datetime.now(zone)
