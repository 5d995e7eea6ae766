"""A trip is planned, edited and cancelled, by a line or by a form."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from handlers.kit import acts, blocks, reminding, tickets
from handlers.kit.feature import (
    Ask,
    ButtonReply,
    Change,
    Close,
    CommandReply,
    Complain,
    FormReply,
    Message,
    Open,
    Place,
    Refused,
    Turn,
)
from handlers.kit.times import local
from handlers.trips import pages, records, words
from handlers.trips.controls import (
    ANYWAY,
    CANCEL,
    CANCELLED,
    PLAN,
    ROUTINE,
    cancel_button,
    details_button,
    shown,
    undo_button,
)
from handlers.trips.drafts import read, trip_form
from handlers.trips.keeping import line
from policies.trips import Trip
from policies.trips.plans import FEEDBACK, FIGURES, NOTES, PERSONAL, subject
from policies.trips.reading import EXAMPLE, Draft, Unclear, draft
from storage import trips

LONGEST = 300
PLANNED, CHANGED = "✔ Planned:", "✔ Changed:"
SAME = "You have planned {title} on these days already."
OVERLAPS = "These days overlap your trip {title}, {span}."
CANCELLED_NOW = "✔ {title} is cancelled, and I stop reminding of it."
ALREADY = "That trip is cancelled already."
IN_A_LINE = f"Write it in one line, for example `{EXAMPLE}`."
WHICH_CANCEL = "Which trip do you want to cancel?"
NONE_NAMED = "None of your trips is called “{text}”. `/tripnotes` lists them."
SHARED = "Its notes are shared, so it stays. Take them back first if it never took place."


def plan(turn: Turn, ask: Ask, text: str) -> CommandReply:
    """`/tripnotes plan …`; bare it opens the form."""
    if not text:
        if ask.place is Place.COMMAND:
            return open_form(turn, ask)
        press = blocks.button("Plan a trip", PLAN, style="primary")
        return blocks.message(IN_A_LINE, blocks.section(IN_A_LINE), blocks.actions(press))
    asked = _read(turn, text)
    other = _overlapping(turn, asked)
    return _ask_about(turn, other, text) if other else _planned(turn, asked)


def anyway(turn: Turn, ask: Ask) -> ButtonReply:
    """Two trips at once, as its traveller says."""
    asked = _read(turn, ask.value)
    _overlapping(turn, asked)
    return shown(ask, _planned(turn, asked))


def _read(turn: Turn, text: str) -> Draft:
    try:
        return draft(text[:LONGEST], local(turn), turn.pack.trips)
    except Unclear as wrong:
        raise Refused(str(wrong)) from wrong


def _overlapping(turn: Turn, asked: Draft, but: int = 0) -> Trip | None:
    """Raises Refused for the same trip once more."""
    found = trips.overlapping(
        turn.session, turn.workspace.id, turn.actor.id, asked.starts, asked.ends
    )
    others = [each for each in found if each.id != but]
    for each in others:
        if _name(each.event, each.place) == _name(asked.event, asked.place):
            raise Refused(SAME.format(title=each.event))
    return others[0] if others else None


def _name(event: str, place: str) -> str:
    return f"{event} {place}".strip().casefold()


def _ask_about(turn: Turn, other: Trip, text: str) -> Message:
    says = OVERLAPS.format(title=words.title(other), span=words.span(other))
    both = blocks.button("Plan it all the same", ANYWAY, text[:LONGEST])
    return blocks.message(
        says, blocks.section(says), blocks.actions(both, details_button(other, "See that trip"))
    )


def _planned(turn: Turn, asked: Draft) -> Message:
    values = {
        **asdict(asked),
        "workspace": turn.workspace.id,
        "person": turn.actor.id,
        "wanted": None,
        "created_at": turn.now,
        "cancelled_at": None,
    }
    trip = trips.add(turn.session, values, _names(turn, turn.actor.id))
    records.keep(turn, "trip.planned", trip, _told(asked))
    records.follow(turn, trip)
    return pages.details(turn, trip, PLANNED)


def _names(turn: Turn, person: str) -> str:
    """By which the archive finds them."""
    return records.name(turn, person)


def _told(asked: Draft) -> dict[str, Any]:
    told = asdict(asked) | {"booked": sorted(asked.booked), "purpose": str(asked.purpose)}
    return told | {"starts": asked.starts.isoformat(), "ends": asked.ends.isoformat()}


def open_form(turn: Turn, ask: Ask) -> Open:
    return Open(trip_form(turn, tickets.issue(turn, ask, {"trip": ""}, beside=True), None))


def edit(turn: Turn, ask: Ask) -> Open:
    trip = records.standing(turn, ask.value)
    about = tickets.issue(turn, ask, {"trip": str(trip.id)}, beside=True)
    return Open(trip_form(turn, about, trip))


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    number = str(ticket.subject["trip"])
    before = records.standing(turn, number) if number else None
    try:
        asked = read(turn, ask)
        mine = before is None or before.person == turn.actor.id
        other = _overlapping(turn, asked, before.id if before else 0) if mine else None
    except Unclear as wrong:
        return Complain({wrong.field: str(wrong).replace("`", "")})
    except Refused as wrong:
        return Complain({"event": str(wrong)})
    if other is not None and not ask.fields.get("both"):
        says = OVERLAPS.format(title=words.title(other), span=words.span(other))
        return Change(trip_form(turn, ask.about, asked, warning=says, editing=bool(before)))
    message = _changed(turn, before, asked) if before else _planned(turn, asked)
    tickets.tell(turn, ticket, f"trip/{ask.about}", message)
    return Close()


def _changed(turn: Turn, before: Trip, asked: Draft) -> Message:
    values = asdict(asked)
    changed = trips.change(turn.session, before, values, _names(turn, before.person))
    records.keep(
        turn, "trip.changed", changed, {"before": _told(_as_draft(before)), **_told(asked)}
    )
    if not changed.lacks_figures:
        reminding.settle(turn, ROUTINE, subject(changed, FIGURES), "figures known")
    records.follow(turn, changed)
    return pages.details(turn, changed, CHANGED)


def _as_draft(trip: Trip) -> Draft:
    return Draft(**{name: getattr(trip, name) for name in Draft.__dataclass_fields__})


def cancel_named(turn: Turn, text: str) -> Message:
    """`/tripnotes cancel [WORDS]`: a button for each trip that is meant, to be confirmed."""
    found = [each for each in pages.named(turn, text) if not each.is_shared]
    if not found:
        raise Refused(NONE_NAMED.format(text=line(text)) if text else pages.NOTHING)
    lines = [
        block
        for each in found[: pages.SHOWN]
        for block in (blocks.section(words.line(each)), blocks.actions(cancel_button(each)))
    ]
    return blocks.message(WHICH_CANCEL, blocks.section(WHICH_CANCEL), *lines)


def edit_named(turn: Turn, ask: Ask, text: str) -> CommandReply:
    found = pages.named(turn, text)
    if not found:
        raise Refused(NONE_NAMED.format(text=line(text)) if text else pages.NOTHING)
    if len(found) == 1 and ask.place is Place.COMMAND:
        return edit(turn, replace(ask, value=str(found[0].id)))
    return pages.choose(turn, found)


def cancel(turn: Turn, ask: Ask) -> ButtonReply:
    trip = records.find(turn, ask.value)
    if trip.cancelled_at is not None:
        raise Refused(ALREADY)
    if trip.is_shared:
        raise Refused(SHARED)
    trips.cancel(turn.session, turn.workspace.id, trip.id, turn.now)
    act = acts.keep(turn, CANCELLED, "trip cancelled", {"trip": trip.id})
    records.keep(turn, CANCEL, trip)
    for about in (NOTES, PERSONAL, FIGURES, FEEDBACK):
        reminding.settle(turn, ROUTINE, subject(trip, about), "trip cancelled", act)
    records.follow(turn, trip)
    says = CANCELLED_NOW.format(title=words.title(trip))
    return shown(ask, blocks.message(says, blocks.section(says), blocks.actions(undo_button(act))))


def revive(turn: Turn, detail: Mapping[str, Any]) -> str:
    trip = trips.find(turn.session, turn.workspace.id, int(detail["trip"]))
    if trip is None:
        raise Refused(records.GONE)
    trips.revive(turn.session, turn.workspace.id, trip.id)
    records.keep(turn, "trip.revived", trip)
    for about in (NOTES, PERSONAL, FIGURES, FEEDBACK):
        reminding.reopen(turn, ROUTINE, subject(trip, about))
    records.follow(turn, trip)
    return f"{words.title(trip)} is planned again."
