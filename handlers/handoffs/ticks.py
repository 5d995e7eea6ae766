"""An item is done, is not applicable, or is open again."""

from collections.abc import Iterator, Mapping
from typing import Any

from handlers.handoffs import words
from handlers.handoffs.cards import card
from handlers.handoffs.controls import NOTE, POSTED, ROUTINE, TICKED, shown
from handlers.handoffs.records import (
    GONE,
    Case,
    again,
    case,
    follow,
    held,
    keep,
    number,
    sides_of,
    standing,
)
from handlers.kit import acts, blocks, forms, tickets
from handlers.kit import reminding as engine
from handlers.kit import ticks as kit
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
    Place,
    Quiet,
    Refused,
    Turn,
    View,
)
from handlers.kit.rights import insist
from policies.handoffs import Mark, Marked, Side, State
from policies.handoffs.progress import Step, of
from policies.rights import Action
from storage import handoff_events, handoffs

NO_ITEM = "The pack has no such item any more."
SIGNED = "The giving side has signed already. The receiver can return it, with a reason."
READ_BY = "Both sides and their managers read it."
REASON = "No custom decks were made"


def tick(turn: Turn, ask: Ask) -> ButtonReply:
    at, item, where = (*ask.value.split(), "", "", "")[:3]
    found, step = _step(turn, at, item)
    if step.marked is not None and step.marked.mark is not Mark.OPEN:
        return Aside(Message(already(turn, step.marked)))
    put(turn, found, step, Mark.DONE)
    return answer(turn, ask, found, where)


def _step(turn: Turn, at: str, item: str) -> tuple[Case, Step]:
    """Of the side that the actor has to be on, or to stand over."""
    known = handoffs.find(turn.session, turn.workspace.id, number(at))
    if known is None:
        raise Refused(GONE)
    step = case(turn, known).step(item)
    if step is None:
        raise Refused(NO_ITEM)
    found = standing(held(turn, at, step.side))
    if step.side is Side.GIVER and found.handoff.state is State.SIGNED:
        raise Refused(SIGNED)
    current = found.step(item)
    assert current is not None
    return found, current


def put(turn: Turn, found: Case, step: Step, mark: Mark, note: str = "", link: str = "") -> None:
    handoff = found.handoff
    detail = {"handoff": handoff.id, "item": step.id}
    act = acts.keep(turn, TICKED, f"{step.id}: {mark}", detail)
    marked = Marked(step.id, mark, turn.actor.id, turn.now, note, link, act)
    handoff_events.mark(turn.session, turn.workspace.id, handoff.id, marked)
    keep(turn, "handoff.item", handoff, {**detail, "mark": str(mark), "note": note, "link": link})
    settle_if_clear(turn, found)
    follow(turn, handoff)


def settle_if_clear(turn: Turn, found: Case) -> None:
    """A reminder that waits follows: it shows what is left of its side."""
    for side in Side:
        engine.follow(turn, ROUTINE, f"{found.id}/{side}")


def already(turn: Turn, marked: Marked) -> str:
    reader = words.rhythm(turn, turn.actor.id)
    return kit.ALREADY.format(
        mark=kit.SAID[marked.mark],
        by=words.name(turn, marked.by),
        at=words.moment(turn, reader, marked.at),
    )


def answer(turn: Turn, ask: Ask, found: Case, where: str, first: str = "") -> ButtonReply:
    """A card follows by itself; anything else is shown again."""
    if where == POSTED and not first:
        return Quiet()
    current = again(turn, found.handoff)
    sides = sides_of(turn, current.handoff)
    page = card(turn, current, turn.actor.id, sides, where, first)
    if ask.place is Place.HOME and not first:
        return Quiet()
    return shown(ask, page)


def undo(turn: Turn, ask: Ask) -> ButtonReply:
    act, at, where = (*ask.value.split(), "", "", "")[:3]
    says = acts.undo(turn, act)
    found = handoffs.find(turn.session, turn.workspace.id, number(at))
    if found is None or where == "":
        return shown(ask, blocks.message(says, blocks.section(f"↩ {says}")))
    return answer(turn, ask, case(turn, found), where)


def untick(turn: Turn, detail: Mapping[str, Any]) -> str:
    """Unless something else was said of the item since, or its side has signed."""
    found = handoffs.locked(turn.session, turn.workspace.id, int(detail["handoff"]))
    if found is None:
        raise Refused(GONE)
    known = standing(case(turn, found))
    step = known.step(str(detail["item"]))
    if step is None or step.marked is None:
        raise Refused(NO_ITEM)
    insist(turn, Action.CHANGE, owner=found.person(step.side))
    if step.side is Side.GIVER and found.state is State.SIGNED:
        raise Refused(SIGNED)
    if step.marked.by != turn.actor.id:
        raise Refused(already(turn, step.marked))
    opened = Marked(step.id, Mark.OPEN, turn.actor.id, turn.now)
    handoff_events.mark(turn.session, turn.workspace.id, found.id, opened)
    keep(turn, "handoff.item", found, {"item": step.id, "mark": "open", "undone": True})
    settle_if_clear(turn, known)
    follow(turn, found)
    return f"That item of the handoff of {words.title(found)} is open again."


def open_form(turn: Turn, ask: Ask) -> Open:
    at, side, where = (*ask.value.split(), "", "", "")[:3]
    known = Side(side) if side in set(Side) else Side.GIVER
    found = standing(held(turn, at, known))
    about = tickets.issue(turn, ask, {"id": at, "side": known, "where": where}, beside=True)
    return Open(_form(turn, found, known, about))


def _form(turn: Turn, found: Case, side: Side, about: str) -> View:
    options = [_option(each) for each in of(found.steps, side)]
    return forms.form(
        NOTE,
        "An item of the handoff",
        blocks.section(words.line(found)),
        *kit.fields(options, to="here", hint=READ_BY),
        *_signed_note(found, side),
        submit="Save",
        about=about,
    )


def _option(step: Step) -> tuple[str, str]:
    mark = step.marked.mark if step.marked else Mark.OPEN
    return kit.option(step.id, mark, step.task.says)


def _signed_note(found: Case, side: Side) -> Iterator[Block]:
    if side is Side.GIVER and found.handoff.state is State.SIGNED:
        yield blocks.context(SIGNED)


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    told = kit.told(ask)
    if wrong := kit.wrong(told, REASON):
        return Complain(wrong)
    found, step = _step(turn, str(ticket.subject["id"]), told["item"])
    put(turn, found, step, Mark(told["what"]), told["note"][: kit.LONGEST_NOTE], told["link"])
    if str(ticket.subject["where"]) != POSTED:
        current = again(turn, found.handoff)
        sides = sides_of(turn, current.handoff)
        shown_again = card(turn, current, turn.actor.id, sides, str(ticket.subject["where"]))
        tickets.tell(turn, ticket, f"handoff/note/{ask.about}", shown_again)
    return Close()
