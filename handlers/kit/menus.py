"""Help, generated from the commands themselves, and the few things worth a button."""

from collections.abc import Iterable, Sequence

from handlers.kit import blocks
from handlers.kit.feature import Block, Group, Message, Slash
from handlers.kit.texts import escape

HELP_WORDS = ("help", "?", "-h", "--help", "hilfe", "aide", "ayuda")
ACCOUNT = "roe.form"
LIST = "roe.list"
DISPUTES = "roe.disputes"
DEAL = "desk.deal"
BOARD = "closedate.board"
INTRODUCTION = (
    "I tell you what the handbook says of an account, a deal or a date, with the rule that says "
    "so. What you ask in a command or in our direct messages only you see, until you share it."
)
ONE = "`/handrail help deal` shows how one command is written."
PLAIN = "Plain words work too: `who owns a 480 person company that came inbound?`"


def is_help(text: str) -> bool:
    return text.strip().casefold() in HELP_WORDS


def help_with(slash: Slash, *notes: str) -> Message:
    """One command: what it is for, how it is written, and examples that work."""
    head = f"`{escape(slash.name)}` {escape(slash.summary)}"
    usage = f"Write `{escape(slash.usage)}`"
    examples = [f"• `{escape(example)}`" for example in slash.examples]
    shown = ["*Examples*", *examples]
    lines = [blocks.section(f"*{head}*\n{usage}"), blocks.section("\n".join(shown))]
    return blocks.message(head, *lines, *map(blocks.section, notes))


def overview(slashes: Iterable[Slash]) -> Message:
    """Every command by an example that works, and buttons for those that open a form."""
    named = [slash for slash in slashes if slash.words]
    groups = [_grouped(group, [each for each in named if each.group is group]) for group in Group]
    shown = [blocks.section(text) for text in groups if text]
    tail = blocks.context(PLAIN, ONE)
    return blocks.message(INTRODUCTION, blocks.section(INTRODUCTION), *shown, tail, menu())


def _grouped(group: Group, slashes: Sequence[Slash]) -> str:
    lines = [f"• `{escape(slash.examples[0])}` {escape(slash.summary)}" for slash in slashes]
    return "\n".join([f"*{group}*", *lines]) if lines else ""


def menu() -> Block:
    return blocks.actions(
        blocks.button("Look up an account", ACCOUNT, style="primary"),
        blocks.button("Look up a list", LIST),
        blocks.button("Check a deal", DEAL),
        blocks.button("My disputes", DISPUTES),
    )
