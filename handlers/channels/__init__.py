"""/handrail customer-slack: a channel with a customer, asked for, approved, closed in time."""

from collections.abc import Callable, Mapping

from handlers.channels import (
    approving,
    asking,
    cards,
    lists,
    moving,
    opening,
    panels,
    reminding,
)
from handlers.channels import controls as to
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
    Turn,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.routines import Screen, Undo
from handlers.kit.teams import insist_on_privacy
from handlers.kit.texts import clean
from policies.desks.customer_channels import DESK

COMMAND = "/handrail customer-slack"
FORM_HERE = "A channel is asked for with a form:"
LONGEST = 120

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


def _team(turn: Turn, ask: Ask, text: str) -> CommandReply:
    return lists.team(turn)


def _ask(turn: Turn, ask: Ask, text: str) -> CommandReply:
    if ask.place is Place.COMMAND:
        return asking.form_for(turn, ask, text)
    press = blocks.actions(to.ask_button("primary", value=f"any {text[:LONGEST]}"))
    return blocks.message(FORM_HERE, blocks.section(FORM_HERE), press)


WAYS: Mapping[str, Way] = {
    "": _mine,
    "mine": _mine,
    "list": _mine,
    "ask": _ask,
    "team": _team,
}
ALONE = (_mine, _team)
"""What takes no further words."""


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    notes = (
        f"`{COMMAND}` alone lists the channels you have a part in; `ask` opens the form; `team` "
        "is for managers. I create and close no channel in Slack myself.",
        "Any other line is calculated and nothing is kept of it, as in the examples.",
    )
    return help_with(SLASH, *notes) if is_help(text) else None


SLASH = Slash(
    COMMAND,
    start,
    summary="A Slack channel with a customer: ask, approve, close in time.",
    usage=f"{COMMAND} [ask | team | TIER AMOUNT | temporary, opened DAY]",
    examples=(f"{COMMAND} ask", *(example.ask for example in DESK.examples)),
    words=DESK.commands,
    alone=False,
    still=explain,
    group=Group.HANDOFFS,
)
FEATURE = Feature(
    name="channels",
    slashes=(SLASH,),
    buttons=(
        Button(to.ASK, asking.open_form),
        Button(to.LIST, lists.open_list),
        Button(to.SHOW, lists.open_one),
        Button(to.APPROVE, approving.approve),
        Button(to.DECLINE, approving.open_decline),
        Button(to.OPENED, opening.open_opened),
        Button(to.CLOSED, moving.closed),
        Button(to.LASTING, opening.open_lasting),
        Button(to.MORE, moving.more),
        Button(to.UNDO, moving.undo),
        Button(to.TEAM, lists.open_team),
        Button(to.EXPORT, lists.export),
    ),
    forms=(
        Form(to.FORM, asking.submitted),
        Form(to.DECLINE, approving.declined),
        Form(to.OPENED, opening.opened),
        Form(to.LASTING, opening.lasting),
    ),
    screens=(Screen(to.CARD, cards.render, cards.posted),),
    routines=(reminding.CHANNELS,),
    undos=(Undo(to.MOVED, moving.unmove), Undo(reminding.READ, reminding.unread)),
    panels=(panels.CHANNELS,),
)
