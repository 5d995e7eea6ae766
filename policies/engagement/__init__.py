"""Asking for an SA or a TAM: what is kept of it, what is left of live help, which board, when."""

from policies.engagement.sheet import (
    Board,
    Discovery,
    EngagementSheet,
    Hours,
    Remark,
    When,
    Year,
)
from policies.engagement.values import Act, Event, Request, Session, State

__all__ = [
    "Act",
    "Board",
    "Discovery",
    "EngagementSheet",
    "Event",
    "Hours",
    "Remark",
    "Request",
    "Session",
    "State",
    "When",
    "Year",
]
