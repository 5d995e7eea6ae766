"""The names of what can be pressed and sent, and the buttons that several pages share."""

from handlers.kit import blocks, pages
from handlers.kit.blocks import Element
from handlers.kit.feature import Ask, Change, Message, Open
from policies.handoffs import Handoff, Side

START, FORM, LIST, SHOW = "handoffs.start", "handoffs.form", "handoffs.list", "handoffs.show"
DONE, NOTE, UNDO = "handoffs.done", "handoffs.note", "handoffs.undo"
SIGN, ACCEPT, RETURN = "handoffs.sign", "handoffs.accept", "handoffs.return"
MORE, EDIT, REASSIGN = "handoffs.more", "handoffs.edit", "handoffs.reassign"
MOVE = "handoffs.move"
CANCEL, REOPEN = "handoffs.cancel", "handoffs.reopen"
DRAFT, COPY = "handoffs.draft", "handoffs.copy"
BOARD, EXPORT = "handoffs.board", "handoffs.csv"
OPPORTUNITY = "handoffs.opportunity"
"""What the field for an opportunity is offered by."""
CARD = "handoffs.card"
"""The screen that each of the two has in their direct messages."""
TICKED, READ = "handoffs.ticked", "handoffs.read"
"""Kinds of acts that can be undone."""
POSTED, PAGED = "card", "page"
"""Where something is pressed: on the card that follows, or on a page that is shown again."""
ROUTINE = "handoffs"
TITLE = "Handoff"
SURE_SIGN = blocks.confirmation(
    "Sign and hand over?",
    "The other side is asked to accept, or to return it with a reason. Your part is then done.",
    "Sign",
)
SURE_ACCEPT = blocks.confirmation(
    "Accept this handoff?",
    "It closes with your signature: from then on the account is yours to look after.",
    "Accept",
)
SURE_REOPEN = blocks.confirmation(
    "Open it again?", "Both sides have to sign once more. What is done stays done.", "Open again"
)


def start_button(style: str = "", value: str = "") -> Element:
    return blocks.button("Start a handoff", START, value, style)


def show_button(handoff: Handoff, label: str = "Open") -> Element:
    return blocks.button(label, SHOW, str(handoff.id))


def move_button(handoff: Handoff) -> Element:
    return blocks.button("Somebody else takes a side…", MOVE, str(handoff.id))


def sign_button(handoff: Handoff, where: str, style: str = "primary") -> Element:
    return blocks.button("Sign and hand over", SIGN, f"{handoff.id} {where}", style, SURE_SIGN)


def accept_button(handoff: Handoff, where: str, style: str = "primary") -> Element:
    return blocks.button("Accept", ACCEPT, f"{handoff.id} {where}", style, SURE_ACCEPT)


def return_button(handoff: Handoff, where: str) -> Element:
    return blocks.button("Return…", RETURN, f"{handoff.id} {where}")


def note_button(handoff: Handoff, side: Side, where: str) -> Element:
    return blocks.button("Link, note, not applicable…", NOTE, f"{handoff.id} {side} {where}")


def shown(ask: Ask, message: Message) -> Message | Open | Change:
    return pages.shown(ask, message, TITLE)
