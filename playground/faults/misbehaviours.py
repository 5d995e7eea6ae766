"""Everything a playground does wrong from the start; nothing, unless somebody says so."""

from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict

from playground.faults.calls import Fault
from playground.faults.deliveries import Mishap


@dataclass(frozen=True)
class Misbehaviour:
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    seed: int = 0
    faults: tuple[Fault, ...] = ()
    mishaps: tuple[Mishap, ...] = ()
    delayed_events: bool = False
    delayed_every: float = 3600.0
    failure_limit: bool = False
    failure_minimum: int = 1000
    connection_seconds: float | None = None
    debug_connection_seconds: float = 360.0
    warning_seconds: float = 10.0

    def __post_init__(self) -> None:
        spans = (self.connection_seconds, self.debug_connection_seconds, self.delayed_every)
        if any(span is not None and span <= 0 for span in spans) or self.warning_seconds < 0:
            raise ValueError("a connection, and an hour of delay, last more than 0 seconds")
        if self.failure_minimum < 1:
            raise ValueError("failure_minimum is at least 1 attempt")
