"""Apps that fail nearly always lose their subscription, as Slack takes it from them."""

from collections import deque
from dataclasses import dataclass, field

from playground.limits import Who

HOUR = 3600.0
TOLERATED = 0.95


@dataclass
class Hour:
    attempts: deque[tuple[float, bool]] = field(default_factory=deque)
    failed: int = 0

    def note(self, failed: bool, now: float) -> None:
        self.attempts.append((now, failed))
        self.failed += failed
        while self.attempts[0][0] <= now - HOUR:
            self.failed -= self.attempts.popleft()[1]


@dataclass
class Failures:
    """`fewest` attempts in an hour, below which nobody minds."""

    minded: bool = False
    fewest: int = 1000
    hours: dict[Who, Hour] = field(default_factory=dict)
    disabled: set[Who] = field(default_factory=set)

    def note(self, who: Who, failed: bool, now: float) -> bool:
        """Whether this attempt was the one too many."""
        if not self.minded or who in self.disabled:
            return False
        hour = self.hours.setdefault(who, Hour())
        hour.note(failed, now)
        count = len(hour.attempts)
        if count < self.fewest or hour.failed <= TOLERATED * count:
            return False
        self.disabled.add(who)
        return True

    def forgive(self) -> None:
        self.hours.clear()
        self.disabled.clear()
