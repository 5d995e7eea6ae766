"""What went to and fro, kept for the page's inspector with secrets shortened."""

import re
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Literal, TypeAlias

from playground.clock import Clock
from playground.shapes import Json

What: TypeAlias = Literal[
    "web_api", "command", "action", "view", "event", "socket", "response_url", "upload"
]
KEPT = 500
LONGEST = 20_000
SECRET = re.compile(r"\b(xox[a-z]|xapp)-([A-Za-z0-9-]{3})[A-Za-z0-9-]+")


def veil(value: object) -> object:
    """The same value with tokens shortened and very long texts cut."""
    match value:
        case dict():
            return {key: veil(inner) for key, inner in value.items()}
        case list() | tuple():
            return [veil(inner) for inner in value]
        case bytes():
            return f"{len(value)} bytes"
        case str():
            return shortened(value[:LONGEST])
        case _:
            return value


def shortened(text: str) -> str:
    """Most texts hold no secret, and a look for its beginning is cheaper than the pattern."""
    if "xox" not in text and "xapp" not in text:
        return text
    return SECRET.sub(r"\1-\2…", text)


@dataclass(frozen=True)
class Entry:
    n: int
    at: str
    kind: What
    title: str
    who: str
    status: str
    ms: float
    request: object
    response: object
    problems: list[str]


@dataclass
class Inspector:
    clock: Clock
    entries: deque[Entry] = field(default_factory=lambda: deque(maxlen=KEPT))
    listeners: set[Callable[[Json], None]] = field(default_factory=set)
    count: int = 0

    def record(
        self,
        kind: What,
        title: str,
        *,
        who: str = "",
        status: str = "ok",
        ms: float = 0.0,
        request: object = None,
        response: object = None,
        problems: list[str] | None = None,
    ) -> None:
        self.count += 1
        entry = Entry(
            self.count, self.clock.iso(), kind, title, who, status, round(ms, 1),
            veil(request), veil(response), problems or [],
        )  # fmt: skip
        self.entries.append(entry)
        for tell in list(self.listeners):
            tell(asdict(entry))

    def after(self, n: int) -> list[Json]:
        return [asdict(entry) for entry in self.entries if entry.n > n]
