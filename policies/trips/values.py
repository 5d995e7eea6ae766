"""A trip and its notes, as everybody but the database sees them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Purpose(StrEnum):
    BUSINESS = "business"
    PERSONAL = "personal"


class Step:
    """The four steps of the handbook's list, by the ids that the pack gives them."""

    WRITE, SAVE, POST, FEEDBACK = "write", "save", "post", "feedback"
    ALL = (WRITE, SAVE, POST, FEEDBACK)


@dataclass(frozen=True, slots=True)
class Notes:
    """A link to the notes of a trip; `address` is what makes it the same document.

    `channel` and `ts` are of the message somebody posted it with; without `ts` the bot posted it,
    and without `channel` nobody did.
    """

    id: int
    workspace: str
    trip: int
    person: str
    url: str
    address: str
    takeaway: str
    people: str
    channel: str
    ts: str
    added_by: str
    at: datetime
    shared_at: datetime | None
    withdrawn_at: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A step of a trip that somebody has done; `act` is the number of what can be undone."""

    step: str
    by: str
    at: datetime
    act: int | None = None


@dataclass(frozen=True, slots=True)
class Trip:
    """`wanted` is what was answered when notes of private travel were asked for, once.

    `resumed_on` is when its notes were last taken away from where they had been posted,
    `resumed` how often that has happened.
    """

    id: int
    workspace: str
    person: str
    event: str
    place: str
    starts: date
    ends: date
    purpose: Purpose
    issue: str
    cost: int | None
    hours: int | None
    commitment: int | None
    booked: frozenset[str]
    wanted: bool | None
    created_at: datetime
    cancelled_at: datetime | None
    notes: Notes | None = None
    ticks: Mapping[str, Tick] = field(default_factory=dict)
    resumed: int = 0
    resumed_at: datetime | None = None

    @property
    def is_shared(self) -> bool:
        return self.notes is not None and self.notes.shared_at is not None

    @property
    def lacks_figures(self) -> bool:
        """What it costs and brings, which are to be known before leaving."""
        return self.purpose is Purpose.BUSINESS and None in (self.cost, self.hours, self.commitment)

    def done(self, step: str) -> bool:
        """Who has shared a document has written and saved it."""
        return step in self.ticks or (self.is_shared and step != Step.FEEDBACK)

    @property
    def is_settled(self) -> bool:
        """Nothing is asked of anybody any more."""
        if self.cancelled_at is not None:
            return True
        if self.purpose is Purpose.PERSONAL:
            return self.is_shared or self.wanted is False
        return self.is_shared and self.done(Step.FEEDBACK)
