"""The rank of an account as it is kept, what it was before, and the talks that were logged."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from policies.foldings import folded as folded


class Contact(StrEnum):
    """What a rank asks for every month, and what was logged."""

    TALK = "talk"
    INFORM = "inform"


@dataclass(frozen=True, slots=True)
class Ranked:
    """`since` is the day from which the month until the next contact counts."""

    id: int
    workspace: str
    owner: str
    account: str
    segment: str
    rank: str
    reason: str
    users: int | None
    notes: str
    ranked_on: date
    ranked_by: str
    ranked_at: datetime
    talked_on: date | None
    since: date

    @property
    def key(self) -> str:
        return folded(self.account)


@dataclass(frozen=True, slots=True)
class Move:
    """From one rank to another; no rank is the empty text. `source` is how it came about."""

    account: str
    before: str
    after: str
    why: str
    by: str
    at: datetime
    source: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    id: int
    account: str
    day: date
    way: Contact
    note: str
    by: str
    at: datetime
