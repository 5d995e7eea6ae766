"""A close date that somebody sets: kept with its history, and for a while taken back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.kit import acts, reminding
from handlers.kit.feature import Refused, Turn
from handlers.kit.records import keep
from handlers.kit.texts import excerpt
from policies.close_dates import ROUTINE
from storage import bundles, opportunities
from storage.opportunities import Opportunity, Value
from storage.opportunity_changes import spell, unspell

SET = "closedate.set"
SOURCE = "close date"
CHANGED_SINCE = "{name} has been changed since, so this can't be undone. Set the date by hand."
UNDONE = "The close date of {name} is as it was."


def save(turn: Turn, seen: Opportunity, values: Mapping[str, Value], ending: str) -> int:
    """The number of the act. Raises Stale if somebody was first."""
    values = opportunities.differing(seen, values)
    before = {name: spell(getattr(seen, name)) for name in values}
    opportunities.change(turn.session, seen, values, by=turn.actor.id, at=turn.now, source=SOURCE)
    after = {name: spell(value) for name, value in values.items()}
    since = seen.close_date_set_at
    detail = {"opportunity": seen.id, "before": before, "after": after}
    undo = detail | {"since": since.isoformat() if since else None}
    act = acts.keep(turn, SET, ending, undo)
    keep(turn, SET, detail)
    reminding.settle(turn, ROUTINE, str(seen.id), ending, act)
    _follow(turn, seen)
    return act


def is_asked_for(turn: Turn, opportunity: Opportunity) -> bool:
    """Whether a message asks for the date, which then shows what became of it."""
    subject = str(opportunity.id)
    return bool(bundles.about(turn.session, turn.workspace.id, ROUTINE, subject))


def undo(turn: Turn, detail: Mapping[str, Any]) -> str:
    found = opportunities.find(turn.session, turn.workspace.id, detail["opportunity"])
    if found is None or any(spell(getattr(found, name)) != was for name, was in _after(detail)):
        name = excerpt(found.name) if found else "This opportunity"
        raise Refused(CHANGED_SINCE.format(name=name))
    values = {name: unspell(name, was) for name, was in detail["before"].items()}
    back = opportunities.change(
        turn.session, found, values, by=turn.actor.id, at=turn.now, source=SOURCE
    )
    since = detail["since"]
    opportunities.date_from(turn.session, back, datetime.fromisoformat(since) if since else None)
    reminding.reopen(turn, ROUTINE, str(found.id))
    _follow(turn, found)
    return UNDONE.format(name=excerpt(found.name))


def _after(detail: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    return list(detail["after"].items())


def _follow(turn: Turn, opportunity: Opportunity) -> None:
    """What is planned for the owner, and what Homes show of it."""
    if opportunity.owner:
        reminding.replan(turn, [opportunity.owner])
