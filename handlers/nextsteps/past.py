"""What was planned for an opportunity, and when and by whom it was written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from handlers.kit.feature import Turn
from handlers.kit.texts import excerpt
from handlers.kit.times import clock, short, zone
from handlers.nextsteps.lines import LINK, Noted, year
from storage import opportunities
from storage.opportunities import Opportunity
from storage.opportunity_changes import Change

FIELDS = ("next_step", "next_step_date")
HOW = {"undo": ", undone", "import": ", imported"}


@dataclass(frozen=True, slots=True)
class Step:
    """A next step as it was from `at` on."""

    text: str
    day: date | None
    at: datetime
    by: str
    source: str


def steps_of(turn: Turn, opportunity: Opportunity) -> list[Step]:
    """Newest first."""
    changes = opportunities.history(turn.session, turn.workspace.id, opportunity.id)
    return list(_steps(opportunity, changes))


def _steps(opportunity: Opportunity, changes: list[Change]) -> Iterator[Step]:
    """From what it is now back to what it was at first."""
    text, day = opportunity.next_step, opportunity.next_step_date
    for at, together in groupby(changes, key=lambda each: (each.at, each.by, each.source)):
        fields = {each.field: each for each in together}
        begun = "state" in fields and fields["state"].before is None
        if not begun and not fields.keys() & set(FIELDS):
            continue
        if text or day:
            yield Step(text, day, *at)
        if "next_step" in fields:
            text = str(fields["next_step"].before or "")
        if "next_step_date" in fields:
            before = fields["next_step_date"].before
            day = before if isinstance(before, date) else None


def line(turn: Turn, step: Step, noted: Noted, opportunity: Opportunity) -> str:
    """`Ask Jane who signs · for Thu 3 Dec` and beneath, who wrote it when."""
    written = step.at.astimezone(zone(turn.actor.zone))
    today = turn.now.astimezone(zone(turn.actor.zone)).date()
    when = f"{short(written.date())}{year(written.date(), today)}, {clock(written)}"
    day = f" · for {short(step.day)}{year(step.day, today)}" if step.day else " · no date"
    note = noted.notes.get((opportunity.id, step.text))
    link = f" · <{note.link}|{LINK}>" if note and note.link else ""
    who = noted.name(step.by) if step.by else "the import"
    how = HOW.get(step.source, "")
    return f"• {excerpt(step.text) or '_nothing_'}{day}{link}\n   _{when} by {who}{how}_"
