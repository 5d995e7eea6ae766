"""Somebody's onboarding and what was said of its items, as everybody but the database sees them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    OPEN = "open"
    DONE = "done"
    """Everything was settled; it is open again if something is opened again."""
    STOPPED = "stopped"


class Follows(StrEnum):
    """An item that is settled by what its person does with a Give Back project."""

    REGISTERED = "give-back-registered"
    FINISHED = "give-back-finished"


@dataclass(frozen=True, slots=True)
class Onboarding:
    """`starts` is the first day of work; `celebrated_at` is when all was settled the first time."""

    workspace: str
    person: str
    starts: date
    state: State
    begun_by: str
    begun_at: datetime
    celebrated_at: datetime | None = None
