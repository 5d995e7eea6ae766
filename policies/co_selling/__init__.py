"""Co-selling calls: which one is the same, how many count, what a manager is told of them."""

from policies.co_selling.values import Act, Call, Event

__all__ = ["Act", "Call", "Event"]
