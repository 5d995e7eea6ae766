"""A call that colleagues joined together, and what has happened to its record."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Act(StrEnum):
    LOGGED = "logged"
    JOINED = "joined"
    """Logged once more by somebody else, or by the same person."""
    SPLIT = "split"
    """What was joined was another call after all."""
    CHANGED = "changed"
    REMOVED = "removed"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Event:
    act: Act
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """`seller` was Primary Seller; `apart` if somebody said that it is no other call's double."""

    id: int
    workspace: str
    account: str
    at: datetime
    seller: str
    co_seller: str
    note: str
    link: str
    apart: bool
    logged_by: str
    logged_at: datetime
    removed_at: datetime | None
    people: frozenset[str] = frozenset()

    def is_with(self, *people: str) -> bool:
        return self.people.issuperset(people)
