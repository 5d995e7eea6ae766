"""Two ways to count: at most so many in the last while, and one at a time with some in hand."""

from collections import deque
from dataclasses import dataclass, field


@dataclass
class Window:
    """At most `most` within any `seconds`."""

    most: int
    seconds: float
    taken: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        while self.taken and self.taken[0] <= now - self.seconds:
            self.taken.popleft()
        if len(self.taken) < self.most:
            return 0.0
        return self.taken[0] + self.seconds - now

    def take(self, now: float) -> None:
        self.taken.append(now)


@dataclass
class Bucket:
    """One every `seconds`, and up to `most` at once after a rest."""

    most: int
    seconds: float
    empty_until: float = 0.0

    def wait(self, now: float) -> float:
        return max(0.0, self.empty_until - (self.most - 1) * self.seconds - now)

    def take(self, now: float) -> None:
        self.empty_until = max(self.empty_until, now) + self.seconds
