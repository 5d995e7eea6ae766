"""Wall-clock times in a person's zone, turned into instants."""

from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def instant_of(day: date, at: time, zone: tzinfo) -> datetime:
    """In UTC: a time that a clock change skips moves forward, one that comes twice is the first."""
    wall = datetime.combine(day, at.replace(tzinfo=None, fold=0), zone)
    return wall.astimezone(UTC)


def day_in(instant: datetime, zone: tzinfo) -> date:
    """The date on the wall there."""
    return instant.astimezone(zone).date()


def zone_of(name: str) -> tzinfo:
    """UTC for a name that nobody knows: Slack's profiles are not ours to trust."""
    return known_zone(name) or ZoneInfo("UTC")


def known_zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
