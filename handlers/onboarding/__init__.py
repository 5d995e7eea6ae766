"""/handrail onboarding: the list of a new hire, ticked off, reminded of, seen by their manager."""

from collections.abc import Callable, Mapping

from handlers.kit.answers import answer_question
from handlers.kit.feature import (
    Ask,
    Button,
    CommandReply,
    Feature,
    Form,
    Group,
    Message,
    Slash,
    Turn,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.routines import Undo
from handlers.kit.teams import insist_on_privacy
from handlers.kit.texts import clean
from handlers.onboarding import boards, cards, panels, reminding, starting, ticks
from handlers.onboarding import controls as to

Way = Callable[[Turn, Ask, str], CommandReply]


def start(turn: Turn, ask: Ask) -> CommandReply:
    text = clean(ask.text).strip()
    word, _, rest = text.partition(" ")
    way = WAYS.get(word.casefold())
    if way is None and not text.startswith(("@", "<@")):
        return answer_question(turn, ask, f"onboarding {ask.text}")
    insist_on_privacy(ask, f"{to.COMMAND} {word}".strip())
    return way(turn, ask, rest.strip()) if way else cards.of(turn, starting.named(turn, text))


def _mine(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return cards.mine(turn)


def _board(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return boards.start(turn)


WAYS: Mapping[str, Way] = {
    "": _mine,
    "mine": _mine,
    "list": _mine,
    "start": starting.command,
    "new": starting.command,
    "board": _board,
    "team": _board,
}


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    notes = (
        "`/handrail onboarding` alone shows your list. *Done* ticks an item off, here, on Home and "
        "in the morning's digest; the Give Back items follow your project.",
        "A manager or an admin starts a list for somebody, or you start your own. With a name it "
        "shows theirs; `board` has all new hires of a manager.",
        "A question after the word goes to the handbook.",
    )
    return help_with(SLASH, *notes) if is_help(text) else None


SLASH = Slash(
    to.COMMAND,
    start,
    summary="The list of a new hire: what is due when, ticked off, and how far everybody is.",
    usage=f"{to.COMMAND} [start @PERSON from DAY | @PERSON | board]",
    examples=(
        "/handrail onboarding",
        "/handrail onboarding start",
    ),
    words=("onboarding",),
    alone=False,
    still=explain,
    group=Group.ROUTINES,
)
FEATURE = Feature(
    name="onboarding",
    slashes=(SLASH,),
    buttons=(
        Button(to.START, starting.open_form),
        Button(to.STOP, starting.stop),
        Button(to.LIST, cards.open_list),
        *(Button(f"{to.LIST}.{place}", cards.open_list) for place in range(2)),
        Button(to.DONE, ticks.tick),
        Button(to.REOPEN, ticks.reopen),
        Button(to.NOTE, ticks.open_form),
        Button(to.BOARD, boards.pressed),
        Button(to.EXPORT, boards.export),
    ),
    forms=(Form(to.START, starting.submitted), Form(to.NOTE, ticks.submitted)),
    routines=(reminding.ONBOARDING,),
    undos=(Undo(to.TICKED, ticks.untick), Undo(to.READ, reminding.unread)),
    panels=(panels.OWN, panels.TEAM),
    follows=(reminding.celebrate,),
)
