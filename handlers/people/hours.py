"""Work days and hours in a form, the same wherever they are asked for."""

from collections.abc import Iterator, Mapping
from datetime import time
from typing import Any

from handlers.kit import forms
from handlers.kit.feature import Block
from policies.rosters.cells import DAYS
from storage.profiles import Profile

WEEK = frozenset(map(str, range(7)))
NO_DAY = "Tick at least one day of work, for example Mon."
BACKWARDS = "This is not after the hour at which work begins. For example 18:00."
NO_HOUR = "Give an hour, for example 09:00."


def fields(profile: Profile) -> Iterator[Block]:
    days = [(str(number), name) for number, name in enumerate(DAYS)]
    yield forms.choices(
        "work_days", "Work days", days, chosen=map(str, profile.work_days), optional=False
    )
    yield forms.at("starts", "Work begins", filled=profile.starts, optional=False)
    yield forms.at("ends", "Work ends", filled=profile.ends, optional=False)


def read(held: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """What the fields hold, and what is wrong with them by field."""
    days = frozenset(int(day) for day in many(held.get("work_days")) if day in WEEK)
    starts, ends = (at(held.get(name)) for name in ("starts", "ends"))
    wrong = {
        "work_days": "" if days else NO_DAY,
        "starts": "" if starts else NO_HOUR,
        "ends": "" if ends else NO_HOUR,
    }
    if starts and ends and starts >= ends:
        wrong["ends"] = BACKWARDS
    values = {"work_days": days, "starts": starts, "ends": ends}
    return values, {name: says for name, says in wrong.items() if says}


def at(value: Any) -> time | None:
    """A time of day as Slack sends it."""
    try:
        return time.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def many(value: Any) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, tuple | list) else ()
