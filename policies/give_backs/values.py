"""A Give Back project and what happened to it, as everybody but the database sees them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    IDEA = "idea"
    UNDER_WAY = "under way"
    FINISHED = "finished"
    DROPPED = "dropped"

    @property
    def is_used(self) -> bool:
        """Whether somebody may say that they used it: also before it is finished."""
        return self in (State.UNDER_WAY, State.FINISHED)


class Mark(StrEnum):
    """What was last said of an item of its documentation."""

    DONE = "done"
    NOT_NEEDED = "not needed"
    OPEN = "open"


class Act(StrEnum):
    REGISTERED = "registered"
    STARTED = "started"
    CHANGED = "changed"
    FINISHED = "finished"
    DROPPED = "dropped"
    REOPENED = "reopened"
    REASSIGNED = "reassigned"
    RECORDED = "recorded"
    """The owner said who used it in a month, or that nobody else did."""
    DOCUMENTED = "documented"


@dataclass(frozen=True, slots=True)
class Marked:
    item: str
    mark: Mark
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    act: Act
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """`proof` is how it will be used and how that shows; `team_size` is None where the owner gave
    none, and the team is then as many as the bot knows. `since` is when it came into its state."""

    id: int
    workspace: str
    owner: str
    title: str
    improves: str
    proof: str
    issue: str
    team_size: int | None
    due: date | None
    state: State
    since: datetime
    created_by: str
    created_at: datetime
    finished_at: datetime | None
