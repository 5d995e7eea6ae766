"""A request for an SA or a TAM and a session, as everybody but the database sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

SMB = "smb"
PRE, POST = "pre", "post"
SA, TAM = "sa", "tam"
ASYNC = "async"
DISCOVERY = "discovery"
"""A wish of the form: to the policy it is live help."""


class State(StrEnum):
    ASKED = "asked"
    POSTED = "posted"
    """On the board, in an issue."""
    ANSWERED = "answered"
    SCHEDULED = "scheduled"
    HELD = "held"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def is_over(self) -> bool:
        return self in (State.CLOSED, State.WITHDRAWN)


class Act(StrEnum):
    """What happens to a request or a session."""

    ASKED = "asked"
    CHANGED = "changed"
    POSTED = "posted"
    ANSWERED = "answered"
    SCHEDULED = "scheduled"
    HELD = "held"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    LOGGED = "logged"
    CORRECTED = "corrected"
    REMOVED = "removed"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Event:
    """`about` is `request/12` or `session/3`."""

    account: str
    about: str
    act: Act
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """`decided` is what the policy said then: headline, warnings, assumptions, next, entries.

    `text` is empty as long as nobody has changed what follows from the facts; `helper` is the SA
    or TAM who took it, or nobody; `day` is when their session is.
    """

    id: int
    workspace: str
    account: str
    opportunity: int | None
    kind: str
    segment: str
    region: str
    stage: str
    iacv: int | None
    tier: str
    wish: str
    need: str
    wanted: date | None
    outcome: str
    decided: Mapping[str, Any]
    state: State
    since: datetime
    link: str
    text: str
    by: str
    asked_at: datetime
    posted_at: datetime | None
    answer_by: datetime | None
    helper: str
    day: date | None

    @property
    def is_over(self) -> bool:
        return self.state.is_over

    @property
    def is_written(self) -> bool:
        return self.outcome == ASYNC

    @property
    def facts(self) -> Mapping[str, str]:
        """What boards and remarks may depend on."""
        names = ("kind", "segment", "stage", "region", "outcome", "wish")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class Session:
    """`number` is 1, or more for further ones of that account, day and helper."""

    id: int
    workspace: str
    account: str
    segment: str
    stage: str
    day: date
    minutes: int
    helper: str
    number: int
    request: int | None
    note: str
    by: str
    at: datetime
