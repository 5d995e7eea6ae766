"""A call is logged: a new one, or the one that somebody has logged before."""

from datetime import timedelta

from handlers.cosell import books, pages, records, typed, words
from handlers.cosell.controls import ANOTHER, JOINED, LOGGED, SAME, open_button, undo_button
from handlers.cosell.forms import NOT_YOURS, Told, Unfit, call_form, read
from handlers.kit import acts, blocks, tickets
from handlers.kit.blocks import Element
from handlers.kit.citations import places, shelf
from handlers.kit.feature import (
    Ask,
    Block,
    Close,
    Complain,
    FormReply,
    Message,
    Open,
    Turn,
)
from handlers.kit.texts import escape, listed
from handlers.kit.times import clock, short
from policies.clocks import day_in
from policies.co_selling import Act, Call
from policies.co_selling.counting import NUMBERS, ROLES, same
from policies.rights import Action
from storage import co_selling

NEW = "✔ Logged: {line}"
AGAIN = "✔ Already logged by {by}, {when}: {line}\n{you} It counts once."
ADDED, THERE, YOU = "I added {names}.", "Everybody you named was on it already.", "you"
ALIKE = "{by} logged a call with {account} at {time} that day too. Is it the same one?"
FILLED = ("seller", "co_seller", "note", "link")
"""What the second one who logs a call may add to what the first has said."""
NEAR = timedelta(days=1)
"""No two calls further apart than this are asked about."""


def open_form(turn: Turn, ask: Ask) -> Open:
    """From a command, the shortcut, Home or a button; its value is a line that was written."""
    return open_line(turn, ask, ask.value)


def open_line(turn: Turn, ask: Ask, line: str) -> Open:
    about = tickets.issue(turn, ask, {"call": ""}, beside=True)
    return Open(call_form(turn, about, typed.beginning(turn, line)))


def submitted(turn: Turn, ask: Ask) -> FormReply:
    ticket = tickets.redeem(turn, ask)
    try:
        told = read(turn, ask)
    except Unfit as unfit:
        return Complain(unfit.wrong)
    if not records.may_any(turn, Action.CHANGE, told.people):
        return Complain({"people": NOT_YOURS})
    tickets.tell(turn, ticket, f"cosell/{ask.about}", log(turn, told))
    return Close()


def log(turn: Turn, told: Told) -> Message:
    """Of two at the same moment the second finds what the first has kept."""
    co_selling.hold(turn.session, turn.workspace.id, [told.account])
    found = same(_near(turn, told), told.at, told.people, within(turn))
    return joined(turn, found, told) if found else new(turn, told)


def within(turn: Turn) -> timedelta:
    return timedelta(minutes=int(books.insist_on_rules(turn).limit("same_minutes")))


def _near(turn: Turn, told: Told) -> list[Call]:
    span = (told.at - NEAR, told.at + NEAR)
    return co_selling.of_account(turn.session, turn.workspace.id, told.account, *span)


def new(turn: Turn, told: Told, *, apart: bool = False) -> Message:
    before = records.counts(turn, told.people)
    call = _add(turn, told, apart)
    act = acts.keep(turn, LOGGED, "co-selling call logged", {"call": call.id})
    records.record(turn, call, Act.LOGGED, at=told.at.isoformat())
    records.follow(turn, before, told.people)
    says = NEW.format(line=words.line(turn, call, words.rhythm(turn, turn.actor.id)))
    alike = None if apart else _alike(turn, call)
    buttons = [undo_button(act), open_button(call)]
    more = () if alike is None else _asking(turn, alike, act)
    return _message(turn, call, says, buttons, *more)


def _add(turn: Turn, told: Told, apart: bool) -> Call:
    values = told.values() | {"workspace": turn.workspace.id, "apart": apart}
    values |= {"logged_by": turn.actor.id, "logged_at": turn.now}
    return co_selling.add(turn.session, values, told.people)


def _alike(turn: Turn, call: Call) -> Call | None:
    """Another of that day with somebody on both, logged for a time too far away to be the same."""
    zone = words.rhythm(turn, turn.actor.id).zone
    day = day_in(call.at, zone)
    span = (call.at - NEAR, call.at + NEAR)
    those = co_selling.of_account(turn.session, turn.workspace.id, call.account, *span)
    others = [each for each in those if each.id != call.id and day_in(each.at, zone) == day]
    return same(others, call.at, call.people, NEAR)


def _asking(turn: Turn, other: Call, act: int) -> tuple[Block, Block]:
    there = other.at.astimezone(words.rhythm(turn, turn.actor.id).zone)
    by = words.name(turn, other.logged_by)
    says = ALIKE.format(by=by, account=words.title(other), time=clock(there))
    press = blocks.button("It is the same call", SAME, f"{act} {other.id}")
    return blocks.section(says), blocks.actions(press)


def joined(turn: Turn, call: Call, told: Told) -> Message:
    before = records.counts(turn, told.people | call.people)
    added, filled = told.people - call.people, _filled(call, told)
    co_selling.change(turn.session, call, filled, call.people | told.people)
    detail = {"call": call.id, "added": sorted(added), "filled": [*filled], "told": told.plain()}
    act = acts.keep(turn, JOINED, "co-selling call logged", detail)
    now = records.again(turn, call)
    records.record(turn, now, Act.JOINED, added=sorted(added))
    records.follow(turn, before, now.people)
    rule = blocks.context(escape(books.insist_on_rules(turn).limits["same_minutes"].says))
    buttons = [blocks.button("No, another call", ANOTHER, str(act)), open_button(now)]
    return _message(turn, now, _said(turn, now, added), buttons, rule)


def _filled(call: Call, told: Told) -> dict[str, str]:
    """What the first has left empty; nobody becomes both sides of a call."""
    sides = {call.seller, call.co_seller} - {""}
    fresh = {name: getattr(told, name) for name in FILLED if not getattr(call, name)}
    return {
        name: said
        for name, said in fresh.items()
        if said and not (name in words.SIDES and said in sides)
    }


def _said(turn: Turn, call: Call, added: frozenset[str]) -> str:
    reader = words.rhythm(turn, turn.actor.id)
    there = call.logged_at.astimezone(reader.zone)
    when = f"{short(there.date())}, {clock(there)}"
    own = call.logged_by == turn.actor.id
    by = YOU if own else words.name(turn, call.logged_by)
    names = [*([YOU] if turn.actor.id in added else [])]
    names += sorted(words.name(turn, each) for each in added - {turn.actor.id})
    you = ADDED.format(names=listed(names, "and")) if added else THERE
    return AGAIN.format(by=by, when=when, line=words.line(turn, call, reader), you=you)


def _message(turn: Turn, call: Call, says: str, buttons: list[Element], *more: Block) -> Message:
    """Who was who and what that asks of them, and where the one who logged it now stands."""
    return blocks.message(
        says.replace("*", ""),
        blocks.section(says),
        *more,
        blocks.section(pages.standing(turn, call)),
        blocks.actions(*buttons),
        blocks.context(*pages.duties(turn, call)),
        *shelf(places(turn.pack.citation(each) for each in (NUMBERS, ROLES))),
    )
