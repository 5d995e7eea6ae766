"""The names of what can be pressed and sent, and the buttons that several pages share."""

from handlers.kit import blocks
from handlers.kit.blocks import Element
from handlers.kit.feature import Ask, Change, Message, Open, Place
from policies.leads import Act, Lead

COMMAND = "/handrail mql"
ASSIGN, LIST, SHOW = "leads.assign", "leads.list", "leads.show"
CALLED, EMAILED, CONTACTED = "leads.called", "leads.emailed", "leads.contacted"
ORDER, CLOSE, NOTE = "leads.order", "leads.close", "leads.note"
REASSIGN, REOPEN = "leads.reassign", "leads.reopen"
BOARD, EXPORT = "leads.board", "leads.csv"
IMPORT, READ = "leads.import", "leads.read"
APPLY, DISCARD = "leads.apply", "leads.discard"
CORRECT, UNDO = "leads.correct", "leads.undo"
LOGGED, GIVEN, NOTED = "leads.logged", "leads.given", "leads.noted"
CORRECTED = "leads.corrected"
"""Kinds of acts that can be undone."""
POSTED, PAGED = "card", "page"
"""Where something is pressed: on the card that follows, or on a page that is shown again."""
TITLE = "Lead"


def assign_button(style: str = "") -> Element:
    return blocks.button("Assign an MQL", ASSIGN, style=style)


def show_button(lead: Lead, label: str = "Open") -> Element:
    return blocks.button(label, SHOW, str(lead.id))


def step_button(lead: Lead, step: Act, where: str, style: str = "") -> Element:
    """*Called* or *E-mailed*."""
    label, id = ("Called", CALLED) if step is Act.CALLED else ("E-mailed", EMAILED)
    return blocks.button(label, id, f"{lead.id} {where}", style)


def contacted_button(lead: Lead, where: str) -> Element:
    return blocks.button("I contacted them", CONTACTED, f"{lead.id} {where}", "primary")


def close_button(lead: Lead, where: str) -> Element:
    return blocks.button("Not reachable, disqualify…", CLOSE, f"{lead.id} {where}")


def note_button(lead: Lead, where: str) -> Element:
    return blocks.button("Link, note…", NOTE, f"{lead.id} {where}")


def correct_button(lead: Lead, where: str) -> Element:
    return blocks.button("Correct…", CORRECT, f"{lead.id} {where}")


def undo_button(act: int, lead: Lead | None = None) -> Element:
    """The page of that lead is shown again; without one only what was undone."""
    return blocks.button("Undo", UNDO, f"{act} {lead.id if lead else ''}".strip())


def shown(ask: Ask, message: Message) -> Message | Open | Change:
    """Where it was pressed: in place, over a Home, or within the form that is open."""
    if ask.place is Place.HOME:
        return Open(blocks.page(TITLE, *message.blocks))
    if ask.place is Place.BUTTON and not ask.response_url:
        return Change(blocks.page(TITLE, *message.blocks))
    return message
