"""A customer call that somebody wants to be reminded before."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    PLANNED = "planned"
    ABSENT = "absent"
    """It takes place, but its person cannot be there."""
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Call:
    """`moves` is how often its time was changed; `ticked` are ids of the pack's steps and tasks."""

    id: int
    workspace: str
    person: str
    customer: str
    at: datetime
    state: State
    moves: int
    ticked: frozenset[str]
    added_at: datetime

    @property
    def stands(self) -> bool:
        return self.state is not State.CANCELLED

    def has_begun(self, now: datetime) -> bool:
        return self.at <= now

    def is_running(self, now: datetime, lasts: timedelta) -> bool:
        """So long after its beginning that the steps may still be ticked on its card."""
        return self.at <= now < self.at + lasts
