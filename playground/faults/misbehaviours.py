"""Everything a playground does wrong from the start; nothing, unless somebody says so."""

from dataclasses import dataclass

from playground.faults.calls import Fault
from playground.faults.deliveries import Mishap


@dataclass(frozen=True)
class Misbehaviour:
    seed: int = 0
    faults: tuple[Fault, ...] = ()
    mishaps: tuple[Mishap, ...] = ()
    delayed_events: bool = False
    failure_limit: bool = False
    connection_seconds: float | None = None
    debug_connection_seconds: float = 360.0
    warning_seconds: float = 10.0

    def __post_init__(self) -> None:
        lives = (self.connection_seconds, self.debug_connection_seconds)
        if any(life is not None and life <= 0 for life in lives) or self.warning_seconds < 0:
            raise ValueError("a connection lives for more than 0 seconds")
