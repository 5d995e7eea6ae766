"""The form of a trip, and what it holds."""

from collections.abc import Iterator
from datetime import date

from handlers.kit import blocks, forms
from handlers.kit.feature import Ask, Block, Turn, View
from handlers.kit.forms import text_in
from handlers.kit.times import local
from handlers.trips.controls import PLAN
from policies.trips import Purpose, Trip
from policies.trips.links import UNFIT
from policies.trips.reading import (
    LONGEST_NAME,
    MOST_DOLLARS,
    MOST_HOURS,
    Draft,
    Unclear,
    checked,
    whole,
)

PURPOSES = (
    (Purpose.BUSINESS.value, "Business: notes are due"),
    (Purpose.PERSONAL.value, "Private: notes are welcome"),
)
FIGURES = {
    "cost": ("What it costs in all, in US dollars", MOST_DOLLARS, "2,000"),
    "hours": ("Business hours away", MOST_HOURS, "24"),
    "commitment": ("Net ARR you commit to", MOST_DOLLARS, "10,000"),
}
HINTS = {
    "cost": "Travel, lodging, food and customer meals. I say what it has to bring back.",
    "commitment": "Before you leave you commit to enough Net ARR from the event.",
}
NO_DAY = "Choose a day."
NO_ISSUE = "Give an address that begins with https://."
BOTH = (("both", "Both trips are right, plan this one too"),)
LONGEST_LINK = 1000

Shown = Trip | Draft | None


def trip_form(
    turn: Turn, about: str, known: Shown, *, warning: str = "", editing: bool | None = None
) -> View:
    """`known` is what stands in the fields at first."""
    changes = isinstance(known, Trip) if editing is None else editing
    warned = (
        blocks.section(f"⚠️ {warning}"),
        forms.choices("both", "Two trips at once", BOTH),
    )
    return forms.form(
        PLAN,
        "Edit the trip" if changes else "Plan a trip",
        *(warned if warning else ()),
        *_names(known),
        *_days(turn, known),
        *_figures(known),
        *_bookings(turn, known),
        submit="Save" if changes else "Plan",
        about=about,
    )


def _names(known: Shown) -> Iterator[Block]:
    event, place = (known.event, known.place) if known else ("", "")
    hint = "For example KubeCon, or Globex on site."
    yield forms.text(
        "event", "Event or customer", hint=hint, most=LONGEST_NAME, optional=False, filled=event
    )
    yield forms.text("place", "Place", most=LONGEST_NAME, filled=place)


def _days(turn: Turn, known: Shown) -> Iterator[Block]:
    today = local(turn).date()
    first, last = (known.starts, known.ends) if known else (today, today)
    yield forms.day("starts", "First day", optional=False, filled=first)
    yield forms.day("ends", "Last day", optional=False, filled=last)
    purpose = known.purpose.value if known else Purpose.BUSINESS.value
    yield forms.choice("purpose", "Purpose", PURPOSES, chosen=purpose, optional=False)
    hint = "Where Field Marketing collects feedback on the event."
    yield forms.url("issue", "Event issue", hint=hint, filled=known.issue if known else "")


def _figures(known: Shown) -> Iterator[Block]:
    for name, (label, _, example) in FIGURES.items():
        held = getattr(known, name) if known else None
        hint = HINTS.get(name, "") or f"For example {example}."
        yield forms.number(name, label, hint=hint, filled="" if held is None else f"{held:,}")


def _bookings(turn: Turn, known: Shown) -> Iterator[Block]:
    options = [(each.id, each.says) for each in turn.pack.trips.bookings]
    if options:
        chosen = known.booked if known else ()
        yield forms.choices("booked", "Booked and prepared", options, chosen=chosen)


def read(turn: Turn, ask: Ask) -> Draft:
    """Raises Unclear with the field that it is about."""
    days = {name: _day(ask, name) for name in ("starts", "ends")}
    issue = text_in(ask, "issue")
    if issue and (not issue.startswith("https://") or UNFIT.search(issue)):
        raise Unclear(NO_ISSUE, "issue")
    figures = {name: _figure(ask, name) for name in FIGURES}
    ticked = ask.fields.get("booked") or ()
    private = text_in(ask, "purpose") == Purpose.PERSONAL.value
    found = Draft(
        event=" ".join(text_in(ask, "event").split())[:LONGEST_NAME],
        place=" ".join(text_in(ask, "place").split())[:LONGEST_NAME],
        starts=days["starts"],
        ends=days["ends"],
        purpose=Purpose.PERSONAL if private else Purpose.BUSINESS,
        issue=issue[:LONGEST_LINK],
        booked=frozenset(each.id for each in turn.pack.trips.bookings if each.id in ticked),
        **figures,
    )
    return checked(found, local(turn), turn.pack.trips)


def _day(ask: Ask, name: str) -> date:
    try:
        return date.fromisoformat(text_in(ask, name))
    except ValueError as error:
        raise Unclear(NO_DAY, name) from error


def _figure(ask: Ask, name: str) -> int | None:
    _, most, example = FIGURES[name]
    try:
        return whole(text_in(ask, name), most, example)
    except Unclear as wrong:
        raise Unclear(str(wrong), name) from wrong
