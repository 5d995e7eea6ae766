"""Whose opportunities somebody may import, see or change."""

from handlers.kit import rights
from handlers.kit.feature import Turn
from policies.rights import Action, Standing
from storage import profiles


def scope(turn: Turn) -> list[str] | None:
    """Whose they may import: None for everybody's, else those that they may change by hand."""
    return None if rights.may(turn, Action.IMPORT) else below(turn, turn.actor.id)


def visible(turn: Turn) -> list[str] | None:
    """Whose they see: None for everybody's, else their own and of all below them."""
    own = profiles.find(turn.session, turn.workspace.id, turn.actor.id)
    if Standing.DIRECTOR in {turn.pack.standing(role) for role in own.confirmed}:
        return None
    return below(turn, turn.actor.id)


def below(turn: Turn, person: str) -> list[str]:
    """Somebody, and whoever reports to them, however far down."""
    found = [person]
    for each in found:
        reports = profiles.reports(turn.session, turn.workspace.id, each)
        found.extend(every.person for every in reports if every.person not in found)
    return found
