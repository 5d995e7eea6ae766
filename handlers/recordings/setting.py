"""Somebody tells of a call: in a form, or in one line."""

from datetime import datetime

from handlers.kit import blocks, tickets
from handlers.kit.feature import (
    Ask,
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
from handlers.kit.times import local, zone
from handlers.recordings import cards, forms
from handlers.recordings.controls import add_button
from handlers.recordings.records import TWICE, follow, keep, sheet_of
from policies.clocks import instant_of
from policies.recordings.reading import Line, line
from storage import recorded_calls

ADDED = "✔ I remind you before the call:"
SAYS = "reminder before a call"
UNSURE = "I am not sure what you mean by that. Check customer, day and time."
HERE = "Tell me the customer, the day and the time, such as `recording Northwind tomorrow 14:00`:"


def typed(turn: Turn, ask: Ask, text: str) -> CommandReply:
    """What is clear is kept at once; anything else becomes what a form begins with."""
    sheet_of(turn)
    known = line(text, local(turn))
    at = _instant(turn, known)
    if at is not None and not forms.impossible(turn, at):
        return _added(turn, known.customer, at)
    hint = _hint(turn, text, at)
    if ask.place is Place.COMMAND:
        return _open(turn, ask, known, hint)
    said = f"{hint} {HERE}".strip()
    return blocks.message(said, blocks.section(said), blocks.actions(add_button("primary", text)))


def _instant(turn: Turn, known: Line) -> datetime | None:
    if not known.sure or known.day is None or known.at is None:
        return None
    return instant_of(known.day, known.at, zone(turn.actor.zone))


def _hint(turn: Turn, text: str, at: datetime | None) -> str:
    if at is not None:
        return forms.impossible(turn, at)
    return UNSURE if line(text, local(turn)).timed else ""


def open_form(turn: Turn, ask: Ask) -> Open:
    """From a button or Home; its value is a line that was written."""
    sheet_of(turn)
    known = line(ask.value, local(turn))
    return _open(turn, ask, known, _hint(turn, ask.value, _instant(turn, known)))


def _open(turn: Turn, ask: Ask, known: Line, hint: str) -> Open:
    about = tickets.issue(turn, ask, {"call": ""}, beside=True)
    return Open(forms.call_form(turn, about, known, hint))


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    try:
        customer, at = forms.customer(ask), forms.instant(turn, ask)
    except forms.Unfit as unfit:
        return Complain(unfit.wrong)
    try:
        said = _added(turn, customer, at)
    except Refused as refused:
        return Complain({"customer": str(refused).replace("`", "")})
    tickets.tell(turn, ticket, f"recordings/{ask.about}", said)
    return Close()


def _added(turn: Turn, customer: str, at: datetime) -> Message:
    """Raises Refused for what is there already."""
    sheet_of(turn)
    where = (turn.session, turn.workspace.id, turn.actor.id)
    call = recorded_calls.add(*where, customer, at, turn.now)
    if call is None:
        raise Refused(TWICE)
    act = keep(turn, SAYS, None, call)
    follow(turn, call)
    return cards.told(turn, call, ADDED, act)
