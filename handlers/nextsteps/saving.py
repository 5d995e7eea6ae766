"""Writing a next step down: kept with what it was, marked wherever it was asked for, undoable."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.kit import acts, letters, reminding, rights
from handlers.kit.feature import Refused, Turn
from handlers.kit.records import keep
from handlers.kit.texts import clean
from handlers.kit.times import short
from handlers.nextsteps import lines
from handlers.nextsteps.routine import NAME, subject_of, today_of
from policies import next_steps
from policies.rights import Action
from storage import next_steps as kept
from storage import opportunities
from storage.next_steps import Note
from storage.opportunities import Opportunity, Value

CHANGED = "nextsteps.changed"
SOURCE, UNDONE = "slack", "undo"
HOME = "home"
LONGEST = 3000

GONE = "I can't find that opportunity. `/nextsteps` lists yours."
CLOSED = "{name} is closed, so it needs no next step."
CHANGED_AGAIN = "{name} has been changed again since, so it stays. `/nextsteps {name}` shows it."


@dataclass(frozen=True, slots=True)
class Wanted:
    """A next step as somebody wants it; `fault` is what the check found and they kept anyway."""

    text: str
    day: date | None
    doer: str = ""
    link: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """`act` can be undone; None if everything was so already."""

    opportunity: Opportunity
    act: int | None


def found(turn: Turn, number: str, action: Action = Action.CHANGE) -> Opportunity:
    """Raises Refused for none, for a closed one, and for what the actor has no right to."""
    known = number.isascii() and number.isdigit() and len(number) <= 18
    one = opportunities.find(turn.session, turn.workspace.id, int(number)) if known else None
    if one is None:
        raise Refused(GONE)
    rights.insist(turn, action, owner=one.owner or "")
    if action is Action.CHANGE and one.state != "open":
        raise Refused(CLOSED.format(name=lines.plain_title(one)))
    return one


def tidied(text: str) -> str:
    """As long as the field may be, and nothing in it that nobody sees."""
    return clean(text).strip()[:LONGEST].strip()


def fault_of(turn: Turn, text: str) -> str:
    """The outcome of the text check, or nothing if nothing is against it."""
    outcome = next_steps.check(text, turn.now, turn.pack).outcome or ""
    return "" if outcome == next_steps.FIT else outcome


def note_of(turn: Turn, opportunity: Opportunity) -> Note | None:
    """What is kept beside its present text."""
    those = kept.notes(turn.session, turn.workspace.id, [opportunity.id])
    return those.get((opportunity.id, opportunity.next_step))


def save(turn: Turn, seen: Opportunity, wanted: Wanted) -> Saved:
    """`seen` is what the person had before them. Raises Stale if it was changed meanwhile."""
    values: dict[str, Value] = {"next_step": wanted.text, "next_step_date": wanted.day}
    before = opportunities.find(turn.session, turn.workspace.id, seen.id) or seen
    changed = _change(turn, seen, values, SOURCE)
    noted = _note(turn, changed, wanted)
    if changed.version == before.version and not noted:
        settle(turn, changed, "left as it is")
        return Saved(changed, None)
    detail = {"opportunity": seen.id, "before": _plain(before), "after": _plain(changed)}
    act = acts.keep(turn, CHANGED, f"next step of {lines.plain_title(changed)}", detail)
    record = {"opportunity": seen.id, "owner": seen.owner, "fault": wanted.fault}
    keep(turn, "next_step.changed", record)
    settle(turn, changed, f"next step {_for(turn, changed)}", act)
    _follow(turn, changed)
    return Saved(changed, act)


def undo(turn: Turn, detail: Mapping[str, Any]) -> str:
    """Raises Refused once something else was written over it."""
    opportunity = found(turn, str(detail["opportunity"]))
    name = lines.plain_title(opportunity)
    if _plain(opportunity) != detail["after"]:
        raise Refused(CHANGED_AGAIN.format(name=name))
    before = detail["before"]
    values: dict[str, Value] = {"next_step": before["text"], "next_step_date": _day(before["day"])}
    _change(turn, opportunity, values, UNDONE)
    reminding.reopen(turn, NAME, subject_of(opportunity))
    _follow(turn, opportunity)
    return f"The next step of {name} is what it was before."


def settle(turn: Turn, opportunity: Opportunity, ending: str, act: int | None = None) -> None:
    reminding.settle(turn, NAME, subject_of(opportunity), ending, act)


def _change(turn: Turn, seen: Opportunity, values: Mapping[str, Value], source: str) -> Opportunity:
    by, at = turn.actor.id, turn.now
    return opportunities.change(turn.session, seen, values, by=by, at=at, source=source)


def _follow(turn: Turn, opportunity: Opportunity) -> None:
    """What is planned, and the owner's Home."""
    if opportunity.owner:
        reminding.replan(turn, [opportunity.owner])
        letters.refresh(turn, HOME, opportunity.owner)


def _note(turn: Turn, changed: Opportunity, wanted: Wanted) -> bool:
    """Whether something is kept beside it that was not."""
    before = note_of(turn, changed)
    now = (wanted.doer, wanted.link, wanted.fault)
    known = (before.doer, before.link, before.fault) if before else ("", "", "")
    others = turn.actor.id != changed.owner and before is None
    if now == known and not others:
        return False
    note = Note(changed.id, changed.next_step, *now, by=turn.actor.id, at=turn.now)
    kept.note(turn.session, turn.workspace.id, note)
    return now != known


def _for(turn: Turn, opportunity: Opportunity) -> str:
    day = opportunity.next_step_date
    if day is None:
        return "written"
    return "for today" if day == today_of(turn, turn.actor.id) else f"for {short(day)}"


def _plain(opportunity: Opportunity) -> dict[str, str]:
    day = opportunity.next_step_date
    return {"text": opportunity.next_step, "day": day.isoformat() if day else ""}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
