"""A handoff, what was done of it and who signed, as everybody but the database sees them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Side(StrEnum):
    GIVER = "giver"
    RECEIVER = "receiver"

    @property
    def other(self) -> "Side":
        return Side.RECEIVER if self is Side.GIVER else Side.GIVER


class State(StrEnum):
    OPEN = "open"
    RETURNED = "returned"
    """Back with the giver, with a reason."""
    SIGNED = "signed"
    """Signed by the giver, to be accepted or returned by the receiver."""
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        return self in (State.DONE, State.CANCELLED)


class Act(StrEnum):
    """What happens to a handoff as a whole."""

    STARTED = "started"
    SIGNED = "signed"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REASSIGNED = "reassigned"
    CANCELLED = "cancelled"
    REOPENED = "reopened"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Event:
    """`items` are those to be mended, of what came back; `note` is why."""

    act: Act
    by: str
    at: datetime
    note: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handoff:
    """Money is whole dollars; `starts` is the day it was started where its starter is.

    `channel` is what the policy made of the amounts when they were last told, or nothing.
    `since` is when it came into its state, `rounds` how often it came back or was reopened.
    """

    id: int
    workspace: str
    type: str
    account: str
    opportunity: int | None
    giver: str
    receiver: str
    closed: date | None
    initial: int | None
    potential: int | None
    net_arr: int | None
    users: int | None
    channel: str
    state: State
    since: datetime
    starts: date
    started_by: str
    started_at: datetime
    accepted_at: datetime | None
    rounds: int

    def person(self, side: Side) -> str:
        return self.giver if side is Side.GIVER else self.receiver

    @property
    def is_over(self) -> bool:
        return self.state.is_over
