"""/handrail mql: a lead is assigned, its clocks run, and they stop with the first action."""

import re
from collections.abc import Callable, Mapping

from handlers.kit import blocks
from handlers.kit.answers import Asked, answer_question, decide
from handlers.kit.feature import (
    Ask,
    Button,
    CommandReply,
    Feature,
    Fetched,
    Form,
    Group,
    Message,
    Place,
    Shortcut,
    Slash,
    Turn,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.routines import Undo
from handlers.kit.teams import insist_on_privacy
from handlers.kit.texts import clean
from handlers.leads import (
    acting,
    assigning,
    boards,
    closing,
    correcting,
    finding,
    importing,
    lists,
    moving,
    pages,
    panels,
    reminding,
)
from handlers.leads import controls as to
from policies.answer import Status
from policies.desks.leads import DESK
from policies.imports.tables import LARGEST_BYTES

Way = Callable[[Turn, Ask, str], CommandReply]
FIGURES = re.compile(r"\d|\?")
"""What only the calculator reads."""
OPEN_HERE = "A lead is assigned with a form:"


def start(turn: Turn, ask: Ask) -> CommandReply:
    """A line with words of its own is this routine's, any other the calculator's."""
    text = clean(ask.text).strip()
    word, _, rest = text.partition(" ")
    way = WAYS.get(word.casefold())
    if way is None or (word.casefold() in ALONE and rest.strip()):
        return _named(turn, ask, text)
    insist_on_privacy(ask, f"{to.COMMAND} {text}".strip())
    return way(turn, ask, rest.strip())


def _named(turn: Turn, ask: Ask, text: str) -> Message:
    """The lead of that name; without one it is for the calculator, if that can read any of it."""
    if ask.place is not Place.MENTION and (found := finding.find(turn, text)):
        insist_on_privacy(ask, f"{to.COMMAND} {text}")
        return finding.show(turn, text, found)
    if ask.place is Place.COMMAND and not FIGURES.search(text) and _is_unread(turn, text):
        return finding.none_found(text)
    return _calculate(turn, ask)


def _is_unread(turn: Turn, text: str) -> bool:
    return decide(turn, Asked(f"{to.COMMAND} {text}")).status is Status.INVALID


def _calculate(turn: Turn, ask: Ask) -> Message:
    spoken = ask.place in (Place.DIRECT, Place.MENTION) and ask.text.rstrip().endswith("?")
    head = DESK.commands[0] if spoken else to.COMMAND
    return answer_question(turn, ask, f"{head} {ask.text}")


def _mine(turn: Turn, ask: Ask, said: str) -> CommandReply:
    return lists.mine(turn)


def _assign(turn: Turn, ask: Ask, said: str) -> CommandReply:
    if ask.place is Place.COMMAND:
        return assigning.open_typed(turn, ask, said)
    press = blocks.actions(to.assign_button("primary"))
    return blocks.message(OPEN_HERE, blocks.section(OPEN_HERE), press)


def _find(turn: Turn, ask: Ask, said: str) -> CommandReply:
    return finding.search(turn, said) if said else lists.mine(turn)


def _board(turn: Turn, ask: Ask, said: str) -> CommandReply:
    return boards.start(turn)


WAYS: Mapping[str, Way] = {
    "": _mine,
    "mine": _mine,
    "list": _mine,
    "assign": _assign,
    "correct": finding.start,
    "find": _find,
    "search": _find,
    "import": importing.start,
    "template": importing.send_template,
    "board": _board,
    "team": _board,
}
ALONE = ("mine", "list", "import", "template", "board", "team")
"""With anything behind them they are words of a question."""


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    notes = (
        "`/handrail mql` alone lists your leads by urgency, and those of your accounts that nobody "
        "has acted on; with a part of a lead's name or company it shows that lead. "
        "`/handrail mql assign` opens the form, `/handrail mql correct Jane Roe` "
        "the one that mends what was said wrong of a lead. `/handrail mql import` reads a list, "
        "`/handrail mql template` sends one to begin with. `/handrail mql board` is for managers.",
        "The SDR has one hour of working time: I tell them at once, again near its end, and "
        "their manager once if it passes. The first action that is logged stops it. After two "
        "weeks without any, the AE is told that they may reach out.",
        "With a day and a time it calculates, as in the examples. Nothing is assigned by that.",
    )
    return help_with(SLASH, *notes) if is_help(text) else None


SLASH = Slash(
    to.COMMAND,
    start,
    summary="Leads of SDRs: assign them, contact them in time, see who may step in.",
    usage=f"{to.COMMAND} [assign | LEAD | correct LEAD | import | template | board | "
    "assigned DAY TIME [untouched]]",
    examples=(
        "/handrail mql assign",
        "/handrail mql assign Jane Roe, Acme",
        "/handrail mql Jane Roe",
        "/handrail mql correct Jane Roe",
        *(example.ask for example in DESK.examples),
    ),
    words=DESK.commands,
    alone=False,
    still=explain,
    group=Group.HANDOFFS,
)
FEATURE = Feature(
    name="leads",
    slashes=(SLASH,),
    buttons=(
        Button(to.ASSIGN, assigning.open_form),
        Button(to.LIST, lists.open_list),
        Button(to.SHOW, pages.open_one),
        Button(to.CALLED, acting.called),
        Button(to.EMAILED, acting.emailed),
        Button(to.CONTACTED, closing.contacted),
        Button(to.CLOSE, closing.open_close),
        Button(to.NOTE, moving.open_note),
        Button(to.REASSIGN, moving.open_reassign),
        Button(to.CORRECT, correcting.open_form),
        Button(to.UNDO, correcting.undo),
        Button(to.REOPEN, moving.reopen),
        Button(to.BOARD, boards.pressed),
        Button(to.EXPORT, boards.export),
        Button(to.IMPORT, importing.open_form),
        Button(to.APPLY, importing.apply),
        Button(to.DISCARD, importing.discard),
    ),
    forms=(
        Form(to.ASSIGN, assigning.submitted),
        Form(to.ORDER, acting.emailed_first),
        Form(to.CLOSE, closing.closed),
        Form(to.NOTE, moving.noted),
        Form(to.REASSIGN, moving.reassigned),
        Form(to.CORRECT, correcting.submitted),
        Form(to.IMPORT, importing.submitted),
    ),
    fetched=(
        Fetched(
            to.READ,
            steps=importing.read_file,
            most=LARGEST_BYTES,
            name="A list of leads",
            fits=importing.fits,
        ),
    ),
    shortcuts=(
        Shortcut("leads.shortcut", assigning.open_form, "Assign an MQL", "Give a lead to an SDR"),
    ),
    routines=(reminding.LEADS,),
    undos=(
        Undo(to.LOGGED, acting.take_back),
        Undo(to.GIVEN, assigning.withdraw),
        Undo(to.NOTED, reminding.unread),
        Undo(to.CORRECTED, correcting.take_back),
    ),
    panels=(panels.LEADS,),
)
