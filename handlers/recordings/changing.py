"""A call is moved or cancelled, its person cannot attend or can after all, a step is ticked."""

from typing import Any

from handlers.kit import acts, blocks, tickets
from handlers.kit.citations import places, shelf
from handlers.kit.feature import (
    Ask,
    ButtonReply,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Place,
    Quiet,
    Refused,
    Turn,
)
from handlers.recordings import cards, forms, pages, words
from handlers.recordings.controls import (
    CARD,
    LISTED,
    add_button,
    list_button,
    parts,
    shown,
    undo_button,
)
from handlers.recordings.records import ahead, change, find, held, sheet_of
from policies.foldings import folded
from policies.recordings import Call, State
from storage import recorded_calls

NO_ITEM = "The list has no such step any more."
MOVED, CANCELLED = "call moved", "call cancelled"
ABSENT, ATTENDS = "you cannot attend", "you can attend"
STEP, ALL = "step ticked", "all ticked"
SAID = {
    MOVED: "✔ Moved:",
    CANCELLED: "✔ Cancelled, so I don't remind you:",
    ABSENT: "✔ You cannot attend. Tell the customer now:",
    ATTENDS: "✔ You attend after all:",
}
WHICH = "With which of these? Press *I cannot attend* there."
UNKNOWN = (
    "I know of no coming call with {customer}, so nothing is ticked and nothing comes later. "
    "This is what you would tell them:"
)


def open_move(turn: Turn, ask: Ask) -> Open:
    sheet_of(turn)
    at, where = parts(ask)
    call = ahead(turn, find(turn, at))
    about = tickets.issue(turn, ask, {"call": at, "where": where}, beside=True)
    return Open(forms.move_form(turn, about, call))


def moved(turn: Turn, ask: Ask) -> FormReply:
    """To another time it is attended again, and nothing of it is ticked."""
    ticket = tickets.redeem(turn, ask)
    call = ahead(turn, held(turn, str(ticket.subject["call"])))
    try:
        at = forms.instant(turn, ask)
        if at == call.at:
            return Close()
        new, act = change(turn, call, MOVED, at=at, state=State.PLANNED, ticked=frozenset())
    except forms.Unfit as unfit:
        return Complain(unfit.wrong)
    except Refused as refused:
        return Complain({"at": str(refused).replace("`", "")})
    if str(ticket.subject["where"]) != CARD:
        said = cards.told(turn, new, SAID[MOVED], act)
        tickets.tell(turn, ticket, f"recordings/moved/{ask.about}", said)
    return Close()


def cancel(turn: Turn, ask: Ask) -> ButtonReply:
    return _become(turn, ask, CANCELLED, state=State.CANCELLED)


def absent(turn: Turn, ask: Ask) -> ButtonReply:
    return _become(turn, ask, ABSENT, state=State.ABSENT)


def attend(turn: Turn, ask: Ask) -> ButtonReply:
    return _become(turn, ask, ATTENDS, state=State.PLANNED)


def _become(turn: Turn, ask: Ask, says: str, **values: Any) -> ButtonReply:
    """The list stays a list, unless there is something to copy."""
    sheet_of(turn)
    at, where = parts(ask)
    call = ahead(turn, held(turn, at))
    if call.state is values["state"]:
        return shown(ask, cards.page(turn, call))
    new, act = change(turn, call, says, **values)
    if where == CARD:
        return Quiet()
    if where == LISTED and new.state is not State.ABSENT:
        return shown(ask, pages.coming(turn, _in_short(turn, new, says), undo_button(act)))
    return shown(ask, cards.page(turn, new, SAID[says], undo_button(act)))


def _in_short(turn: Turn, call: Call, says: str) -> str:
    return f"{SAID[says]} {words.line(turn, words.rhythm(turn, call.person), call)}"


def typed(turn: Turn, ask: Ask, customer: str) -> Message:
    """`/handrail recording absent Northwind`."""
    sheet_of(turn)
    found = _named(turn, customer)
    if len(found) == 1:
        call = ahead(turn, held(turn, str(found[0].id)))
        if call.state is State.ABSENT:
            return cards.page(turn, call)
        new, act = change(turn, call, ABSENT, state=State.ABSENT)
        return cards.page(turn, new, SAID[ABSENT], undo_button(act))
    if found or not customer:
        return pages.coming(turn, WHICH if found else "")
    return _unknown(turn, customer)


def _named(turn: Turn, customer: str) -> list[Call]:
    """Coming calls with that customer, or whose name has it as a part."""
    where = (turn.session, turn.workspace.id, turn.actor.id, turn.now)
    every = recorded_calls.coming(*where, 200)
    wanted = folded(customer)
    exact = [each for each in every if folded(each.customer) == wanted]
    return exact or [each for each in every if wanted in folded(each.customer)]


def _unknown(turn: Turn, customer: str) -> Message:
    sheet = sheet_of(turn)
    said = UNKNOWN.format(customer=f"*{blocks.escape(customer[:120])}*")
    text = words.message(turn, turn.actor.id, customer[:120])
    tasks = "\n".join(f"• {blocks.escape(each.says)}" for each in sheet.absence.tasks)
    return blocks.message(
        said.replace("*", ""),
        blocks.section(said),
        blocks.section(words.copyable(text)),
        blocks.section(tasks),
        blocks.context(words.advice(sheet.absence.advice)),
        blocks.actions(add_button("primary", customer), list_button()),
        *shelf(places(map(turn.pack.citation, cards.ABSENT))),
    )


def tick(turn: Turn, ask: Ask) -> ButtonReply:
    """Also while the call is under way and after it: only its person sees it."""
    sheet = sheet_of(turn)
    at, item, where = (*ask.value.split(), "", "", "")[:3]
    call = held(turn, at)
    if not call.stands or item not in {each.id for each in words.items(sheet, call)}:
        raise Refused(NO_ITEM)
    now = call.ticked ^ {item}
    full = {each.id for each in words.items(sheet, call)} <= now
    new, _ = change(turn, call, ALL if full else STEP, ticked=frozenset(now))
    if where == CARD or ask.place is Place.HOME:
        return Quiet()
    return shown(ask, cards.page(turn, new))


def undo(turn: Turn, ask: Ask) -> ButtonReply:
    says = acts.undo(turn, ask.value)
    return shown(ask, blocks.message(says, blocks.section(f"↩ {says}")))
