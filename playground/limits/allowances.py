"""What is allowed, as a configuration: Slack's figures, off until somebody asks for them."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from pydantic import ConfigDict

Form: TypeAlias = Literal["seconds", "missing", "zero", "huge", "date", "fractional"]


@dataclass(frozen=True)
class Limits:
    """`factor` stretches or shrinks every window; the counts stay Slack's."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    enforced: bool = False
    factor: float = 1.0
    burst: int = 4
    per_workspace: int = 300
    unpaginated: int = 5
    distributed: bool = False
    events_per_hour: int = 30_000
    retry_after: Form = "seconds"

    def __post_init__(self) -> None:
        counts = (self.burst, self.per_workspace, self.unpaginated, self.events_per_hour)
        if self.factor <= 0 or min(counts) < 1:
            raise ValueError("a limit's factor is above 0 and its counts are at least 1")
