"""A lead that an SDR is to contact, and what was done with it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

SDR_ROLE = "sdr"


class Kind(StrEnum):
    """Only an MQL has the hour; both have the two weeks."""

    MQL = "mql"
    INQUIRY = "inquiry"


class Request(StrEnum):
    """Which of the two e-mail sequences fits."""

    TRIAL = "trial"
    """A trial or contact request."""
    OTHER = "other"


class State(StrEnum):
    OPEN = "open"
    """Nothing was done with it yet: the clocks run."""
    TOUCHED = "touched"
    """There was action, so no clock runs; a step of the first touch is left."""
    DONE = "done"
    DROPPED = "dropped"

    @property
    def is_over(self) -> bool:
        return self in (State.DONE, State.DROPPED)


class Outcome(StrEnum):
    NONE = ""
    FIRST_TOUCH = "first touch"
    HANDLED = "handled"
    AE = "contacted by the AE"
    UNREACHABLE = "not reachable"
    DISQUALIFIED = "disqualified"
    WITHDRAWN = "withdrawn"

    @property
    def state(self) -> State:
        dropped = (Outcome.UNREACHABLE, Outcome.DISQUALIFIED, Outcome.WITHDRAWN)
        return State.DROPPED if self in dropped else State.DONE


class Act(StrEnum):
    ASSIGNED = "assigned"
    CALLED = "called"
    EMAILED = "emailed"
    CLOSED = "closed"
    CONTACTED = "contacted"
    """By the AE, after the two weeks."""
    NOTED = "noted"
    REASSIGNED = "reassigned"
    CORRECTED = "corrected"
    REOPENED = "reopened"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Event:
    act: Act
    by: str
    at: datetime
    note: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """`came_at` is the first assignment's instant, `assigned_at` that from which the clocks run.

    `known_at` is when the bot was told of this assignment, which `assignment` sets apart from all
    others of the lead.
    `took` are the seconds of working time until the first action, of an MQL; `ae` may be "".
    """

    id: int
    workspace: str
    ref: str
    name: str
    company: str
    kind: Kind
    request: Request
    phone: bool
    link: str
    sdr: str
    ae: str
    came_at: datetime
    assigned_at: datetime
    assigned_by: str
    known_at: datetime
    assignment: int
    state: State
    called_at: datetime | None
    emailed_at: datetime | None
    touched_at: datetime | None
    took: int | None
    outcome: Outcome
    ended_at: datetime | None

    @property
    def is_over(self) -> bool:
        return self.state.is_over

    @property
    def next_step(self) -> Act | None:
        """First a call if a number is listed, then the e-mail."""
        if self.phone and self.called_at is None:
            return Act.CALLED
        return Act.EMAILED if self.emailed_at is None else None
