"""Ranks as an act keeps them, and as they are put back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from policies.ranking import Ranked, folded

Kept = Mapping[str, Any]
DAYS = ("ranked_on", "since")


def spelt(one: Ranked) -> dict[str, Any]:
    """Without the last talk, which is read from what is logged."""
    kept = {name: value for name, value in asdict(one).items() if name not in ("id", "workspace")}
    instants = ("ranked_at", *DAYS)
    return kept | {name: kept[name].isoformat() for name in instants} | {"talked_on": None}


def unspelt(workspace: str, kept: Kept, talked: date | None) -> dict[str, Any]:
    """As it was, but for the last talk that is logged by now."""
    values = dict(kept) | {name: date.fromisoformat(kept[name]) for name in DAYS}
    values |= {"workspace": workspace, "ranked_at": datetime.fromisoformat(kept["ranked_at"])}
    since = max(values["since"], talked) if talked else values["since"]
    return values | {"talked_on": talked, "since": since}


def stamp(owner: str, account: str, at: datetime | None) -> dict[str, Any]:
    """Whoever ranks it again leaves another one."""
    return {"owner": owner, "account": account, "at": at.isoformat() if at else None}


def is_as_left(kept: Kept, now: Ranked | None) -> bool:
    """By its stamp."""
    return bool(kept["at"] == (now.ranked_at.isoformat() if now else None))


def key(kept: Kept) -> tuple[str, str]:
    return str(kept["owner"]), folded(str(kept["account"]))
