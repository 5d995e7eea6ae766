"""/handrail giveback: the register of projects, who uses them each month, and the calculator."""

import re
from collections.abc import Callable, Mapping

from handlers.givebacks import (
    boards,
    cards,
    changing,
    panels,
    registering,
    registers,
    reminding,
    using,
)
from handlers.givebacks import controls as to
from handlers.kit import blocks
from handlers.kit.answers import answer_question
from handlers.kit.feature import (
    Ask,
    Button,
    CommandReply,
    Feature,
    Form,
    Group,
    Message,
    Place,
    Slash,
    Turn,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.routines import Undo
from handlers.kit.teams import insist_on_privacy
from handlers.kit.texts import clean
from policies.desks.give_backs import DESK

OPEN_HERE = "A project is registered with a form:"
FIGURES = re.compile(r"\d|\?|%|\bteam of\b|\badopt", re.IGNORECASE)
"""What the calculator is asked; a project may be called anything else."""
Way = Callable[[Turn, Ask, str], CommandReply]


def start(turn: Turn, ask: Ask) -> CommandReply:
    text = clean(ask.text).strip()
    word, _, rest = text.partition(" ")
    way = WAYS.get(word.casefold())
    if way is None and (FIGURES.search(text) or not registers.find(turn, text)):
        return _answer(turn, ask)
    insist_on_privacy(ask, f"{to.COMMAND} {text}".strip())
    return way(turn, ask, rest.strip()) if way else registers.search(turn, text)


def _answer(turn: Turn, ask: Ask) -> Message:
    spoken = ask.place in (Place.DIRECT, Place.MENTION) and ask.text.rstrip().endswith("?")
    head = DESK.commands[0] if spoken else to.COMMAND
    return answer_question(turn, ask, f"{head} {ask.text}")


def _overview(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return registers.overview(turn)


def _begin(turn: Turn, ask: Ask, text: str) -> CommandReply:
    if ask.place is Place.COMMAND:
        return registering.open_new(turn, ask, text)
    press = blocks.actions(to.new_button("primary"))
    return blocks.message(OPEN_HERE, blocks.section(OPEN_HERE), press)


def _board(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return boards.start(turn)


def _ideas(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return registers.ideas(turn)


def _find(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return registers.search(turn, text) if text else registers.overview(turn)


WAYS: Mapping[str, Way] = {
    "": _overview,
    "list": _overview,
    "register": _overview,
    "mine": _overview,
    "new": _begin,
    "add": _begin,
    "board": _board,
    "ideas": _ideas,
    "examples": _ideas,
    "find": _find,
    "search": _find,
}


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    notes = (
        "`/handrail giveback` alone shows the register, yours first; `new` opens the form, and a "
        "part of a title shows that project with who uses it, its documentation and its history.",
        "Whoever uses a project presses *I used it this month*; its owner can record it for "
        "others. `ideas` lists the printed examples, `board` is for managers.",
        "With figures it calculates: whether so many of a team are enough. Nothing is kept of it.",
    )
    return help_with(SLASH, *notes) if is_help(text) else None


SLASH = Slash(
    to.COMMAND,
    start,
    summary="Register Give Back projects, follow who uses them, and check the bar of 70 %.",
    usage=f"{to.COMMAND} [new | TITLE | ideas | board | ADOPTERS of TEAM]",
    examples=(
        "/handrail giveback",
        "/handrail giveback new",
        "/handrail giveback ideas",
        *(example.ask for example in DESK.examples),
    ),
    words=DESK.commands,
    alone=False,
    still=explain,
    group=Group.ROUTINES,
)
FEATURE = Feature(
    name="givebacks",
    slashes=(SLASH,),
    buttons=(
        Button(to.NEW, registering.open_from_button),
        Button(to.LIST, registers.open_list),
        *(Button(f"{to.LIST}.{place}", registers.listed) for place in range(2)),
        Button(to.SHOW, registers.open_one),
        Button(to.IDEAS, registers.show_ideas),
        Button(to.USED, using.used),
        Button(to.UNUSED, using.unused),
        Button(to.RECORD, using.open_record),
        Button(to.CONFIRM, using.confirm),
        Button(to.TICK, changing.tick),
        Button(to.EDIT, changing.open_edit),
        Button(to.START, changing.start),
        Button(to.FINISH, changing.finish),
        Button(to.DROP, changing.open_drop),
        Button(to.REOPEN, changing.reopen),
        Button(to.REASSIGN, changing.open_reassign),
        Button(to.HISTORY, cards.history),
        Button(to.BOARD, boards.pressed),
        Button(to.EXPORT, boards.export),
    ),
    forms=(
        Form(to.FORM, registering.registered),
        Form(to.EDIT, changing.changed),
        Form(to.DROP, changing.dropped),
        Form(to.REASSIGN, changing.reassigned),
        Form(to.RECORD, using.recorded),
    ),
    routines=(reminding.GIVE_BACKS,),
    undos=(Undo(to.TOLD_USED, using.undo_used), Undo(to.TOLD_MONTH, using.undo_month)),
    panels=(panels.GIVE_BACKS,),
)
