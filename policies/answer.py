"""The answer contract: what every policy returns, whoever asked and however."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    DECIDED = "decided"
    NEEDS_FACT = "needs_fact"
    CONFLICT = "conflict"
    OUTSIDE = "outside"
    INVALID = "invalid"
    UNKNOWN = "unknown"


class Result(StrEnum):
    MATCHED = "matched"
    FAILED = "failed"
    OPEN = "open"
    SKIPPED = "skipped"


FactValue = int | float | str | bool | date | Mapping[str, int | float] | None


@dataclass(frozen=True, slots=True)
class Looked:
    """A rule that was looked at, and how it came out."""

    id: str
    result: Result
    says: str


@dataclass(frozen=True, slots=True)
class Flip:
    """A fact that would change a decided answer."""

    fact: str
    to: FactValue
    outcome: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the handbook says so; `id` is the handbook entry."""

    id: str
    page: str
    heading: str
    url: str
    edition: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One decided, open or refused question; it cannot be built uncited."""

    policy: str
    status: Status
    headline: str
    edition: str
    outcome: str | None = None
    read_as: str = ""
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    rules: tuple[Looked, ...] = ()
    ask: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    flips: tuple[Flip, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()

    def __post_init__(self) -> None:
        uncited = self.status not in (Status.INVALID, Status.UNKNOWN)
        if uncited and not self.citations:
            raise ValueError(f"an answer of {self.policy} cites no rule")
        settled = self.status in (Status.DECIDED, Status.OUTSIDE)
        if settled != (self.outcome is not None):
            raise ValueError(f"{self.status} with outcome {self.outcome}")

    def as_json(self) -> dict[str, Any]:
        """The keys of the contract, dates and instants in ISO form."""
        plain: dict[str, Any] = as_plain(self)
        return plain


def as_plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: as_plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [as_plain(each) for each in value]
    if hasattr(value, "__slots__") and hasattr(value, "__dataclass_fields__"):
        return {name: as_plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value
