"""What Web API calls suffer."""

import re
from dataclasses import dataclass
from email.utils import formatdate
from fnmatch import fnmatchcase
from typing import ClassVar, Literal, TypeAlias

from pydantic import ConfigDict

from playground.faults.standing import Orders, check

Said: TypeAlias = Literal[
    "service_unavailable", "server_error", "empty_error", "fatal_error", "internal_error"
]
Broken: TypeAlias = Literal["lost_reply", "reset", "truncated", "drip", "wrong_type"]
Ill: TypeAlias = Literal["slow", "rate_limited", Said, Broken]
NEVER_STORED = ("rate_limited", "service_unavailable")
ALWAYS_STORED = ("slow", "truncated", "drip", "wrong_type")
DATE = re.compile(r"date\+(\d{1,9})")


@dataclass(frozen=True)
class Fault:
    """`method` is a pattern; `stored` says whether the call had its effect all the same."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    method: str
    kind: Ill
    times: int | None = None
    retry_after: str = "1"
    stored: bool = True
    chance: float = 1.0
    lasting: float = 0.0
    delay: float = 1.0
    at_most: float = 0.0

    def __post_init__(self) -> None:
        check(self)
        if self.delay < 0 or (self.at_most and self.at_most < self.delay):
            raise ValueError("delay is 0 seconds or more, and at_most is not less than it")

    @property
    def is_stored(self) -> bool:
        return self.kind not in NEVER_STORED and (self.stored or self.kind in ALWAYS_STORED)

    def after(self, now: float) -> str | None:
        """The Retry-After to send: any text, none for `missing`, a date for `date+30`."""
        date = DATE.fullmatch(self.retry_after)
        if date:
            return formatdate(now + int(date[1]), usegmt=True)
        return None if self.retry_after == "missing" else self.retry_after


class Faults(Orders[Fault]):
    def next_for(self, method: str, now: float) -> Fault | None:
        """The fault this call must suffer, used up by one."""
        return self.strike(lambda f: f.kind != "slow" and fnmatchcase(method, f.method), now)

    def delay_for(self, method: str, now: float) -> float:
        """How long this call is made to wait."""
        slow = self.strike(lambda f: f.kind == "slow" and fnmatchcase(method, f.method), now)
        if slow is None:
            return 0.0
        return self.random.uniform(slow.delay, slow.at_most) if slow.at_most else slow.delay
