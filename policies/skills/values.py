"""What somebody has ticked, as everybody but the database sees it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Tick:
    """`week` is its Monday; `note` is for the person alone; `act` is what can be undone."""

    person: str
    week: date
    skill: str
    at: datetime
    note: str = ""
    act: int | None = None
