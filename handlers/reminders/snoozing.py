"""A reminder is put off, by an hour or to a day, and brought back."""

from datetime import date, datetime

from handlers.kit import forms, tickets
from handlers.kit.feature import (
    Aside,
    Ask,
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
from handlers.kit.reminding import items
from handlers.kit.reminding.planning import replan
from handlers.kit.reminding.rendering import AFTERNOON, HOUR, PICK, WORKDAY
from handlers.kit.texts import clean, excerpt
from handlers.kit.times import clock, weekday
from handlers.reminders.records import GONE, already, held, parts, rhythm_here, settled_already
from policies import snoozing
from policies.rhythms import Rhythm
from policies.snoozing import NotThen
from storage import snoozes
from storage.bundles import Told

SNOOZE_FORM = "remind.snoozed"
LONGEST_REASON = 200
PICK_LATER = "Pick a day after today, for example tomorrow."
WAKES = {
    HOUR: snoozing.in_an_hour,
    AFTERNOON: snoozing.this_afternoon,
    WORKDAY: snoozing.next_workday,
}


def snooze(turn: Turn, ask: Ask) -> ButtonReply:
    number, how = parts(ask.value)
    told = held(turn, number)
    if refusal := settled_already(turn, told):
        return refusal
    if how == PICK:
        about = tickets.issue(turn, ask, {"item": number})
        return Open(_form(about, rhythm_here(turn), turn.now))
    if how not in WAKES:
        raise Refused(GONE)
    try:
        until = WAKES[how](turn.now, rhythm_here(turn))
    except NotThen as sorry:
        raise Refused(str(sorry)) from sorry
    _sleep(turn, told, until, "")
    return Quiet()


def snoozed(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    told = held(turn, str(ticket.subject["item"]))
    if told.state != "open":
        raise Refused(already(turn, told))
    day = ask.fields.get("day")
    try:
        until = snoozing.on(date.fromisoformat(str(day)), turn.now, rhythm_here(turn))
    except NotThen as sorry:
        return Complain({"day": str(sorry)})
    except ValueError:
        return Complain({"day": PICK_LATER})
    reason = ask.fields.get("reason")
    _sleep(turn, told, until, clean(reason)[:LONGEST_REASON] if isinstance(reason, str) else "")
    return Close()


def wake(turn: Turn, ask: Ask) -> ButtonReply:
    """Un-snooze: asked again at once, where it was asked before."""
    told = held(turn, ask.value)
    if told.state != "snoozed":
        return Aside(Message(already(turn, told)))
    items.wake(turn, told, turn.now)
    replan(turn, [told.person])
    return Quiet()


def _sleep(turn: Turn, told: Told, until: datetime, reason: str) -> None:
    snoozes.add(
        turn.session,
        workspace=turn.workspace.id,
        person=told.person,
        routine=told.routine,
        subject=told.subject,
        until=until,
        reason=reason,
        at=turn.now,
    )
    local = until.astimezone(rhythm_here(turn).zone)
    because = f" ({excerpt(reason)})" if reason else ""
    ending = f"snoozed until {weekday(local.date())}, {clock(local)}{because}"
    items.mark(turn, told, "snoozed", ending)
    replan(turn, [told.person])


def _form(about: str, rhythm: Rhythm, now: datetime) -> View:
    tomorrow = snoozing.next_workday(now, rhythm).astimezone(rhythm.zone).date()
    return forms.form(
        SNOOZE_FORM,
        "Snooze",
        forms.day("day", "Remind me again on", filled=tomorrow, optional=False),
        forms.text("reason", "Why (only you see it)", most=LONGEST_REASON),
        submit="Snooze",
        about=about,
    )
