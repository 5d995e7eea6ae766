"""What went wrong, counted where the bot cannot reach it."""

import json
from dataclasses import dataclass, field

from playground.shapes import Json


@dataclass
class Counters:
    unacknowledged: int = 0
    violations: int = 0
    duplicates: int = 0
    calls: dict[str, int] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def called(self, method: str) -> None:
        self.calls[method] = self.calls.get(method, 0) + 1

    def posted(self, channel: str, metadata: Json | None) -> None:
        """Count a second message about the same thing in the same place."""
        if not metadata:
            return
        key = json.dumps([channel, metadata], sort_keys=True)
        self.duplicates += key in self.seen
        self.seen.add(key)

    def figures(self) -> Json:
        return {
            "unacknowledged": self.unacknowledged,
            "duplicates": self.duplicates,
            "violations": self.violations,
            "calls": dict(self.calls),
        }
