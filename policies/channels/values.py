"""A channel with a customer, from the request to its end, as everybody but the database sees it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    LASTING = "lasting"
    TEMPORARY = "temporary"
    """For an evaluation or an upgrade POV."""


class State(StrEnum):
    ASKED = "asked"
    """The account's TAM has not answered yet."""
    APPROVED = "approved"
    OPEN = "open"
    DECLINED = "declined"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def is_over(self) -> bool:
        return self in (State.DECLINED, State.CLOSED, State.WITHDRAWN)


class Act(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    OPENED = "opened"
    LASTING = "lasting"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Event:
    act: Act
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """`role` is what `by` is to the account; `ours` and `theirs` what each side gains of it.

    `close_by` is the last day of a temporary one that is open; `name` and `link` are Slack's.
    """

    id: int
    workspace: str
    account: str
    role: str
    by: str
    tam: str
    kind: Kind
    purpose: str
    tier: str
    iacv: int | None
    ours: str
    theirs: str
    state: State
    since: datetime
    reason: str
    asked_at: datetime
    opened: date | None
    close_by: date | None
    name: str
    link: str

    @property
    def is_over(self) -> bool:
        return self.state.is_over

    @property
    def ends(self) -> date | None:
        """The day by which it is closed, of one that is open and temporary."""
        is_counted = self.state is State.OPEN and self.kind is Kind.TEMPORARY
        return self.close_by if is_counted else None
