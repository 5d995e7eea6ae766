"""The giver signs; the receiver accepts, or returns it with a reason and what is to be mended."""

from collections.abc import Mapping
from typing import Any

from handlers.handoffs import words
from handlers.handoffs.controls import (
    PAGED,
    RETURN,
    accept_button,
    return_button,
    show_button,
)
from handlers.handoffs.records import Case, again, follow, held, record
from handlers.handoffs.ticks import answer
from handlers.kit import blocks, forms, letters, tickets
from handlers.kit.blocks import Element
from handlers.kit.feature import (
    Aside,
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
from handlers.kit.texts import clean, counted, cut, escape, excerpt
from policies.handoffs import Act, Mark, Marked, Side, State
from policies.handoffs.progress import of, open_of
from storage import handoff_events, handoffs

LEFT = "{count} of {side} still open: {items}. Do them, or say why they are not applicable."
SIGNED = "✔ You have signed. {name} is asked to accept, or to return it with a reason."
SIGNED_ALREADY = "Signed already, by {by}, {at}. {name} has it now."
OVER = "It is {state} already, since {at}."
NOT_SIGNED = "The giving side has not signed yet, so there is nothing to accept or return."
ACCEPTED = "✔ Accepted: the handoff of {title} is done, with both signatures."
RETURNED = "✔ Returned to {name}, with your reason."
NO_REASON = "Say what is missing, for example “The summary names no key contacts”."
LONGEST = 500


def sign(turn: Turn, ask: Ask) -> ButtonReply:
    at, where = (*ask.value.split(), "", "")[:2]
    found = held(turn, at, Side.GIVER)
    handoff = found.handoff
    if told := _too_late(turn, found):
        return Aside(Message(told))
    if handoff.state is State.SIGNED:
        return Aside(Message(_signed_already(turn, found)))
    if left := open_of(found.steps, Side.GIVER):
        return Aside(Message(_left("the giving side", left)))
    move(turn, found, State.SIGNED, Act.SIGNED)
    said = f"{words.name(turn, turn.actor.id)} has signed the handoff of {words.title(handoff)}"
    ask_for = f"*{said}*\nAccept it, or return it with a reason."
    buttons = (accept_button(handoff, PAGED), return_button(handoff, PAGED), show_button(handoff))
    tell(turn, found, handoff.receiver, "signed", ask_for, *buttons)
    first = SIGNED.format(name=words.name(turn, handoff.receiver))
    return answer(turn, ask, found, where, "" if where == "card" else first)


def _left(side: str, left: list[Any]) -> str:
    count = counted(len(left), "item")
    return LEFT.format(count=count, side=f"{side} {'is' if len(left) == 1 else 'are'}",
                       items=escape(words.open_list(left)))  # fmt: skip


def _too_late(turn: Turn, found: Case) -> str:
    if not found.handoff.is_over:
        return ""
    reader = words.rhythm(turn, turn.actor.id)
    return OVER.format(
        state=words.STATES[found.handoff.state], at=words.moment(turn, reader, found.handoff.since)
    )


def _signed_already(turn: Turn, found: Case) -> str:
    last = found.last(Act.SIGNED)
    assert last is not None
    reader = words.rhythm(turn, turn.actor.id)
    return SIGNED_ALREADY.format(
        by=words.name(turn, last.by),
        at=words.moment(turn, reader, last.at),
        name=words.name(turn, found.handoff.receiver),
    )


def accept(turn: Turn, ask: Ask) -> ButtonReply:
    at, where = (*ask.value.split(), "", "")[:2]
    found = held(turn, at, Side.RECEIVER)
    if told := _too_late(turn, found):
        return Aside(Message(told))
    if found.handoff.state is not State.SIGNED:
        return Aside(Message(NOT_SIGNED))
    if left := open_of(found.steps, Side.RECEIVER):
        return Aside(Message(_left("the receiving side", left)))
    move(turn, found, State.DONE, Act.ACCEPTED, accepted_at=turn.now)
    first = ACCEPTED.format(title=words.title(found.handoff))
    by = f"*{words.name(turn, turn.actor.id)} has accepted the handoff of "
    by += f"{words.title(found.handoff)}.* It is done, with both signatures."
    back = f"\n{escape(found.kind.back.says)}" if found.kind.back else ""
    tell(turn, found, found.handoff.giver, "accepted", by + back, show_button(found.handoff))
    return answer(turn, ask, found, where, "" if where == "card" else first)


def open_return(turn: Turn, ask: Ask) -> ButtonReply:
    at, where = (*ask.value.split(), "", "")[:2]
    found = _returnable(turn, at)
    about = tickets.issue(turn, ask, {"id": at, "where": where}, beside=True)
    options = [
        (each.id, cut(each.task.says, 70))
        for each in of(found.steps, Side.GIVER)
        if not each.waived
    ]
    return Open(
        forms.form(
            RETURN,
            "Return the handoff",
            blocks.section(f"{words.line(found)}\n{words.sides(turn, found.handoff)}"),
            forms.text("reason", "What is missing?", lines=True, most=LONGEST, optional=False,
                       hint="The giver, and both managers, read it."),
            forms.choices("items", "What is to be mended", options,
                          hint="These are open again. Leave it empty if it is something else."),
            submit="Return",
            about=about,
        )
    )  # fmt: skip


def _returnable(turn: Turn, at: str) -> Case:
    found = held(turn, at, Side.RECEIVER)
    if told := _too_late(turn, found):
        raise Refused(told)
    if found.handoff.state is not State.SIGNED:
        raise Refused(NOT_SIGNED)
    return found


def returned(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    found = _returnable(turn, str(ticket.subject["id"]))
    reason = clean(str(ask.fields.get("reason") or "")).strip()[:LONGEST]
    if not reason:
        return Complain({"reason": NO_REASON})
    chosen = ask.fields.get("items") or ()
    known = {each.id for each in of(found.steps, Side.GIVER)}
    items = tuple(id for id in ([chosen] if isinstance(chosen, str) else chosen) if id in known)
    handoff = found.handoff
    for id in items:
        marked = Marked(id, Mark.OPEN, turn.actor.id, turn.now, reason)
        handoff_events.mark(turn.session, turn.workspace.id, handoff.id, marked)
    move(turn, found, State.RETURNED, Act.RETURNED, reason, items, rounds=handoff.rounds + 1)
    name = words.name(turn, turn.actor.id)
    said = f"*{name} has returned the handoff of {words.title(handoff)}:* {excerpt(reason)}"
    count = f"\n{counted(len(items), 'item')} to mend." if items else ""
    tell(turn, found, handoff.giver, "returned", said + count, show_button(handoff))
    says = RETURNED.format(name=words.name(turn, handoff.giver))
    tickets.tell(turn, ticket, f"handoff/returned/{ask.about}",
                 blocks.message(says, blocks.section(says)))  # fmt: skip
    return Close()


def move(
    turn: Turn,
    found: Case,
    state: State,
    act: Act,
    note: str = "",
    items: tuple[str, ...] = (),
    **more: Any,
) -> None:
    """Into another state, with its event; reminders and cards follow."""
    values: Mapping[str, Any] = {"state": state, "since": turn.now, **more}
    handoffs.change(turn.session, found.handoff, values)
    record(turn, found.handoff, act, note, items)
    follow(turn, found.handoff)


def tell(turn: Turn, found: Case, person: str, about: str, said: str, *buttons: Element) -> None:
    """The other side, unless it is the one who acts; a card that is edited rings no bell."""
    if person == turn.actor.id:
        return
    current = again(turn, found.handoff)
    key = f"handoff/{found.id}/{about}/{len(current.events)}"
    plain = said.replace("*", "")
    letters.post(
        turn, key, person, blocks.message(plain, blocks.section(said), blocks.actions(*buttons))
    )
