"""The form of a call, and what it holds."""

from datetime import date, datetime, time, timedelta

from handlers.kit import blocks, forms
from handlers.kit.feature import Ask, Turn, View
from handlers.kit.forms import text_in
from handlers.kit.times import local, zone
from handlers.recordings.controls import ADD, MOVE
from policies.clocks import instant_of
from policies.recordings import Call
from policies.recordings.reading import LONGEST_CUSTOMER, Line

NO_CUSTOMER = "Give the customer, for example Northwind."
NO_DAY, NO_TIME = "Choose the day.", "Choose the time, for example 14:00."
OVER = "That is over already. Choose a moment that lies ahead."
TOO_FAR = "That is more than a year ahead. Check the day."
CLOCK = "Day and time by your own clock ({zone}). It is for you alone."
FARTHEST = timedelta(days=366)


class Unfit(Exception):
    """What is wrong, by field."""

    def __init__(self, wrong: dict[str, str]) -> None:
        super().__init__(", ".join(wrong.values()))
        self.wrong = wrong


def call_form(turn: Turn, about: str, known: Line, hint: str = "") -> View:
    return forms.form(
        ADD,
        "Before a call",
        *([blocks.section(f"⚠️ {blocks.escape(hint)}")] if hint else []),
        forms.text("customer", "Customer", most=LONGEST_CUSTOMER, optional=False,
                   filled=known.customer),
        forms.day("day", "Day", optional=False, filled=known.day),
        forms.at("at", "When it begins", optional=False, filled=known.at),
        blocks.context(CLOCK.format(zone=blocks.escape(turn.actor.zone))),
        submit="Remind me",
        about=about,
    )  # fmt: skip


def move_form(turn: Turn, about: str, call: Call) -> View:
    there = call.at.astimezone(zone(turn.actor.zone))
    return forms.form(
        MOVE,
        "Move the call",
        blocks.section(f"*{blocks.escape(call.customer)}*"),
        forms.day("day", "Day", optional=False, filled=there.date()),
        forms.at("at", "When it begins", optional=False, filled=there.time()),
        blocks.context(CLOCK.format(zone=blocks.escape(turn.actor.zone))),
        submit="Move",
        about=about,
    )


def customer(ask: Ask) -> str:
    """Raises Unfit."""
    said = " ".join(text_in(ask, "customer").split())[:LONGEST_CUSTOMER]
    if not said:
        raise Unfit({"customer": NO_CUSTOMER})
    return said


def instant(turn: Turn, ask: Ask) -> datetime:
    """Raises Unfit."""
    try:
        day = date.fromisoformat(text_in(ask, "day"))
    except ValueError:
        raise Unfit({"day": NO_DAY}) from None
    try:
        clock = time.fromisoformat(text_in(ask, "at"))
    except ValueError:
        raise Unfit({"at": NO_TIME}) from None
    at = instant_of(day, clock, zone(turn.actor.zone))
    if wrong := impossible(turn, at):
        raise Unfit({"day" if day != local(turn).date() else "at": wrong})
    return at


def impossible(turn: Turn, at: datetime) -> str:
    """Why nobody can be reminded before it; empty if they can."""
    if at <= turn.now:
        return OVER
    return TOO_FAR if at > turn.now + FARTHEST else ""
