"""Work that nobody asked for: the bot's own, at its start or by the clock."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.kit.feature import Turn
from policies.pack import Pack
from storage.workspaces import Workspace


@dataclass(frozen=True, slots=True)
class Round:
    """A turn without a person."""

    now: datetime
    workspace: Workspace
    pack: Pack
    session: Session
    decider: str | None = None


def round_of(turn: Turn) -> Round:
    return Round(turn.now, turn.workspace, turn.pack, turn.session, turn.decider)
