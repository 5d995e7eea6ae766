"""What is said of an item of a list that people tick off, as everybody but the database sees it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Mark(StrEnum):
    """What was last said of an item."""

    DONE = "done"
    NOT_APPLICABLE = "not applicable"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Marked:
    """The newest thing said of an item; `act` is the number of what can be undone."""

    item: str
    mark: Mark
    by: str
    at: datetime
    note: str = ""
    link: str = ""
    act: int | None = None
