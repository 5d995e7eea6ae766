"""/handrail recording: the steps of consent, what to say, and a card shortly before a call."""

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
    Place,
    Slash,
    Turn,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.routines import Undo
from handlers.kit.teams import insist_on_privacy
from handlers.kit.texts import clean
from handlers.kit.times import local
from handlers.recordings import changing, pages, panels, records, reminding, setting
from handlers.recordings import controls as to
from policies.recordings.reading import line

Way = Callable[[Turn, Ask, str], CommandReply]


def start(turn: Turn, ask: Ask) -> CommandReply:
    """A line with a day or a time is a call, any other a question."""
    text = " ".join(clean(ask.text).split())
    word, _, rest = text.partition(" ")
    way = WAYS.get(word.casefold())
    if way is None or text.endswith("?") or (rest and word.casefold() in ALONE):
        way = _line(turn, text)
    if way is None:
        return answer_question(turn, ask, f"recording {ask.text}")
    if way is not _overview:
        insist_on_privacy(ask, f"{to.COMMAND} {word}".strip())
    return way(turn, ask, rest if word.casefold() in CUT else text)


def _line(turn: Turn, text: str) -> Way | None:
    is_call = not text.endswith("?") and line(text, local(turn)).timed
    return setting.typed if is_call else None


def _overview(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return pages.overview(turn, own=ask.place is not Place.MENTION)


def _coming(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return pages.coming(turn)


def _past(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return pages.past(turn)


WAYS: Mapping[str, Way] = {
    "": _overview,
    "steps": _overview,
    "script": _overview,
    "list": _coming,
    "calls": _coming,
    "mine": _coming,
    "past": _past,
    "history": _past,
    "new": setting.typed,
    "add": setting.typed,
    "remind": setting.typed,
    "call": setting.typed,
    "absent": changing.typed,
}
ALONE = ("steps", "script", "list", "calls", "call", "mine", "past", "history")
"""With anything behind them they are words of a question."""
CUT = ("new", "add", "absent")
"""What stands behind them is meant; the others are read as a part of the line."""


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    notes = (
        f"`{to.COMMAND}` alone shows the steps of consent and what to say. With a customer, a day "
        "and a time I write to you alone 10 minutes before that call, also outside your working "
        "hours, and never after it has begun.",
        f"`{to.COMMAND} absent Northwind` has the message for a customer whose call you cannot "
        f"attend. `{to.COMMAND} list` shows your coming calls, `{to.COMMAND} past` those before, "
        "with what you ticked. Nobody else sees them.",
        "A question after the word goes to the handbook.",
    )
    return help_with(SLASH, *notes) if is_help(text) else None


SLASH = Slash(
    to.COMMAND,
    start,
    summary="Ask before a call is recorded: steps, script, and a card shortly before.",
    usage=f"{to.COMMAND} [CUSTOMER DAY TIME | absent CUSTOMER | list | past]",
    examples=(
        "/handrail recording",
        "/handrail recording Northwind tomorrow 14:00",
        "/handrail recording absent Northwind",
        "/handrail recording list",
    ),
    words=("recording", "recordings"),
    alone=False,
    still=explain,
    group=Group.ROUTINES,
)
FEATURE = Feature(
    name="recordings",
    slashes=(SLASH,),
    buttons=(
        Button(to.ADD, setting.open_form),
        Button(to.MOVE, changing.open_move),
        Button(to.CANCEL, changing.cancel),
        Button(to.ABSENT, changing.absent),
        Button(to.ATTEND, changing.attend),
        Button(to.TICK, changing.tick),
        Button(to.SHOW, pages.open_one),
        Button(to.LIST, pages.open_coming),
        Button(to.PAST, pages.open_past),
        Button(to.STEPS, pages.open_overview),
        Button(to.UNDO, changing.undo),
    ),
    forms=(Form(to.ADD, setting.submitted), Form(to.MOVE, changing.moved)),
    routines=(reminding.RECORDINGS,),
    undos=(Undo(to.CHANGED, records.take_back),),
    panels=(panels.CALLS,),
)
