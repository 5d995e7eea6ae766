"""Help, generated from the commands themselves, and the few things worth a button."""

from collections.abc import Iterable

from handlers.kit import blocks
from handlers.kit.feature import Block, Message, Slash
from handlers.kit.texts import escape

HELP_WORDS = ("help", "?", "-h", "--help", "hilfe", "aide", "ayuda")
ACCOUNT = "roe.form"
LIST = "roe.list"
DISPUTES = "roe.disputes"
INTRODUCTION = (
    "I tell you whose account it is, with the handbook rule that says so. What you ask in a "
    "command or in our direct messages only you see, until you share it."
)
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
    lines = [f"• `{escape(slash.examples[0])}` {escape(slash.summary)}" for slash in named]
    text = "\n".join(["*What you can write*", *lines, PLAIN])
    return blocks.message(INTRODUCTION, blocks.section(INTRODUCTION), blocks.section(text), menu())


def menu() -> Block:
    return blocks.actions(
        blocks.button("Look up an account", ACCOUNT, style="primary"),
        blocks.button("Look up a list", LIST),
        blocks.button("My disputes", DISPUTES),
    )
