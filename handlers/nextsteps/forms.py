"""The form of a next step: what will be done, on which day, by whom."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from handlers.kit import blocks, forms, tickets
from handlers.kit.feature import (
    Ask,
    Block,
    Close,
    Complain,
    FormReply,
    Open,
    Turn,
    Value,
)
from handlers.kit.people import name_in
from handlers.kit.reminding.planning import rhythm_of
from handlers.kit.texts import clean, excerpt
from handlers.kit.times import short
from handlers.nextsteps import lines, saving, views
from handlers.nextsteps.routine import today_of
from handlers.nextsteps.saving import LONGEST, Wanted
from policies import next_steps
from policies.rhythms import Rhythm
from storage import members, opportunities
from storage.cards import Card
from storage.opportunities import Opportunity, Stale

FORM = "nextsteps.form"
STEP, DAY, MOVE, DOER = "step", "day", "move", "doer"
MOVES = {"today": "Today", "next": "Next work day", "week": "In a week", "month": "In four weeks"}

NOTHING_WRITTEN = "Write what you will do next, for example {example}."
NO_DAY = "Pick the day on which you will act, for example the next work day."
PASSED = "That day has passed. Pick the day on which you will act."
TWO_DAYS = "You picked a day above as well. Choose one of the two."
KEEP_ANYWAY = "Send it again to keep it anyway."
MEANWHILE = "{name} wrote “{text}” meanwhile. Send yours again to put it in its place."


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form held, and what is wrong with it by field."""

    text: str
    day: date | None
    doer: str
    errors: Mapping[str, str]


def open_form(turn: Turn, ask: Ask) -> Open:
    """The button's value is the opportunity's number, and the page to go back to, if any."""
    number, _, back = ask.value.partition("|")
    return form(turn, ask, saving.found(turn, number), back)


def form(turn: Turn, ask: Ask, opportunity: Opportunity, back: str = "", text: str = "") -> Open:
    """`text`: what somebody wrote already."""
    subject = {"opportunity": str(opportunity.id), "back": back, **seen(opportunity)}
    about = tickets.issue(turn, ask, subject)
    note = saving.note_of(turn, opportunity)
    head = blocks.section(lines.headline(opportunity))
    shown = fields(
        turn,
        text or opportunity.next_step,
        opportunity.next_step_date,
        note.doer if note else "",
    )
    view = forms.form(FORM, "Next step", head, *shown, submit="Save", about=about)
    return Open(view)


def fields(turn: Turn, text: str, day: date | None, doer: str = "") -> list[Block]:
    """What is the same for every next step."""
    sheet, today = turn.pack.sheets[next_steps.POLICY], today_of(turn, turn.actor.id)
    hint = f"Only what is to be done. For example: {sheet.texts['example']}"
    moves = [(each, f"{MOVES[each]}: {short(on)}") for each, on in _moves(turn, today).items()]
    return [
        forms.text(
            STEP,
            "Next step",
            hint=hint,
            lines=True,
            most=LONGEST,
            optional=False,
            filled=text[:LONGEST],
        ),
        forms.day(DAY, "On which day", hint=_far(turn), filled=day),
        forms.choice(MOVE, "Or move it to", moves),
        forms.person(DOER, "Who does it, if not you", chosen=doer),
    ]


def days(turn: Turn) -> list[tuple[str, date]]:
    """The days worth offering, by what they are called."""
    found = _moves(turn, today_of(turn, turn.actor.id))
    return [(MOVES[name], day) for name, day in found.items()]


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    opportunity = saving.found(turn, str(ticket.subject["opportunity"]))
    filled = read(turn, ask, ticket)
    if filled.errors:
        return Complain(filled.errors)
    note = saving.note_of(turn, opportunity)
    same = note is not None and note.text == filled.text
    wanted = Wanted(
        filled.text,
        filled.day,
        "" if filled.doer == opportunity.owner else filled.doer,
        note.link if note and same else "",
        saving.fault_of(turn, filled.text),
    )
    try:
        saved = saving.save(turn, as_seen(opportunity, ticket.subject), wanted)
    except Stale as stale:
        return overtaken(turn, ticket, stale.now)
    if back := str(ticket.subject["back"]):
        message = views.after(turn, back, saved)
        tickets.tell(turn, ticket, f"nextsteps/{ticket.id}/{saved.act}", message)
    return Close()


