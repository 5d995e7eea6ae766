"""Handoffs: what each kind asks of its two sides, by when, what is decided, drafted, reminded."""

from policies.handoffs.sheet import Draft, HandoffSheet, Kind, Task, items_of
from policies.handoffs.values import Act, Event, Handoff, Side, State
from policies.marks import Mark, Marked

__all__ = [
    "Act",
    "Draft",
    "Event",
    "Handoff",
    "HandoffSheet",
    "Kind",
    "Mark",
    "Marked",
    "Side",
    "State",
    "Task",
    "items_of",
]
