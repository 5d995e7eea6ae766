"""The names of what can be pressed and sent, and the buttons that several pages share."""

from handlers.kit import blocks, pages
from handlers.kit.blocks import Element
from handlers.kit.feature import Ask, ButtonReply, Change, Message, Open

COMMAND = "/handrail onboarding"
START, LIST, DONE, REOPEN, NOTE, STOP = (
    *("onboarding.start", "onboarding.list", "onboarding.done", "onboarding.reopen"),
    *("onboarding.note", "onboarding.stop"),
)
BOARD, EXPORT = "onboarding.board", "onboarding.csv"
TICKED, READ = "onboarding.ticked", "onboarding.read"
"""Kinds of acts that can be undone."""
REGISTER, PROJECT = "giveback.new", "giveback.show"
"""Where the items that follow a Give Back project lead to."""
POSTED, PAGED = "card", "page"
"""Where something is pressed: under a reminder, which follows by itself, or on a page."""
TITLE = "Onboarding"
SURE_STOP = blocks.confirmation(
    "Stop this list?",
    "I remind nobody of it any more. What is ticked stays, and it can be started again.",
    "Stop it",
)


def start_button(person: str, label: str, style: str = "") -> Element:
    return blocks.button(label, START, person, style)


def list_button(person: str, label: str = "Open the list") -> Element:
    return blocks.button(label, LIST, person)


def done_button(person: str, item: str, where: str, style: str = "") -> Element:
    return blocks.button("Done", DONE, f"{person} {item} {where}", style)


def shown(ask: Ask, message: Message) -> Message | Open | Change:
    return pages.shown(ask, message, TITLE)


def beside(ask: Ask, message: Message) -> ButtonReply:
    return pages.beside(ask, message, TITLE)
