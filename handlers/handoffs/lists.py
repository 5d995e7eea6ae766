"""The handoffs that somebody has a part in, and those of an account."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from handlers.handoffs import words
from handlers.handoffs.cards import card
from handlers.handoffs.controls import (
    BOARD,
    PAGED,
    accept_button,
    move_button,
    show_button,
    shown,
    sign_button,
    start_button,
)
from handlers.handoffs.records import Case, cases, may_see, movable_sides, seen, sides_of
from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.citations import places, shelf
from handlers.kit.feature import Aside, Ask, Block, ButtonReply, Message, Refused, Scene, Turn
from handlers.kit.rights import may
from handlers.kit.texts import capital, counted, excerpt
from handlers.kit.times import dated
from policies.handoffs import Handoff, Side, State
from policies.handoffs.progress import ACCEPT, SIGN, Owed, open_of, owed
from policies.rights import Action
from storage import handoffs

SHOWN = 8
LOOKED_AT, MOVED = 200, 20
NOTHING = "Nothing is being handed over by you or to you."
HOW = "A handoff begins with a form. Both sides then have one card, and two signatures close it."
NONE_FOUND = "I know no handoff of “{words}” that you may see. `/handoff` lists yours."
ONLY_MOVED = (
    "You look after the team, so you may give a side to somebody else. What is in a handoff only "
    "its sides, their managers and directors see."
)
NEXT = {SIGN: "sign and hand over", ACCEPT: "accept or return it"}


def mine(turn: Turn) -> Message:
    found = cases(turn, handoffs.open_of(turn.session, turn.workspace.id, [turn.actor.id]))
    if not found:
        press = blocks.actions(*_buttons(turn, "primary"))
        return blocks.message(NOTHING, blocks.section(f"{NOTHING}\n{HOW}"), press)
    head = f"Your {counted(len(found), 'open handoff')}"
    entries = dict.fromkeys(each.kind.entry for each in found)
    return blocks.message(
        head,
        blocks.section(f"*{head}*"),
        *_halves(turn, found),
        blocks.actions(*_buttons(turn, "")),
        *shelf(places(turn.pack.citation(each) for each in entries)),
    )


def _buttons(turn: Turn, style: str) -> Iterator[Element]:
    yield start_button(style)
    if may(turn, Action.ROLL_UP):
        yield blocks.button("Board", BOARD)


def _halves(turn: Turn, found: Sequence[Case]) -> Iterator[Block]:
    for side, head in ((Side.GIVER, "You hand over"), (Side.RECEIVER, "You take over")):
        theirs = [each for each in found if each.handoff.person(side) == turn.actor.id]
        if theirs:
            yield blocks.section(f"*{head}*")
            yield from (one(turn, each, turn.actor.id) for each in theirs[:SHOWN])
        if len(theirs) > SHOWN:
            more = len(theirs) - SHOWN
            yield blocks.context(f"{more:,} more: `/handoff` and a part of the account finds them.")


def one(scene: Scene, found: Case, person: str) -> Block:
    """A line of a list, with what this person does next of it."""
    on = words.today(scene, person)
    handoff = found.handoff
    side = Side.GIVER if handoff.giver == person else Side.RECEIVER
    other = words.name(scene, handoff.person(side.other))
    way = f"to {other}" if side is Side.GIVER else f"from {other}"
    state = capital(words.state(found))
    said = [f"{words.line(found)} · {way}", state, next_step(scene, found, side, on)]
    return blocks.section("\n".join(each for each in said if each), _verb(scene, found, side))


def _verb(scene: Scene, found: Case, side: Side) -> Element:
    handoff = found.handoff
    is_ready = not open_of(found.steps, side)
    if side is Side.RECEIVER and handoff.state is State.SIGNED and is_ready:
        return accept_button(handoff, PAGED)
    if side is Side.GIVER and handoff.state in (State.OPEN, State.RETURNED) and is_ready:
        return sign_button(handoff, PAGED)
    return show_button(handoff)


def next_step(scene: Scene, found: Case, side: Side, on: date) -> str:
    """`Next: Make sure … (due Thu 3 December)`, the soonest of what this side owes."""
    mine_owed = [each for each in owed(found.handoff, found.steps, scene.pack.handoffs)
                 if each.side is side]  # fmt: skip
    if not mine_owed:
        return "" if found.handoff.is_over else "Nothing is open on your side."
    first = min(mine_owed, key=lambda each: each.due)
    late = "overdue since" if first.due < on else "due"
    return f"Next: {what(found, first)} ({late} {dated(first.due, on)})"


def what(found: Case, each: Owed) -> str:
    step = found.step(each.what)
    return excerpt(step.task.says) if step else NEXT[each.what]


def find(turn: Turn, text: str) -> list[Case]:
    """Those of the account that the actor may see, one more than are shown."""
    known = handoffs.search(turn.session, turn.workspace.id, text, LOOKED_AT)
    return cases(turn, [each for each in known if may_see(turn, each)][: SHOWN + 1])


def movable(turn: Turn, those: Iterable[Handoff]) -> list[Case]:
    """Those under way that the actor may not see, and may give to somebody else."""
    if not may(turn, Action.REASSIGN):
        return []
    unseen = (each for each in those if not each.is_over and not may_see(turn, each))
    return cases(turn, [*islice((e for e in unseen if movable_sides(turn, e)), MOVED)])


def to_move(turn: Turn, found: Sequence[Case], head: str) -> Message:
    """Of each its account, kind, sides and state, and nothing else of it."""
    rows = [_moved(turn, each) for each in found]
    return blocks.message(head, blocks.section(f"*{head}*"), *rows, blocks.context(ONLY_MOVED))


def _moved(turn: Turn, found: Case) -> Block:
    said = f"{words.line(found)} · {words.sides(turn, found.handoff)}"
    state = capital(words.STATES[found.handoff.state])
    return blocks.section(f"{said}\n{state}", move_button(found.handoff))


def search(turn: Turn, text: str) -> Message:
    """One that is meant is shown whole."""
    found = find(turn, text)
    if not found:
        known = handoffs.search(turn.session, turn.workspace.id, text, LOOKED_AT)
        if others := movable(turn, known):
            return to_move(turn, others, f"Handoffs of “{excerpt(text)}”")
        raise Refused(NONE_FOUND.format(words=text[:60]))
    standing = [each for each in found if not each.handoff.is_over]
    if len(found) == 1 or len(standing) == 1:
        return page(turn, (standing or found)[0])
    head = f"Handoffs of “{excerpt(text)}”"
    rows = [_row(turn, each) for each in found[:SHOWN]]
    more = [blocks.context("There are more. Write more of the name.")] if len(found) > SHOWN else []
    return blocks.message(head, blocks.section(f"*{head}*"), *rows, *more)


def _row(turn: Turn, found: Case) -> Block:
    said = (
        f"{words.line(found)} · {words.sides(turn, found.handoff)}\n{capital(words.state(found))}"
    )
    return blocks.section(said, show_button(found.handoff))


def page(turn: Turn, found: Case) -> Message:
    """A director changes nothing of it, and may give a side to somebody else."""
    sides = sides_of(turn, found.handoff)
    whole = card(turn, found, turn.actor.id, sides, PAGED)
    if sides or found.handoff.is_over or not movable_sides(turn, found.handoff):
        return whole
    press = blocks.actions(move_button(found.handoff))
    return blocks.message(whole.text, *whole.blocks, press)


def open_one(turn: Turn, ask: Ask) -> ButtonReply:
    """Beside the list it was pressed in, which stays."""
    reply = shown(ask, page(turn, seen(turn, ask.value)))
    return Aside(reply) if isinstance(reply, Message) else reply


def open_list(turn: Turn, ask: Ask) -> ButtonReply:
    return shown(ask, mine(turn))
