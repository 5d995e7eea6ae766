"""Somebody else takes a side, it is cancelled, opened again, or what it is about changes."""

from handlers.handoffs import cards, presses, words
from handlers.handoffs.cards import card, history
from handlers.handoffs.changing import edit_form
from handlers.handoffs.controls import CANCEL, PAGED, POSTED, REASSIGN, show_button, shown
from handlers.handoffs.records import (
    Case,
    again,
    follow,
    held,
    letter_of,
    movable_sides,
    record,
    seen,
    standing,
    to_move,
)
from handlers.handoffs.signing import move, tell
from handlers.handoffs.ticks import answer
from handlers.kit import blocks, forms, letters, tickets
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
    View,
)
from handlers.kit.texts import clean, excerpt
from policies.handoffs import Act, Side, State
from storage import handoffs, members

UNREAD = "I can't tell what was chosen. Please try again."
NOBODY = "Choose somebody of this workspace who is no guest and no app."
SAME = "They have that side already."
BOTH = "They are on the other side of this handoff. Choose somebody else."
NO_REASON = "Say why, for example “The customer has left”."
REASSIGNED = "✔ {name} takes over from {before}, and has the card."
CANCELLED = "✔ The handoff of {title} is cancelled, and I stop reminding of it."
OPENED = "✔ The handoff of {title} is open again. Both sides have to sign once more."
OPEN = "It is not over, so there is nothing to open again."
TAKEN = "Another handoff of this kind is under way for that account: `/handoff {account}` shows it."
LONGEST = 300


def more(turn: Turn, ask: Ask) -> ButtonReply:
    """What stands behind the three dots."""
    what, at, where = (*ask.value.split(), "", "", "")[:3]
    match what:
        case presses.EDIT:
            return edit_form(turn, ask, standing(held(turn, at)), where)
        case presses.REASSIGN:
            return _open_reassign(turn, ask, at, where)
        case presses.CANCEL:
            return _open_cancel(turn, ask, at, where)
        case presses.HISTORY:
            reply = shown(ask, history(turn, seen(turn, at), turn.actor.id))
            return Aside(reply) if isinstance(reply, Message) else reply
        case _:
            raise Refused(UNREAD)


def give_away(turn: Turn, ask: Ask) -> Open:
    """Pressed by whoever looks after the team, beside what they may see of it."""
    return _open_reassign(turn, ask, ask.value, PAGED)


def _open_reassign(turn: Turn, ask: Ask, at: str, where: str) -> Open:
    found = standing(to_move(turn, at))
    about = tickets.issue(turn, ask, {"id": at, "where": where}, beside=True)
    return Open(_reassign_form(turn, found, about))


def _open_cancel(turn: Turn, ask: Ask, at: str, where: str) -> Open:
    found = standing(held(turn, at))
    about = tickets.issue(turn, ask, {"id": at, "where": where}, beside=True)
    return Open(_cancel_form(turn, found, about))


def _reassign_form(turn: Turn, found: Case, about: str) -> View:
    mine = movable_sides(turn, found.handoff)
    options = [
        (str(side), f"{cards.HEADS[side]}, now {words.name(turn, found.handoff.person(side))}")
        for side in mine
    ]
    return forms.form(
        REASSIGN,
        "Somebody else",
        blocks.section(words.line(found)),
        forms.choice("side", "Which side", options, chosen=str(mine[0]), optional=False),
        forms.person("person", "Who takes it", optional=False),
        forms.text("reason", "Why", most=LONGEST),
        submit="Hand it on",
        about=about,
    )


def _cancel_form(turn: Turn, found: Case, about: str) -> View:
    return forms.form(
        CANCEL,
        "Cancel the handoff",
        blocks.section(f"{words.line(found)}\n{words.sides(turn, found.handoff)}"),
        forms.text("reason", "Why", most=LONGEST, lines=True, optional=False,
                   hint="Both sides read it. It can be opened again later."),
        submit="Cancel it",
        about=about,
    )  # fmt: skip


