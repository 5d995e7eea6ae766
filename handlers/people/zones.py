"""Time zones to choose from: as in Slack, or one by its name."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from handlers.kit import forms
from handlers.kit.feature import Ask, Block, Suggestion, Turn
from handlers.people.controls import ZONE
from policies.clocks import known_zone
from storage.members import Member

AS_IN_SLACK = "-"
SHOWN = 30
FIELD = "zone"
UNKNOWN = "Choose one of the zones offered, for example Europe/Berlin."
HINT = "Everything I say about times goes by it. Type a city, such as Berlin."


def field(member: Member) -> Block:
    zone = member.profile.zone
    now = (zone, zone) if zone else (AS_IN_SLACK, "As in Slack")
    return forms.suggested(FIELD, "Time zone", ZONE, hint=HINT, chosen=now)


def suggest(turn: Turn, ask: Ask) -> Iterator[tuple[str, str]]:
    """Zones by any part of their name, each with what time it is there."""
    wanted = ask.typed.strip().casefold().replace(" ", "_")
    if not wanted or wanted in "as_in_slack":
        yield AS_IN_SLACK, "As in Slack"
    found = [name for name in _names() if wanted in name.casefold()]
    for name in found[:SHOWN]:
        there = known_zone(name)
        clock = f"{turn.now.astimezone(there):%H:%M}" if there else ""
        yield name, f"{name} ({clock} there)"


def chosen(fields: Mapping[str, Any], now: str | None) -> str | None:
    """None for Slack's; as it is `now` where nothing was chosen."""
    value = fields.get(FIELD)
    if value is None:
        return now
    return None if value == AS_IN_SLACK else str(value)


def is_known(name: str) -> bool:
    return name in _names()


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    """Those with a place in them: the others are old names and offsets."""
    regions = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
    found = (name for name in available_timezones() if name.partition("/")[0] in regions)
    return (*sorted(found), "UTC")


SUGGESTION = Suggestion(ZONE, suggest)
