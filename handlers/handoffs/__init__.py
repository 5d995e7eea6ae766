"""/handoff: started by a form, one card for both sides, done with two signatures."""

import re
from collections.abc import Callable, Mapping

from handlers.handoffs import (
    boards,
    cards,
    changing,
    drafting,
    lists,
    moving,
    panels,
    reminding,
    signing,
    starting,
    ticks,
)
from handlers.handoffs import controls as to
from handlers.kit import blocks
from handlers.kit.answers import answer_line
from handlers.kit.feature import (
    Ask,
    Button,
    CommandReply,
    Feature,
    Form,
    Group,
    Message,
    Place,
    Shortcut,
    Slash,
    Suggestion,
    Turn,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.routines import Screen, Undo
from handlers.kit.teams import insist_on_privacy
from handlers.kit.texts import clean
from policies.desks.handoffs import DESK
from policies.handoffs.decisions import COMMAND as CALCULATOR
from policies.handoffs.sheet import MOST_DRAFTS

COMMAND = "/handoff"
OPEN_HERE = "A handoff begins with a form:"
FIGURES = re.compile(r"\d|\?|check ?-?list|potential|\busers?\b|\bemail|\be-mail", re.IGNORECASE)
"""What the calculator is asked; an account may be called anything else."""
PAIR = re.compile(r"\b\w+ to (?:the |a |an )?\w+\b", re.IGNORECASE)

Way = Callable[[Turn, Ask, str], CommandReply]


def start(turn: Turn, ask: Ask) -> CommandReply:
    text = clean(ask.text).strip()
    word, _, rest = text.partition(" ")
    way = WAYS.get(word.casefold())
    if way is None and _is_asked(turn, ask, text):
        return answer_line(turn, ask, DESK.commands[0], CALCULATOR)
    insist_on_privacy(ask, f"{COMMAND} {text}".strip())
    return way(turn, ask, rest.strip()) if way else lists.search(turn, text)


def _is_asked(turn: Turn, ask: Ask, text: str) -> bool:
    """A question, and no account: “handoff email exception” in a direct message is one too."""
    if FIGURES.search(text) or PAIR.search(text) or ask.place is Place.MENTION:
        return True
    return ask.place is Place.DIRECT and not lists.find(turn, text)


def _mine(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return lists.mine(turn)


def _begin(turn: Turn, ask: Ask, text: str) -> CommandReply:
    if ask.place is Place.COMMAND:
        return starting.open_typed(turn, ask, text)
    press = blocks.actions(to.start_button("primary"))
    return blocks.message(OPEN_HERE, blocks.section(OPEN_HERE), press)


def _board(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return boards.start(turn)


def _find(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return lists.search(turn, text) if text else lists.mine(turn)


WAYS: Mapping[str, Way] = {
    "": _mine,
    "mine": _mine,
    "list": _mine,
    "start": _begin,
    "new": _begin,
    "begin": _begin,
    "board": _board,
    "team": _board,
    "find": _find,
    "search": _find,
}


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    notes = (
        "`/handoff` alone lists yours on both sides, `/handoff start` opens the form, and a part "
        "of an account's name shows its handoff. `/handoff board` is for managers.",
        "The giver signs once every item of theirs is done or not applicable; the receiver then "
        "accepts it, or returns it with a reason. Both signatures close it.",
        "With figures it calculates: an e-mail or a call, whose account it is, and the "
        "checklists. Nothing is started by that.",
    )
    return help_with(SLASH, *notes) if is_help(text) else None


SLASH = Slash(
    COMMAND,
    start,
    summary="Hand an account over: start, sign, accept or return, follow.",
    usage=f"{COMMAND} [start | ACCOUNT | board | FIGURES | checklist FROM to TO]",
    examples=(
        "/handoff start",
        "/handoff mine",
        *(example.ask for example in DESK.examples),
    ),
    words=DESK.commands,
    still=explain,
    group=Group.HANDOFFS,
)
FEATURE = Feature(
    name="handoffs",
    slashes=(SLASH,),
    buttons=(
        Button(to.START, starting.open_from_button),
        Button(to.LIST, lists.open_list),
        Button(to.SHOW, lists.open_one),
        Button(to.DONE, ticks.tick),
        Button(to.NOTE, ticks.open_form),
        Button(to.UNDO, ticks.undo),
        Button(to.SIGN, signing.sign),
        Button(to.ACCEPT, signing.accept),
        Button(to.RETURN, signing.open_return),
        Button(to.MORE, moving.more),
        Button(to.MOVE, moving.give_away),
        Button(to.REOPEN, moving.reopen),
        *(Button(f"{to.DRAFT}.{place}", drafting.open_form) for place in range(MOST_DRAFTS)),
        Button(to.BOARD, boards.pressed),
        Button(to.EXPORT, boards.export),
    ),
    forms=(
        Form(to.FORM, starting.submitted),
        Form(to.EDIT, changing.changed),
        Form(to.NOTE, ticks.submitted),
        Form(to.RETURN, signing.returned),
        Form(to.REASSIGN, moving.reassigned),
        Form(to.CANCEL, moving.cancelled),
        Form(to.DRAFT, drafting.written),
        Form(to.COPY, drafting.copied),
    ),
    shortcuts=(
        Shortcut(
            "handoffs.shortcut", starting.open_form, "Start a handoff", "Hand over an account"
        ),
    ),
    suggestions=(Suggestion(to.OPPORTUNITY, starting.suggest),),
    screens=(Screen(to.CARD, cards.render, cards.posted),),
    routines=(reminding.HANDOFFS,),
    undos=(Undo(to.TICKED, ticks.untick), Undo(to.READ, reminding.unread)),
    panels=(panels.HANDOFFS,),
)
