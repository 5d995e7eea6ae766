"""A call is edited, removed and brought back."""

from collections.abc import Mapping
from typing import Any

from handlers.cosell import keeping, pages, records, words
from handlers.cosell.controls import CHANGED, REMOVED, shown, undo_button
from handlers.cosell.forms import NOT_YOURS, Told, Unfit, call_form, of_call, read
from handlers.kit import acts, blocks, tickets
from handlers.kit.feature import (
    Ask,
    ButtonReply,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Refused,
    Turn,
)
from handlers.kit.texts import listed
from policies.co_selling import Act, Call
from policies.co_selling.counting import same
from policies.rights import Action
from storage import co_selling, co_selling_events

MEANWHILE = "Somebody has changed this call meanwhile. Close the form and open it again."
DOUBLE = "That is then the same call as the one logged for {when}. Remove one of the two."
TWICE = "It has been logged again meanwhile, so this one stays removed."
NOTHING_NEW = "Nothing of it has changed."
CALLED = {
    "account": "account",
    "at": "day and time",
    "people": "who was on it",
    "seller": words.SELLER,
    "co_seller": words.CO_SELLER,
    "note": "note",
    "link": "link",
}


def edit(turn: Turn, ask: Ask) -> Open:
    call = records.find(turn, ask.value)
    if call.removed_at is not None:
        raise Refused(records.REMOVED)
    seen = co_selling_events.count(turn.session, turn.workspace.id, call.id)
    about = tickets.issue(turn, ask, {"call": str(call.id), "seen": seen}, beside=True)
    return Open(call_form(turn, about, of_call(turn, call), edits=True))


def changed(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    number = str(ticket.subject["call"])
    records.find(turn, number)
    try:
        told = read(turn, ask)
    except Unfit as unfit:
        return Complain(unfit.wrong)
    call = records.held(turn, number, told.account)
    if wrong := _wrong(turn, call, told, ticket.subject["seen"]):
        return Complain(wrong)
    tickets.tell(turn, ticket, f"cosell/changed/{ask.about}", _change(turn, call, told))
    return Close()


def _wrong(turn: Turn, call: Call, told: Told, seen: Any) -> dict[str, str]:
    if co_selling_events.count(turn.session, turn.workspace.id, call.id) != seen:
        return {"account": MEANWHILE}
    if not records.may_any(turn, Action.CHANGE, told.people):
        return {"people": NOT_YOURS}
    other = _double(turn, call, told)
    if other is None:
        return {}
    when = words.moment(turn, other, words.rhythm(turn, turn.actor.id))
    return {"at": DOUBLE.format(when=when)}


def _double(turn: Turn, call: Call, told: Told) -> Call | None:
    """Another that it would be the same as; not of one that somebody has set apart."""
    if call.apart:
        return None
    within = keeping.within(turn)
    there = co_selling.of_account(
        turn.session, turn.workspace.id, told.account, told.at - within, told.at + within
    )
    others = [each for each in there if each.id != call.id and not each.apart]
    return same(others, told.at, told.people, within)


def _change(turn: Turn, call: Call, told: Told) -> Message:
    before = Told.of_call(call)
    new = [name for name in CALLED if getattr(before, name) != getattr(told, name)]
    if not new:
        return pages.details(turn, call, NOTHING_NEW)
    now = _put(turn, call, told)
    act = acts.keep(turn, CHANGED, "co-selling call changed",
                    {"call": call.id, "before": before.plain()})  # fmt: skip
    note = listed([CALLED[each] for each in new], "and")
    records.record(turn, now, Act.CHANGED, note, before=before.plain())
    return pages.details(turn, now, "✔ Changed.", undo_button(act))


def _put(turn: Turn, call: Call, told: Told) -> Call:
    people = call.people | told.people
    before = records.counts(turn, people)
    co_selling.change(turn.session, call, told.values(), told.people)
    records.follow(turn, before, people)
    return records.again(turn, call)


def unchange(turn: Turn, detail: Mapping[str, Any]) -> str:
    call = records.taken(turn, int(detail["call"]), detail["before"]["account"])
    now = _put(turn, call, Told.of_plain(detail["before"]))
    records.record(turn, now, Act.CHANGED, "undone")
    return f"The call with {words.title(now)} is as it was."


def remove(turn: Turn, ask: Ask) -> ButtonReply:
    call = records.held(turn, ask.value)
    before = records.counts(turn, call.people)
    co_selling.remove(turn.session, call, turn.now)
    act = acts.keep(turn, REMOVED, "co-selling call removed", {"call": call.id})
    records.record(turn, call, Act.REMOVED)
    records.follow(turn, before, call.people)
    says = f"✔ The call with {words.title(call)} is removed. It counts for nobody."
    return shown(ask, blocks.message(says, blocks.section(says), blocks.actions(undo_button(act))))


def restore(turn: Turn, detail: Mapping[str, Any]) -> str:
    call = records.there(turn, int(detail["call"]))
    co_selling.hold(turn.session, turn.workspace.id, [call.account])
    if _double(turn, call, Told.of_call(call)):
        raise Refused(TWICE)
    before = records.counts(turn, call.people)
    co_selling.remove(turn.session, call, None)
    records.record(turn, call, Act.RESTORED)
    records.follow(turn, before, call.people)
    return f"The call with {words.title(call)} counts again."
