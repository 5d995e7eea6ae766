"""An opportunity as a review looks at it, wherever it is kept."""

from typing import Protocol

from policies.next_steps import Figured, Stepped


class Deal(Stepped, Protocol):
    @property
    def owner(self) -> str | None: ...
    @property
    def segment(self) -> str: ...
    @property
    def state(self) -> str: ...


class Seen(Figured, Protocol):
    """What an opportunity was like when it was last reviewed, and how that ended."""

    @property
    def opportunity(self) -> int: ...
    @property
    def verdict(self) -> str: ...
