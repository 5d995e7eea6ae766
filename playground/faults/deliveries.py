"""What happens to events, clicks and commands on their way to an app."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import ClassVar, Literal, TypeAlias

from pydantic import ConfigDict

from playground.faults.standing import Orders, check

Accident: TypeAlias = Literal[
    "repeat", "late", "shuffle", "drop", "twin", "skew", "forged", "slow", "replay"
]
MOST_COPIES = 100


@dataclass(frozen=True)
class Mishap:
    """`what` is a pattern over `event.message`, `command./roe`, `interactive.block_actions`."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    kind: Accident
    what: str = "*"
    times: int | None = None
    copies: int = 2
    seconds: float = 1.0
    chance: float = 1.0
    lasting: float = 0.0

    def __post_init__(self) -> None:
        check(self)
        if not 1 <= self.copies <= MOST_COPIES:
            raise ValueError(f"copies is between 1 and {MOST_COPIES}")
        if self.seconds < 0 and self.kind != "skew":
            raise ValueError("seconds is 0 or more, except in a skew")


class Mishaps(Orders[Mishap]):
    def befalls(self, what: str, kind: Accident, now: float) -> Mishap | None:
        """The mishap of this kind that this delivery must suffer, used up by one."""
        return self.strike(lambda one: one.kind == kind and fnmatchcase(what, one.what), now)

    def hold(self, what: str, now: float) -> float:
        """How long this delivery is held back: by order, or somewhere in a shuffled window."""
        late = self.befalls(what, "late", now)
        shuffled = self.befalls(what, "shuffle", now)
        held = late.seconds if late else 0.0
        return held + (self.random.uniform(0, shuffled.seconds) if shuffled else 0.0)
