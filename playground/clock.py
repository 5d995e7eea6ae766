"""The only reader of the clock in the playground."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass
class Clock:
    """Wall time that a test may push forward, and that never gives one instant twice."""

    offset: float = 0.0
    _last: int = field(default=0, repr=False)

    def now(self) -> float:
        return time.time() + self.offset

    def seconds(self) -> int:
        return int(self.now())

    def iso(self) -> str:
        return datetime.fromtimestamp(self.now(), UTC).isoformat(timespec="milliseconds")

    def advance(self, seconds: float) -> None:
        self.offset += seconds

    def resume_after(self, ts: str) -> None:
        """Make sure no later stamp repeats one that was given before a restart."""
        whole, _, part = ts.partition(".")
        self._last = max(self._last, int(whole) * 1_000_000 + int(part or 0))

    def stamp(self) -> str:
        """A message timestamp in Slack's form, each greater than the one before."""
        self._last = max(self._last + 1, int(self.now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"
