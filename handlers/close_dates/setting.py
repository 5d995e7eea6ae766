"""*Set the date*, and *Move to Fri 5 December* with one press."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from handlers.close_dates import words
from handlers.close_dates.saving import is_asked_for, save
from handlers.kit import acts, blocks, forms, tickets
from handlers.kit.feature import (
    Aside,
    Ask,
    Block,
    ButtonReply,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Quiet,
    Refused,
    Turn,
    View,
)
from handlers.kit.people import name_in
from handlers.kit.pipelines import POLICY, Line, dated_of, find_line, insist_on_rules, judged
from handlers.kit.rights import insist
from handlers.kit.texts import excerpt
from policies.calendars import EARLIEST, LATEST
from policies.close_dates import Fit
from policies.desks.close_conventions import EVENT, QUOTE, RENEWAL
from policies.rights import Action
from policies.vocabulary import Fact
from storage import opportunities
from storage.opportunities import Stale

OPEN_FORM = "closedate.form"
MOVE = "closedate.move"
UNDO = "closedate.undo"
DAY, KEEP, CLOSE_DATE = "date", "keep", "close_date"
FACTS = (EVENT, QUOTE)
YES, NO, UNKNOWN = "yes", "no", "unknown"
SAID = {True: YES, False: NO, None: UNKNOWN}
KINDS = {YES: "renewal", NO: "new"}

GONE = "I can't find that opportunity among the open ones any more."
PICK = "Pick a day, for example the one suggested."
NO_DAY = f"Pick a day between {EARLIEST.year} and {LATEST.year}."
STALE = "{name} changed this while the form was open; it is now {day}. Look again, then save."
MOVED = "{name} is on {day} already, so there is nothing to move."
SAME = "That is how it is already, so nothing was changed."


def open_form(turn: Turn, ask: Ask) -> Open:
    found = line(turn, ask.value)
    return Open(form(turn, found, _ticket(turn, ask, found)))


def form(turn: Turn, found: Line, about: str) -> View:
    return forms.form(
        OPEN_FORM, "Set the close date", *_fields(turn, found), submit="Save", about=about
    )


def _fields(turn: Turn, found: Line) -> Iterator[Block]:
    checked, opportunity = found.checked, found.opportunity
    told = words.on_board(found, turn, insist_on_rules(turn), whose=False)
    yield blocks.section(told)
    filled = (checked.suggested if checked else None) or opportunity.close_date
    yield forms.day(DAY, "Close date", filled=filled, optional=False)
    for fact in _facts(turn, found):
        known = SAID[getattr(opportunity, fact.name, None)]
        options = [*((each.value, each.label) for each in fact.options), (UNKNOWN, "Not known")]
        hint = fact.hint or ""
        yield forms.choice(fact.name, fact.ask, options, chosen=known, hint=hint, optional=False)
    keep = [(KEEP, "Keep the day")]
    yield forms.choices(KEEP, "If the day breaks a convention", keep)


def _facts(turn: Turn, found: Line) -> list[Fact]:
    """Whether it is a renewal is asked only where the CRM does not say it."""
    facts = turn.pack.sheets[POLICY].facts
    names = FACTS if found.opportunity.kind else (*FACTS, RENEWAL)
    return [facts[name].model_copy(update={"name": name}) for name in names]


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    found = line(turn, str(ticket.subject["opportunity"]))
    day = _read(ask.fields.get(DAY))
    if day is None or not EARLIEST <= day <= LATEST:
        return Complain({DAY: NO_DAY if day else PICK})
    values = _values(ask, day)
    if wrong := _wrong(turn, found, values, ask):
        return Complain({DAY: wrong})
    seen = replace(found.opportunity, close_date=_read(ticket.subject["seen"]))
    if not opportunities.differing(seen, values):
        tickets.tell(turn, ticket, f"closedate/{ticket.id}", _same())
        return Close()
    shown = is_asked_for(turn, found.opportunity)
    try:
        act = save(turn, seen, values, ending=_ending(turn, found, day))
    except Stale as stale:
        return Complain({DAY: _stale(turn, found, stale)})
    if not shown:
        tickets.tell(turn, ticket, f"closedate/{ticket.id}", _saved(turn, found, day, act))
    return Close()


def move(turn: Turn, ask: Ask) -> ButtonReply:
    """To the day on the button, which was suggested when it was shown."""
    id, _, text = ask.value.partition(" ")
    found, day = line(turn, id), _read(text)
    if day is None:
        raise Refused(GONE)
    if found.opportunity.close_date == day:
        said = MOVED.format(name=words.title(found), day=words.told_day(day, turn, found.owner))
        return Aside(blocks.message(said, blocks.section(said)))
    if found.checked is None or found.checked.suggested != day:
        return Open(form(turn, found, _ticket(turn, ask, found)))
    shown = is_asked_for(turn, found.opportunity)
    act = save(turn, found.opportunity, {"close_date": day}, _ending(turn, found, day))
    return Quiet() if shown else Aside(_saved(turn, found, day, act))


def undo(turn: Turn, ask: Ask) -> Message:
    said = acts.undo(turn, ask.value)
    return blocks.message(said, blocks.section(f"↩ {said}"))


def line(turn: Turn, id: str) -> Line:
    """Raises Refused for what is no open opportunity, or not the actor's to change."""
    insist_on_rules(turn)
    found = find_line(turn, id)
    if found is None:
        raise Refused(GONE)
    insist(turn, Action.CHANGE, owner=found.owner.id)
    return found


