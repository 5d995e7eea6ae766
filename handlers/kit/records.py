"""What was done in a turn, kept in the audit log under the one who did it."""

from collections.abc import Mapping
from typing import Any

from handlers.kit.feature import Turn
from storage import audit


def keep(turn: Turn, kind: str, detail: Mapping[str, Any]) -> int:
    """The entry's number in this workspace."""
    return audit.record(
        turn.session,
        workspace=turn.workspace.id,
        at=turn.now,
        actor=turn.actor.id,
        kind=kind,
        detail=detail,
    )