def reassigned(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    chosen = str(ask.fields.get("side") or "")
    if chosen not in set(Side):
        return Complain({"side": UNREAD})
    side = Side(chosen)
    found = standing(to_move(turn, str(ticket.subject["id"]), side))
    person = str(ask.fields.get("person") or "")
    if wrong := _unfit(turn, found, side, person):
        return Complain({"person": wrong})
    says = _reassign(turn, found, side, person, _text(ask, "reason"))
    tell_there(turn, ask, says)
    return Close()


def _unfit(turn: Turn, found: Case, side: Side, person: str) -> str:
    if person == found.handoff.person(side):
        return SAME
    if person == found.handoff.person(side.other):
        return BOTH
    return "" if members.find(turn.session, turn.workspace.id, person) else NOBODY


def _reassign(turn: Turn, found: Case, side: Side, person: str, reason: str) -> str:
    """What the giver before has signed, the next one signs anew."""
    handoff = found.handoff
    before = handoff.person(side)
    values: dict[str, object] = {str(side): person}
    if side is Side.GIVER and handoff.state is State.SIGNED:
        values |= {"state": State.OPEN, "since": turn.now}
    current = handoffs.change(turn.session, handoff, values)
    named = f"{words.name(turn, before)} → {words.name(turn, person)}"
    record(turn, current, Act.REASSIGNED, f"{named}{f': {reason}' if reason else ''}")
    new = again(turn, current)
    key = letter_of(current.id, person)
    letters.post(turn, key, person, card(turn, new, person, (side,), POSTED))
    follow(turn, current, (before,))
    said = f"*{words.name(turn, person)} takes over the handoff of {words.title(current)}* from "
    tell(turn, new, current.person(side.other), f"side/{person}", said + words.name(turn, before),
         show_button(current))  # fmt: skip
    return REASSIGNED.format(name=words.name(turn, person), before=words.name(turn, before))


def cancelled(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    found = standing(held(turn, str(ticket.subject["id"])))
    reason = _text(ask, "reason")
    if not reason:
        return Complain({"reason": NO_REASON})
    move(turn, found, State.CANCELLED, Act.CANCELLED, reason)
    _tell_both(turn, found, "cancelled", f"has cancelled it: {excerpt(reason)}")
    tell_there(turn, ask, CANCELLED.format(title=words.title(found.handoff)))
    return Close()


def reopen(turn: Turn, ask: Ask) -> ButtonReply:
    at, where = (*ask.value.split(), "", "")[:2]
    found = held(turn, at)
    handoff = found.handoff
    if not handoff.is_over:
        return Aside(Message(OPEN))
    values = {"state": State.OPEN, "since": turn.now, "accepted_at": None}
    if not handoffs.reopen(turn.session, handoff, values | {"rounds": handoff.rounds + 1}):
        raise Refused(TAKEN.format(account=handoff.account))
    record(turn, handoff, Act.REOPENED)
    follow(turn, handoff)
    _tell_both(turn, found, "reopened", "has opened it again. Both sides sign once more.")
    first = OPENED.format(title=words.title(handoff))
    return answer(turn, ask, found, where, "" if where == POSTED else first)


def _tell_both(turn: Turn, found: Case, about: str, what: str) -> None:
    name, handoff = words.name(turn, turn.actor.id), found.handoff
    said = f"*Handoff of {words.title(handoff)}:* {name} {what}"
    for side in Side:
        tell(turn, found, handoff.person(side), f"{about}/{side}", said, show_button(handoff))


def tell_there(turn: Turn, ask: Ask, says: str) -> None:
    """Where the form was opened."""
    ticket = tickets.redeem(turn, ask)
    key = f"handoff/told/{ask.about}"
    tickets.tell(turn, ticket, key, blocks.message(says, blocks.section(says)))


def _text(ask: Ask, name: str) -> str:
    return " ".join(clean(str(ask.fields.get(name) or "")).split())[:LONGEST]
