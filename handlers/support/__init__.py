"""/handrail support: an SA or TAM is asked for by a form, and sessions are counted by account."""

from collections.abc import Callable, Mapping

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
    Slash,
    Suggestion,
    Turn,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.routines import Undo
from handlers.kit.teams import insist_on_privacy
from handlers.kit.texts import clean
from handlers.support import (
    asking,
    correcting,
    drafting,
    forms,
    lists,
    moving,
    panels,
    reminding,
    sessions,
    teams,
)
from handlers.support import controls as to
from policies.desks.supports import DESK

COMMAND = "/handrail support"
FORM_HERE = "That takes a form:"
NAME_IT = "Name the account, for example `/handrail support account Acme`."

Way = Callable[[Turn, Ask, str], CommandReply]


def start(turn: Turn, ask: Ask) -> CommandReply:
    """Words of its own, and every other line is the calculator's."""
    text = clean(ask.text).strip()
    word, _, rest = text.partition(" ")
    way = WAYS.get(word.casefold())
    if way is None or (rest and way in ALONE):
        return answer_line(turn, ask, DESK.commands[0], COMMAND)
    insist_on_privacy(ask, f"{COMMAND} {text}".strip())
    return way(turn, ask, rest.strip())


def _mine(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return lists.mine(turn)


def _ask(turn: Turn, ask: Ask, text: str) -> CommandReply:
    if ask.place is Place.COMMAND:
        return asking.form_for(turn, ask, forms.mine(turn, text[: forms.LONGEST_ACCOUNT]))
    return _form_here(to.ask_button("primary", text[: forms.LONGEST_ACCOUNT]))


def _log(turn: Turn, ask: Ask, text: str) -> CommandReply:
    value = f"account {text[: forms.LONGEST_ACCOUNT]}" if text else ""
    if ask.place is Place.COMMAND:
        return sessions.open_for(turn, ask, value)
    return _form_here(to.log_button(value, style="primary"))


def _form_here(button: blocks.Element) -> Message:
    return blocks.message(FORM_HERE, blocks.section(FORM_HERE), blocks.actions(button))


def _account(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return lists.account(turn, text) if text else Message(NAME_IT)


def _team(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return teams.start(turn)


WAYS: Mapping[str, Way] = {
    "": _mine,
    "mine": _mine,
    "list": _mine,
    "ask": _ask,
    "log": _log,
    "account": _account,
    "team": _team,
}
ALONE = (_mine, _team)
"""What takes no further words."""


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    notes = (
        f"`{COMMAND}` alone lists your requests and what is left of live help; `ask` opens the "
        "form, `log` counts a session that was held, `account Acme` shows what an account has had. "
        "`team` is for managers.",
        "Any other line is calculated and nothing is kept of it, as in the examples.",
    )
    return help_with(SLASH, *notes) if is_help(text) else None


SLASH = Slash(
    COMMAND,
    start,
    summary="Ask for an SA or TAM: live, in writing, or not; sessions are counted.",
    usage=f"{COMMAND} [ask | log | account NAME | team | SEGMENT WISH AMOUNT [SESSIONS] [MINUTES]]",
    examples=(
        f"{COMMAND} ask",
        f"{COMMAND} log",
        *(example.ask for example in DESK.examples),
    ),
    words=DESK.commands,
    alone=False,
    still=explain,
    group=Group.HANDOFFS,
)
FEATURE = Feature(
    name="support",
    slashes=(SLASH,),
    buttons=(
        Button(to.ASK, asking.open_form),
        Button(to.LIST, lists.open_list),
        Button(to.SHOW, lists.open_one),
        Button(to.TEXT, drafting.open_form),
        Button(to.POSTED, moving.open_posted),
        Button(to.SCHEDULE, moving.open_schedule),
        Button(to.ANSWERED, moving.answered),
        Button(to.MORE, moving.more),
        Button(to.UNDO, moving.undo),
        Button(to.LOG, sessions.open_form),
        Button(to.CORRECT, correcting.open_correct),
        Button(to.ACCOUNT, lists.open_account),
        Button(to.HISTORY, lists.open_history),
        Button(to.TEAM, teams.pressed),
        Button(to.EXPORT, teams.export),
    ),
    forms=(
        Form(to.FORM, asking.submitted),
        Form(to.DISCOVERY, asking.discovered),
        Form(to.TEXT, drafting.kept),
        Form(to.POSTED, moving.posted),
        Form(to.SCHEDULE, moving.scheduled),
        Form(to.LOG, sessions.submitted),
        Form(to.SAME, sessions.answered_same),
        Form(to.CORRECT, correcting.corrected),
    ),
    suggestions=(Suggestion(to.OPPORTUNITY, asking.suggest),),
    routines=(reminding.SUPPORT,),
    undos=(
        Undo(to.MOVED, moving.unmove),
        Undo(to.LOGGED, correcting.unlog),
        Undo(to.CORRECTED, correcting.uncorrect),
    ),
    panels=(panels.SUPPORT,),
)
