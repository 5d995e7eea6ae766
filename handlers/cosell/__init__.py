"""Co-selling: a call logged once whoever logs it, and a manager's count of the last seven days."""

from collections.abc import Callable, Mapping

from handlers.cosell import (
    books,
    changing,
    forms,
    keeping,
    mending,
    pages,
    panels,
    reminding,
    teams,
)
from handlers.cosell import controls as to
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
    Shortcut,
    Slash,
    Suggestion,
    Turn,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.routines import Undo
from handlers.kit.teams import insist_on_privacy
from handlers.kit.texts import clean
from policies.desks.co_selling import DESK

COMMAND = "/handrail cosell"
OPEN_HERE = "A call is logged with a form:"

Way = Callable[[Turn], CommandReply]


def start(turn: Turn, ask: Ask) -> CommandReply:
    text = clean(ask.text).strip()
    word, _, rest = text.partition(" ")
    if word.casefold() in LOGGING:
        return _log(turn, ask, rest.strip())
    way = WAYS.get(text.casefold())
    if way is None:
        return _answer(turn, ask)
    if way is not pages.how:
        insist_on_privacy(ask, f"{COMMAND} {text}".strip())
    books.insist_on_rules(turn)
    return way(turn)


def _log(turn: Turn, ask: Ask, line: str) -> CommandReply:
    insist_on_privacy(ask, f"{COMMAND} log")
    books.insist_on_rules(turn)
    if ask.place is Place.COMMAND:
        return keeping.open_line(turn, ask, line)
    press = blocks.actions(to.log_button("primary", line))
    return blocks.message(OPEN_HERE, blocks.section(OPEN_HERE), press)


def _answer(turn: Turn, ask: Ask) -> Message:
    """Figures that are given are calculated with, as every calculator does."""
    spoken = ask.place in (Place.DIRECT, Place.MENTION) and ask.text.rstrip().endswith("?")
    return answer_question(turn, ask, f"{DESK.commands[0] if spoken else COMMAND} {ask.text}")


LOGGING = ("log", "add", "new")
WAYS: Mapping[str, Way] = {
    "": pages.mine,
    "mine": pages.mine,
    "list": pages.everything,
    "history": pages.everything,
    "calls": pages.everything,
    "team": teams.start,
    "how": pages.how,
    "roles": pages.how,
}


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    notes = (
        f"`{COMMAND}` alone shows where you stand, `{COMMAND} log` opens the form, `{COMMAND} "
        f"list` shows your calls. `{COMMAND} team` is for whoever leads managers.",
        "A call that two people log is one call: whoever logs it second is told so, is added to "
        "it, and can say that it was another.",
        f"`{COMMAND} how` has the two roles with what each does, and the training. With figures "
        "it calculates; nothing is logged by that.",
    )
    return help_with(SLASH, *notes) if is_help(text) else None


SLASH = Slash(
    COMMAND,
    start,
    summary="Log co-selling calls, and see how many there are in seven days.",
    usage=f"{COMMAND} [log ACCOUNT with @PERSON DAY TIME | list | team | how | CALLS]",
    examples=(
        "/handrail cosell log Acme with @ana yesterday 3pm",
        "/handrail cosell list",
        *(example.ask for example in DESK.examples),
    ),
    words=DESK.commands,
    alone=False,
    still=explain,
    group=Group.ROUTINES,
)
FEATURE = Feature(
    name="cosell",
    slashes=(SLASH,),
    buttons=(
        Button(to.LOG, keeping.open_form),
        Button(to.OPEN, pages.open_one),
        Button(to.LIST, pages.open_list),
        Button(to.BACK, pages.turn_page),
        Button(to.AHEAD, pages.turn_page),
        Button(to.MINE, pages.open_mine),
        Button(to.HOW, pages.open_how),
        Button(to.TEAM, teams.pressed),
        Button(to.EXPORT, teams.export_mine),
        Button(to.TEAM_EXPORT, teams.export),
        Button(to.EDIT, changing.edit),
        Button(to.REMOVE, changing.remove),
        Button(to.ANOTHER, mending.another),
        Button(to.SAME, mending.the_same),
        Button(to.UNDO, mending.undo),
    ),
    forms=(Form(to.FORM, keeping.submitted), Form(to.EDIT, changing.changed)),
    shortcuts=(
        Shortcut(
            "cosell.shortcut",
            keeping.open_form,
            "Log a co-selling call",
            "Take down a call you joined together",
        ),
    ),
    suggestions=(Suggestion(to.ACCOUNT, forms.suggest),),
    routines=(reminding.COSELL,),
    undos=(
        Undo(to.LOGGED, mending.unlog),
        Undo(to.JOINED, mending.unjoin),
        Undo(to.CHANGED, changing.unchange),
        Undo(to.REMOVED, changing.restore),
        Undo(to.READ, reminding.unread),
    ),
    panels=(panels.LEADING, panels.SELLING),
)
