"""What of a lead an act has changed, as it is kept, and as it is put back."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from policies.leads import Kind, Lead, Outcome, Request, State

INSTANTS = (
    *("called_at", "emailed_at", "touched_at", "ended_at"),
    *("assigned_at", "known_at"),
)
ASKED = ("name", "company", "kind", "request", "phone", "sdr", "ae")
"""In the form that assigns a lead, and corrects it."""
GIVEN = (
    *ASKED,
    *("assigned_at", "assigned_by", "known_at", "assignment"),
    *("state", "outcome", "took", "ended_at"),
)
"""What a correction or a reassignment changes, and taking it back restores."""
READ: Mapping[str, Callable[[str], Any]] = {
    **{"state": State, "outcome": Outcome, "kind": Kind, "request": Request},
    **dict.fromkeys(INSTANTS, datetime.fromisoformat),
}


def spelt(lead: Lead, names: Iterable[str]) -> dict[str, Any]:
    return {name: _spelt(getattr(lead, name)) for name in names}


def _spelt(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def unspelt(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _read(name, value) for name, value in kept.items()}


def _read(name: str, value: Any) -> Any:
    return READ[name](value) if value is not None and name in READ else value
