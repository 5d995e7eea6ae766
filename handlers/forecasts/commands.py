"""/handrail forecast: the form, the weeks, the team, and what the rule says of a time or a line."""

from handlers.forecasts import giving, settings, showing, teams
from handlers.forecasts.controls import GIVE, VALUES
from handlers.forecasts.weeks import gives_one, insist_on_rules
from handlers.kit import blocks
from handlers.kit.answers import LONGEST_QUESTION, Asked, answer_question, show, tell
from handlers.kit.feature import (
    Aside,
    Ask,
    ButtonReply,
    CommandReply,
    Group,
    Message,
    Open,
    Place,
    Slash,
    Turn,
)
from handlers.kit.menus import help_with, is_help
from handlers.kit.rights import may
from handlers.kit.teams import insist_on_privacy, myself
from handlers.kit.texts import clean
from policies.desks.forecasts import DESK
from policies.rights import Action

COMMAND = "/handrail forecast"
OPEN_HERE = "The form with the values of this week:"
GIVE_THESE = "Give these as this week's forecast"
OWN_WORDS = ("week", "history", "team", "settings")


def start(turn: Turn, ask: Ask) -> CommandReply:
    word = ask.text.strip().casefold()
    if word and word not in OWN_WORDS:
        return _answer(turn, ask)
    insist_on_privacy(ask, f"{COMMAND} {word}".strip())
    insist_on_rules(turn)
    match word:
        case "":
            return _bare(turn, ask)
        case "week":
            return showing.week(turn, giving.own_week(turn).member)
        case "history":
            return showing.history(turn, myself(turn))
        case "team":
            return teams.start(turn)
        case _:
            return settings.start(turn, ask)


def _bare(turn: Turn, ask: Ask) -> Message | Open:
    """The form for who gives one; who only leads others means their team."""
    if not gives_one(turn, myself(turn)):
        if may(turn, Action.ROLL_UP):
            return teams.start(turn)
        return blocks.message(giving.NO_GIVER, blocks.section(giving.NO_GIVER))
    if ask.place is Place.COMMAND:
        return giving.open_form(turn, ask)
    press = blocks.button("Give the forecast", GIVE, style="primary")
    return blocks.message(OPEN_HERE, blocks.section(OPEN_HERE), blocks.actions(press))


def _answer(turn: Turn, ask: Ask) -> Message:
    """As every calculator does; a whole forecast can be given with one press."""
    spoken = ask.place in (Place.DIRECT, Place.MENTION) and ask.text.rstrip().endswith("?")
    text = f"{DESK.commands[0] if spoken else COMMAND} {ask.text}"
    if len(text) > LONGEST_QUESTION:
        return answer_question(turn, ask, text)
    told = tell(turn, Asked(clean(text), {}, ask.place, ask.channel))
    message = show(turn, told)
    if ask.place is Place.MENTION or not giving.can_be_given(turn, told.answer):
        return message
    press = blocks.button(GIVE_THESE, VALUES, str(told.number), "primary")
    return blocks.message(message.text, *message.blocks, blocks.actions(press))


def see(turn: Turn, ask: Ask) -> ButtonReply:
    insist_on_rules(turn)
    return Aside(showing.week(turn, giving.own_week(turn).member))


def explain(menu: tuple[Slash, ...], text: str) -> Message | None:
    return help_with(SLASH, HOW) if is_help(text) else None


HOW = (
    f"`{COMMAND}` alone opens the form. `{COMMAND} week` and `{COMMAND} history` show yours; for "
    f"managers `{COMMAND} team` shows who is missing and what they add up to, and `{COMMAND} "
    "settings` when they are due."
)
SLASH = Slash(
    COMMAND,
    start,
    summary="Give the weekly forecast, and see when it is due.",
    usage=f"{COMMAND} [week | history | team | settings | on DAY TIME | values FIVE FIGURES]",
    examples=(
        "/handrail forecast values 10k 8k 120k 90k 100k",
        "/handrail forecast history",
        *(example.ask for example in DESK.examples[:2]),
    ),
    words=DESK.commands,
    alone=False,
    still=explain,
    group=Group.DEALS,
)
