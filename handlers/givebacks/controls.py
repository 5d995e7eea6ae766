"""The names of what can be pressed and sent, and the buttons that several pages share."""

from handlers.kit import blocks, pages
from handlers.kit.blocks import Element
from handlers.kit.feature import Ask, ButtonReply, Change, Message, Open
from policies.give_backs import Project

COMMAND = "/handrail giveback"
NEW, FORM, EDIT, LIST, SHOW = (
    *("giveback.new", "giveback.form", "giveback.edit", "giveback.list", "giveback.show"),
)
USED, UNUSED, RECORD, CONFIRM = (
    *("giveback.used", "giveback.unused", "giveback.record", "giveback.confirm"),
)
START, FINISH, DROP, REOPEN = (
    *("giveback.start", "giveback.finish", "giveback.drop", "giveback.reopen"),
)
TICK, HISTORY, REASSIGN = "giveback.tick", "giveback.history", "giveback.reassign"
IDEAS, BOARD, EXPORT = "giveback.ideas", "giveback.board", "giveback.csv"
TOLD_USED, TOLD_MONTH = "giveback.used", "giveback.month"
"""Kinds of acts that can be undone."""
POLLED, PAGED = "poll", "page"
"""Where something is pressed: under a reminder, which follows by itself, or on a page."""
TITLE = "Give Back"
SURE_FINISH = blocks.confirmation(
    "Is it finished?",
    "On the first of each month I then ask you who used it in the month before. "
    "It can be opened again.",
    "Finish",
)


def new_button(style: str = "") -> Element:
    return blocks.button("Register a project", NEW, "", style)


def show_button(project: Project, label: str = "Open") -> Element:
    return blocks.button(label, SHOW, str(project.id))


def used_button(project: Project, style: str = "primary") -> Element:
    return blocks.button("I used it this month", USED, str(project.id), style)


def shown(ask: Ask, message: Message) -> Message | Open | Change:
    return pages.shown(ask, message, TITLE)


def beside(ask: Ask, message: Message) -> ButtonReply:
    return pages.beside(ask, message, TITLE)
