"""The names of what can be pressed and sent, and the buttons that several pages share."""

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.feature import Ask, Change, Message, Open, Place
from policies.co_selling import Call

LOG, FORM, EDIT, ACCOUNT = "cosell.log", "cosell.form", "cosell.edit", "cosell.account"
OPEN, LIST, MINE, TEAM, HOW = (
    *("cosell.open", "cosell.list", "cosell.mine"),
    *("cosell.team", "cosell.how"),
)
REMOVE, UNDO, ANOTHER, SAME = "cosell.remove", "cosell.undo", "cosell.another", "cosell.same"
BACK, AHEAD = "cosell.page.0", "cosell.page.1"
EXPORT, TEAM_EXPORT = "cosell.csv", "cosell.teamcsv"
LOGGED, JOINED, CHANGED, REMOVED, READ = (
    *("cosell.logged", "cosell.joined", "cosell.changed"),
    *("cosell.removed", "cosell.read"),
)
"""Kinds of acts that can be undone."""
TITLE = "Co-selling"
SURE = blocks.confirmation(
    "Remove this call?",
    "It then counts for nobody who was on it. You can undo this for 15 minutes.",
    "Remove",
    "Keep it",
)


def log_button(style: str = "", line: str = "", label: str = "Log a call") -> Element:
    return blocks.button(label, LOG, line[:1900], style)


def open_button(call: Call) -> Element:
    return blocks.button("Open", OPEN, str(call.id))


def undo_button(act: int) -> Element:
    return blocks.button("Undo", UNDO, str(act))


def shown(ask: Ask, message: Message) -> Message | Open | Change:
    """Where it was pressed: in place, over a Home, or within the form that is open."""
    if ask.place is Place.HOME:
        return Open(blocks.page(TITLE, *message.blocks))
    if ask.place is Place.BUTTON and not ask.response_url:
        return Change(blocks.page(TITLE, *message.blocks))
    return message
