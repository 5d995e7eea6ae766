"""The names of what can be pressed and sent, and the buttons that several pages share."""

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.feature import Ask, Change, Message, Open, Place
from policies.engagement import Request

ASK, FORM, LIST, SHOW = "support.ask", "support.form", "support.list", "support.show"
TEXT, POSTED, SCHEDULE = "support.text", "support.posted", "support.schedule"
ANSWERED, MORE, UNDO = "support.answered", "support.more", "support.undo"
DISCOVERY = "support.discovery"
LOG, SAME, CORRECT = "support.log", "support.same", "support.correct"
ACCOUNT, HISTORY, TEAM, EXPORT = (
    *("support.account", "support.history"),
    *("support.team", "support.csv"),
)
OPPORTUNITY = "support.opportunity"
"""What the field for an opportunity is offered by."""
MOVED, LOGGED, CORRECTED = "support.moved", "support.logged", "support.corrected"
"""Kinds of acts that can be undone."""
ROUTINE = "support"
TOLD = "told"
"""Where something is pressed: in a reminder."""
TITLE = "Support"


def ask_button(style: str = "", value: str = "") -> Element:
    return blocks.button("Ask for an SA or TAM", ASK, value, style)


def log_button(value: str = "", label: str = "Log a session", style: str = "") -> Element:
    return blocks.button(label, LOG, value, style)


def show_button(request: Request, label: str = "Open") -> Element:
    return blocks.button(label, SHOW, str(request.id))


def undo_button(act: int) -> Element:
    return blocks.button("Undo", UNDO, str(act))


def shown(ask: Ask, message: Message) -> Message | Open | Change:
    """Where it was pressed: in place, over a Home, or within the form that is open."""
    if ask.place is Place.HOME:
        return Open(blocks.page(TITLE, *message.blocks))
    if ask.place is Place.BUTTON and not ask.response_url:
        return Change(blocks.page(TITLE, *message.blocks))
    return message
