"""What went wrong, counted where the bot cannot reach it."""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from playground.expectations import Expectations
from playground.shapes import Json
from playground.worlds import Conversation, Message

Violation: TypeAlias = Literal["invalid_payload", "over_limit", "too_early"]


@dataclass
class Counters:
    unacknowledged: int = 0
    duplicates: int = 0
    violated: Counter[Violation] = field(default_factory=Counter)
    calls: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    expectations: Expectations = field(default_factory=Expectations)

    @property
    def violations(self) -> int:
        return self.violated.total()

    def called(self, method: str) -> None:
        self.calls[method] += 1

    def violate(self, what: Violation) -> None:
        self.violated[what] += 1

    def posted(self, place: Conversation, message: Message, now: float) -> None:
        """Look at an app's message: said before in the same place, expected, or astray."""
        self.expectations.arrived(place, message, now)
        if message.metadata:
            key = json.dumps([place.id, message.ephemeral_to, message.metadata], sort_keys=True)
            self.duplicates += key in self.seen
            self.seen.add(key)

    def figures(self, now: float) -> Json:
        return {
            "unacknowledged": self.unacknowledged,
            "duplicates": self.duplicates,
            "violations": self.violations,
            "violated": dict(self.violated),
            **self.expectations.figures(now),
            "calls": dict(self.calls),
        }
