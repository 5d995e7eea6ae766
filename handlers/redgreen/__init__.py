"""Red/Green: the live review of a manager and an account executive, held by the printed rules."""

from handlers.kit.answers import answer_question
from handlers.kit.feature import (
    Ask,
    Button,
    CommandReply,
    Feature,
    Fetched,
    Form,
    Group,
    Job,
    Message,
    Slash,
    Turn,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.routines import Screen, Undo
from handlers.redgreen import (
    accuracies,
    boards,
    cards,
    charts,
    forms,
    freezing,
    lookbacks,
    panels,
    presses,
    reasons,
    reports,
    scopes,
    sessions,
    today,
    words,
)
from handlers.redgreen.reminders import REMINDERS
from policies.desks import DESKS

COMMAND = "/redgreen"
DESK = next(desk for desk in DESKS if desk.policy == "redgreen")
USAGE = "/redgreen [dates [MONTH] | lookback [MONTH] | scope | report | settings | help]"
NOTES = (
    "`/redgreen` alone shows a manager the team, with *Start* for each session, and an account "
    "executive their own list. `/redgreen scope` says what is in and lets a manager change it, "
    "`/redgreen report` shows the period so far.",
    "`/redgreen lookback` shows what was committed at the last session of the period before "
    "against what closed, each miss with its reason, as a chart and as a CSV; "
    "`/redgreen lookback october` of another month.",
    "`/redgreen dates` knows the calendar: also `/redgreen next after 30 January` and "
    "`/redgreen is 16 February a red/green day`.",
)
SHOWN = {
    "": boards.board,
    "report": reports.report,
    "scope": scopes.scope,
    "settings": scopes.scope,
}


def command(turn: Turn, ask: Ask) -> CommandReply:
    """What is no word of ours is a question about the calendar."""
    if lookbacks.is_asked(ask.text):
        return lookbacks.lookback(turn, ask)
    show = SHOWN.get(ask.text.strip().casefold())
    return show(turn) if show else answer_question(turn, ask, f"{COMMAND} {ask.text}")


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    return help_with(SLASH, *NOTES) if is_help(text) else None


SLASH = Slash(
    COMMAND,
    command,
    summary="Red/Green: hold the reviews, see your list, the dates and the report.",
    usage=USAGE,
    examples=(
        *("/redgreen", "/redgreen dates feb 2026", "/redgreen lookback", "/redgreen scope"),
        "/redgreen report",
    ),
    words=DESK.commands,
    still=explain,
    group=Group.ROUTINES,
)

FEATURE = Feature(
    name="redgreen",
    slashes=(SLASH,),
    buttons=(
        Button(words.START, sessions.start),
        Button(words.RESUME, sessions.resume),
        Button(words.SEE, presses.see),
        Button(words.BOARD, today.see_board),
        Button(words.END, sessions.end),
        *(Button(f"{words.CHOOSE}.{n}", presses.choose) for n in range(words.CHOICES_AT_MOST)),
        Button(words.SURE, presses.confident),
        Button(words.KEEP, presses.keep_one),
        Button(words.KEEP_ALL, presses.keep_all),
        Button(words.RECOLOUR, presses.recolour),
        Button(words.AGAIN, presses.again),
        Button(words.BACK, presses.back),
        Button(words.SKIP, presses.skip),
        Button(words.PARK, presses.park),
        Button(words.JUMP, presses.jump),
        Button(words.GO_ON, presses.onward),
        Button(words.WRITE, forms.write),
        Button(words.NOT_YET, forms.not_yet),
        Button(words.OVERRIDE, forms.override),
        Button(words.NOTES, forms.notes),
        Button(words.THRESHOLD, scopes.set_threshold),
        Button(words.SPAN, scopes.set_period),
        Button(words.LOOKBACK, lookbacks.pressed),
        Button(words.HELD, lookbacks.hold),
        Button(words.SHEET, lookbacks.sheet),
        Button(words.REASON, reasons.give),
        Button(words.MARK, reasons.mark),
        Button(words.CHART, charts.chart),
        Button(words.PICTURE, charts.picture),
        Button(words.ACCURACY, accuracies.pressed),
    ),
    forms=(
        Form(words.ANSWERED, forms.answered),
        Form(words.MISSING, forms.missing),
        Form(words.ASIDE, forms.aside),
        Form(words.NOTED, forms.noted),
        Form(words.SCOPED, scopes.scoped),
        Form(words.PERIOD, scopes.period),
        Form(words.REASONED, reasons.given),
        Form(words.MARKED, reasons.marked),
    ),
    fetched=(Fetched(words.DRAW, steps=charts.drawn, most=0),),
    jobs=(
        Job("redgreen.close", sessions.close_left_open),
        Job("redgreen.freeze", freezing.freeze_left),
    ),
    screens=(Screen(words.SCREEN, cards.render, cards.posted),),
    routines=(REMINDERS,),
    undos=(
        Undo(words.VERDICT_ACT, presses.taken_back),
        Undo(words.HELD_ACT, lookbacks.taken_back),
    ),
    follows=(cards.follow,),
    panels=(today.PANEL, panels.OWN, panels.TEAM),
)
