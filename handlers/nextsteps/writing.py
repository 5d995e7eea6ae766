"""A next step written in a line: judged, saved, kept in spite of the rule, or written anew."""

from dataclasses import replace
from datetime import date

from handlers.kit import blocks, tickets
from handlers.kit.feature import Ask, Block, ButtonReply, Message, Refused, Turn
from handlers.kit.texts import escape
from handlers.kit.times import local
from handlers.nextsteps import forms, lines, saving, views
from handlers.nextsteps.routine import today_of
from handlers.nextsteps.saving import Wanted
from policies import next_steps
from storage.opportunities import Opportunity, Stale

KEEP, REWRITE, MOVE = "nextsteps.keep", "nextsteps.rewrite", "nextsteps.move"
MOVES = tuple(f"{MOVE}.{place}" for place in range(len(forms.MOVES)))
NO_DAY = (
    "“{day}” is no day that I can read. Write for example `/nextsteps acme by 12 Dec: {example}`."
)
TWO_DAYS = "“{day}” could be {days}. Write the month as a word, for example 3 Apr."
PASSED = "“{day}” has passed. Pick the day on which you will act, for example tomorrow."
MEANWHILE = "{name} was changed meanwhile, so nothing was saved. Here it is as it stands."


def judged(turn: Turn, ask: Ask, opportunity: Opportunity, step: str, day: date | None) -> Message:
    """Saved, or the rule that speaks against it, and both ways on from there."""
    saving.found(turn, str(opportunity.id))
    fault = forms.fault_text(turn, step)
    if not fault:
        return _saved(turn, opportunity, step, day)
    plain = day.isoformat() if day else ""
    subject = {"opportunity": str(opportunity.id), "step": step, "day": plain}
    about = tickets.issue(turn, ask, subject | forms.seen(opportunity))
    keys = blocks.actions(
        blocks.button("Write it anew", REWRITE, about, "primary"),
        blocks.button("Keep it anyway", KEEP, about),
    )
    head = lines.headline(opportunity)
    return blocks.message(fault, blocks.section(head), blocks.section(f"⚠️ {escape(fault)}"), keys)


def keep(turn: Turn, ask: Ask) -> ButtonReply:
    """In spite of the rule, which stays visible beside it."""
    ticket = tickets.redeem(turn, replace(ask, about=ask.value))
    opportunity = saving.found(turn, str(ticket.subject["opportunity"]))
    day = str(ticket.subject["day"])
    seen = forms.as_seen(opportunity, ticket.subject)
    step = str(ticket.subject["step"])
    return _saved(turn, seen, step, date.fromisoformat(day) if day else None)


def rewrite(turn: Turn, ask: Ask) -> ButtonReply:
    ticket = tickets.redeem(turn, replace(ask, about=ask.value))
    opportunity = saving.found(turn, str(ticket.subject["opportunity"]))
    text = str(ticket.subject["step"])
    return forms.form(turn, ask, opportunity, f"one {opportunity.id}", text)


def move(turn: Turn, ask: Ask) -> ButtonReply:
    """Only the day, by one press."""
    number, _, day = ask.value.partition(" ")
    opportunity = saving.found(turn, number)
    return _saved(turn, opportunity, opportunity.next_step, date.fromisoformat(day))


def is_a_day(turn: Turn, text: str) -> bool:
    try:
        return next_steps.day_of(text, local(turn)) is not None
    except ValueError:
        return True


def read_day(turn: Turn, day: str) -> date:
    try:
        found = next_steps.day_of(day, local(turn))
    except ValueError as two:
        raise Refused(TWO_DAYS.format(day=day[:40], days=two)) from two
    if found is None:
        example = turn.pack.sheets[next_steps.POLICY].texts["example"]
        raise Refused(NO_DAY.format(day=day[:40], example=example))
    if found < today_of(turn, turn.actor.id):
        raise Refused(PASSED.format(day=day[:40]))
    return found


def _saved(turn: Turn, seen: Opportunity, step: str, day: date | None) -> Message:
    """Without a day the one that is there stays; if that has passed, a new one is offered."""
    spec = f"one {seen.id}"
    note = saving.note_of(turn, seen)
    doer, link = (note.doer, note.link) if note and note.text == step else ("", "")
    fault = saving.fault_of(turn, step)
    wanted = Wanted(saving.tidied(step), day or seen.next_step_date, doer, link, fault)
    try:
        saved = saving.save(turn, seen, wanted)
    except Stale as stale:
        name = lines.title(stale.now)
        return views.view(turn, spec, MEANWHILE.format(name=name))
    message = views.after(turn, spec, saved)
    due = saved.opportunity.next_step_date
    if due is not None and due >= today_of(turn, turn.actor.id):
        return message
    return blocks.message(message.text, *message.blocks, *_days(turn, saved.opportunity))


def _days(turn: Turn, opportunity: Opportunity) -> list[Block]:
    keys = [
        blocks.button(label, id, f"{opportunity.id} {day.isoformat()}")
        for id, (label, day) in zip(MOVES, forms.days(turn), strict=True)
    ]
    return [blocks.section("*On which day will you do it?*"), blocks.actions(*keys)]