def read(turn: Turn, ask: Ask, ticket: Card) -> Filled:
    """A text that breaks a rule is refused once; sent again it is kept, and marked."""
    text = saving.tidied(_text(ask.fields.get(STEP)))
    day, errors = _day(turn, ask)
    if not text:
        example = turn.pack.sheets[next_steps.POLICY].texts["example"]
        errors = {STEP: NOTHING_WRITTEN.format(example=example)} | errors
    elif (fault := fault_text(turn, text)) and ticket.subject.get("warned") != text:
        tickets.remember(turn, ticket, warned=text)
        errors = {STEP: f"{fault} {KEEP_ANYWAY}"} | errors
    return Filled(text, day, _text(ask.fields.get(DOER)), errors)


def fault_text(turn: Turn, text: str) -> str:
    """What the handbook has against it, where it says so, and how it would be right."""
    told = next_steps.check(text, turn.now, turn.pack)
    if told.outcome in (None, next_steps.FIT):
        return ""
    example = turn.pack.sheets[next_steps.POLICY].texts["example"]
    source = next((f" ({each.page} › {each.heading})" for each in told.citations), "")
    return f"{told.headline.rstrip('.')}{source}. For example: {example}."


def overtaken(turn: Turn, ticket: Card, now: Opportunity) -> Complain:
    """Somebody else was quicker: what they wrote is shown, and sending again replaces it."""
    tickets.remember(turn, ticket, **seen(now))
    changes = opportunities.history(turn.session, turn.workspace.id, now.id)
    by = changes[0].by if changes else ""
    name = name_in(turn.session, turn.workspace.id, by) if by else "An import"
    day = f", {short(now.next_step_date)}" if now.next_step_date else ""
    text = f"{excerpt(now.next_step)}{day}"
    return Complain({STEP: MEANWHILE.format(name=clean(name), text=text)})


def seen(opportunity: Opportunity) -> dict[str, str]:
    """What of it the form shows, so that nobody's change is lost unseen."""
    day = opportunity.next_step_date
    return {"seen": opportunity.next_step, "seen_day": day.isoformat() if day else ""}


def as_seen(opportunity: Opportunity, subject: Mapping[str, Any]) -> Opportunity:
    day = str(subject["seen_day"])
    was = date.fromisoformat(day) if day else None
    return replace(opportunity, next_step=str(subject["seen"]), next_step_date=was)


def _day(turn: Turn, ask: Ask) -> tuple[date | None, dict[str, str]]:
    """The day that is meant; moving counts where the day itself was left alone or has passed."""
    today = today_of(turn, turn.actor.id)
    moved = _moves(turn, today).get(_text(ask.fields.get(MOVE)))
    picked = _text(ask.fields.get(DAY))
    day = date.fromisoformat(picked) if picked else None
    if moved is not None:
        ticket = tickets.redeem(turn, ask)
        untouched = picked in ("", str(ticket.subject.get("seen_day", "")), moved.isoformat())
        return (moved, {}) if untouched else (None, {MOVE: TWO_DAYS})
    if day is None:
        return None, {DAY: NO_DAY}
    return (day, {}) if day >= today else (None, {DAY: PASSED})


def _moves(turn: Turn, today: date) -> dict[str, date]:
    rhythm = _rhythm(turn)
    return {
        "today": today,
        "next": rhythm.work_day_after(today),
        "week": rhythm.work_day_from(today + timedelta(days=7)),
        "month": rhythm.work_day_from(today + timedelta(days=28)),
    }


def _rhythm(turn: Turn) -> Rhythm:
    member = members.find(turn.session, turn.workspace.id, turn.actor.id)
    return rhythm_of(turn, member) if member else Rhythm()


def _far(turn: Turn) -> str:
    sheet = turn.pack.sheets[next_steps.POLICY]
    return sheet.limits["far_days"].says


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else ""
