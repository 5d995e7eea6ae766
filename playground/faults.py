"""Misbehaviour to order: what the next calls of a method suffer."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Ill: TypeAlias = Literal["rate_limited", "server_error", "fatal_error", "lost_reply"]


@dataclass
class Fault:
    method: str
    kind: Ill
    times: int = 1
    retry_after: str = "1"
    stored: bool = True


@dataclass
class Faults:
    waiting: list[Fault] = field(default_factory=list)

    def order(self, fault: Fault) -> None:
        self.waiting.append(fault)

    def next_for(self, method: str) -> Fault | None:
        """The fault this call must suffer, used up by one."""
        for fault in self.waiting:
            if fault.method in (method, "*"):
                fault.times -= 1
                self.waiting = [f for f in self.waiting if f.times > 0]
                return fault
        return None