def _ticket(turn: Turn, ask: Ask, found: Line) -> str:
    shown = found.opportunity.close_date
    subject = {"opportunity": str(found.opportunity.id), "seen": shown and shown.isoformat()}
    return tickets.issue(turn, ask, subject, beside=True)


def _values(ask: Ask, day: date) -> dict[str, Any]:
    known = {YES: True, NO: False}
    values: dict[str, Any] = {CLOSE_DATE: day}
    values |= {name: known.get(str(ask.fields.get(name))) for name in FACTS}
    if kind := KINDS.get(str(ask.fields.get(RENEWAL))):
        values["kind"] = kind
    return values


def _wrong(turn: Turn, found: Line, values: dict[str, Any], ask: Ask) -> str:
    """What the conventions say against it, unless it is to be kept all the same."""
    changed = replace(found.opportunity, **values)
    if changed.close_date != found.opportunity.close_date:
        changed = replace(changed, close_date_set_at=turn.now)
    dated = dated_of(changed)
    if dated is None or ask.fields.get(KEEP):
        return ""
    checked = judged(turn, insist_on_rules(turn), dated, found.owner)
    return words.complaint(checked, turn, found.owner) if checked.fit is Fit.BREAKS else ""


def _stale(turn: Turn, found: Line, stale: Stale) -> str:
    newest = opportunities.history(turn.session, turn.workspace.id, found.opportunity.id)[0]
    name = name_in(turn.session, turn.workspace.id, newest.by) if newest.by else "An import"
    day = stale.now.close_date
    told = words.told_day(day, turn, found.owner) if day else "without a date"
    return STALE.format(name=name[:60], day=told)


def _ending(turn: Turn, found: Line, day: date) -> str:
    return f"set to {words.told_day(day, turn, found.owner)}"


def _same() -> Message:
    return blocks.message(SAME, blocks.section(SAME))


def _saved(turn: Turn, found: Line, day: date, act: int) -> Message:
    name = excerpt(found.opportunity.name)
    said = f"The close date of {name} is {words.told_day(day, turn, found.owner)} now."
    press = blocks.button("Undo", UNDO, str(act))
    return blocks.message(said, blocks.section(f"✔ {said}"), blocks.actions(press))


def _read(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
