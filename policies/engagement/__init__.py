"""Asking for an SA or a TAM: what is kept of it, what is left of live help, which board, when."""

from policies.engagement.sheet import Board, EngagementSheet, Hours, Remark, When, Year
from policies.engagement.values import Act, Event, Request, Session, State

__all__ = [
    "Act",
    "Board",
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
